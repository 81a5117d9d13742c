import Accounts
import Office
import Web

/// The two lists of a batch: each item can be viewed and, until the batch is issued, assigned to somebody or dropped.
extension Documents {
  /// - Parameter names: the names of the recipients shown.
  func itemTable(
    _ page: inout HTML, _ visit: Visit, _ batch: DocumentBatch, _ kind: BatchItemList,
    _ found: ListRows<DocumentBatchItem>, names: [Addressee: String]
  ) {
    guard !found.isEmpty else { return }
    var list = kind.page(of: batch.id, visit)
    list.columns = columns(visit, batch, names)
    page.card(title: list.title) { $0.list(list, found) }
  }

  private func columns(
    _ visit: Visit, _ batch: DocumentBatch, _ names: [Addressee: String]
  ) -> [ListColumn<DocumentBatchItem, OldestFirst>] {
    let t = visit.t
    let name = { @Sendable (item: DocumentBatchItem) in
      item.subject.flatMap { names[Addressee(batch.recipientKind, $0)] }
    }
    var columns: [ListColumn<DocumentBatchItem, OldestFirst>] = [
      .heading(t("documents.office.item")) {
        $0.label
      } cell: {
        heading(&$0, $1, DocumentPath.batch(batch.id))
      },
      ListColumn(t("documents.office.number")) { $0.number.isEmpty ? "–" : $0.number },
      ListColumn(t("documents.office.recipient")) {
        name($0) ?? "–"
      } cell: {
        recipient(&$0, visit, $1, name($1))
      },
      ListColumn(t("documents.field.pages"), .number) {
        t.number($0.pages)
      } cell: {
        pages(&$0, visit, $1)
      },
    ]
    if batch.state == .previewed {
      columns.append(
        .actions(t("documents.office.byHand")) { if $1.isOpen { hand(&$0, visit, batch, $1) } })
    }
    return columns
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
