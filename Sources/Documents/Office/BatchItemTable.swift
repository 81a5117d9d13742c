import Accounts
import Office
import Web

/// The two lists of a batch: each item can be viewed and, until the batch is issued, assigned to somebody or dropped.
extension Documents {
  /// - Parameter names: the names of the recipients shown.
  func itemTable(
    _ page: inout HTML, _ visit: Visit, _ batch: DocumentBatch, _ list: BatchItemList, beside other: BatchItemList,
    names: [Addressee: String], title: String
  ) {
    guard !list.items.isEmpty else { return }
    let t = visit.t
    let path = DocumentPath.batch(batch.id)
    let isOpen = batch.state == .previewed
    page.card(title: title) { card in
      card.table(
        caption: title,
        columns: [
          Column(t("documents.office.item")), Column(t("documents.office.number")),
          Column(t("documents.office.recipient")), Column(t("documents.field.pages"), .number),
        ] + (isOpen ? [Column(t("documents.office.byHand"), isTitleHidden: true)] : [])
      ) { rows in
        for item in list.shown {
          rows.row { row in
            row.heading { heading(&$0, item, path) }
            row.cell(item.number.isEmpty ? "–" : item.number)
            row.cell { recipient(&$0, visit, item, item.subject.flatMap { names[Addressee(batch.recipientKind, $0)] }) }
            row.cell { pages(&$0, visit, item) }
            if isOpen { row.cell { if item.isOpen { hand(&$0, visit, batch, item) } } }
          }
        }
      }
      card.pagination(
        label: "\(title): \(t("office.paging"))",
        previous: list.after > 0 ? Link(t("office.first"), "\(path)?\(other.here)") : nil,
        next: list.next.map { Link(t("office.next"), "\(path)?\(other.here)&\($0)") })
    }
  }

  private func heading(_ cell: inout HTML, _ item: DocumentBatchItem, _ path: String) {
    if item.file == nil { return cell.text(item.label) }
    cell.a(item.label, href: "\(path)/teile/\(item.id)?ansehen=1")
  }

  private func recipient(_ cell: inout HTML, _ visit: Visit, _ item: DocumentBatchItem, _ name: String?) {
    if let problem = UploadProblem(rawValue: item.problem) {
      return cell.badge(uploadText(problem, visit), problem == .dropped ? .neutral : .bad)
    }
    cell.text(name ?? "–")
    guard item.isAssignedByHand else { return }
    cell.text(" ")
    cell.badge(visit.t("documents.office.byHand"), .info)
  }

  private func pages(_ cell: inout HTML, _ visit: Visit, _ item: DocumentBatchItem) {
    let t = visit.t
    cell.text(item.pages == 0 ? "–" : t.number(item.pages))
    guard let usual = item.usualPages else { return }
    cell.text(" ")
    cell.badge(t("documents.office.unusual", ["usual": t.number(usual)]), .wait)
  }

  private func hand(_ cell: inout HTML, _ visit: Visit, _ batch: DocumentBatch, _ item: DocumentBatchItem) {
    let (t, path) = (visit.t, batch.path)
    cell.buttonRow { row in
      row.buttonLink(
        t("documents.office.assign"), href: "\(path)/teile/\(item.id)/zuordnen", about: item.label)
      guard item.problem != UploadProblem.dropped.rawValue else { return }
      row.postButton(
        PostButton(
          t("documents.office.drop"), action: "\(path)/teile/\(item.id)/weglassen", token: visit.formToken),
        about: item.label, hidden: batch.seen)
    }
  }
}
