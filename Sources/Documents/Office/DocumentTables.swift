import Chronology
import Database
import Web

/// A delivery with the name of its recipient.
struct ListedDelivery: Sendable {
  let delivery: ReceivedDocument
  let recipient: String?
}

/// Lists of issued documents with their receipts, in the office.
extension Documents {
  func deliveries(_ visit: Visit) -> ListPage<ListedDelivery, NewestFirst> {
    let (t, clock) = (visit.t, visit.clock)
    var list = ListPage<ListedDelivery, NewestFirst>(
      visit, DocumentPath.officeStart, title: t("documents.office.title"),
      search: ListSearch(t("documents.office.search"), hint: t("documents.office.searchHint"))
    ) { row, _ in ListKey(row.delivery.id) }
    list.columns = [
      .heading(t("documents.field.title")) {
        $0.delivery.document.title
      } href: {
        DocumentPath.office($0.delivery.document.id)
      },
      ListColumn(t("documents.office.recipient")) { $0.recipient ?? "–" },
      ListColumn(t("documents.field.date"), by: .date) { t.shortDate(clock.day(of: $0.delivery.providedAt)) },
      .badge(t("documents.field.receipt")) {
        t.state($0.delivery, clock)
      } kind: {
        $0.delivery.badge
      },
    ]
    list.empty = ListNothing(t("documents.office.none"), t("documents.office.noneText"), icon: .document)
    list.countKey = "documents.office.count"
    list.fileCode = "documents"
    return list
  }

  /// - Parameter recipients: nil for all.
  func listed(
    for recipients: [Addressee]?, _ slice: ListSlice<NewestFirst>, in connection: any Connection
  ) throws -> [ListedDelivery] {
    let found = try OfficeQueries.page(for: recipients, slice, in: connection)
    let names = try names(of: Set(found.map(\.addressee)), in: connection)
    return found.map { ListedDelivery(delivery: $0, recipient: names[$0.addressee]) }
  }

  /// The recipients of all kinds with a number; nil if the text is empty.
  func recipients(numbered text: String, in connection: any Connection) throws -> [Addressee]? {
    guard !text.isEmpty else { return nil }
    return try directories.compactMap { directory in
      try directory.find([text], in: connection).values.first.map { Addressee(directory.kind, $0.subject) }
    }
  }

  /// The most recent batches, so that an unissued one is not forgotten.
  func batchCard(_ page: inout HTML, _ visit: Visit, _ batches: [DocumentBatch], _ uploads: [BatchUpload]) {
    guard !batches.isEmpty || !uploads.isEmpty else { return }
    let t = visit.t
    page.card(title: t("documents.office.batches")) { card in
      card.taskList(
        uploads.map { upload in
          TaskItem(
            upload.order.title, path: DocumentPath.batchUpload(upload.id),
            detail: t.shortTime(upload.createdAt, visit.clock),
            badge: upload.isStuck
              ? (t("documents.office.uploadState.stuck"), .bad)
              : (t("documents.office.uploadState.\(upload.state.rawValue)"), upload.state == .refused ? .bad : .wait))
        }
          + batches.map { batch in
            TaskItem(
              batch.title, path: DocumentPath.batch(batch.id),
              detail: t.shortTime(batch.createdAt, visit.clock),
              badge: (
                t("documents.office.batchState.\(batch.state.rawValue)"), batch.state == .done ? .good : .wait
              ))
          })
    }
  }
}
