import Chronology
import Database
import Postbox
import Typesetting

/// A document that goes by post, because nobody opened it: printed as it was sealed. What was opened meanwhile, or cannot be
/// read, is left out.
package struct DocumentLetter: LetterKind {
  package let kind = OfficeQueries.letterKind
  package let layout = Documents.layout("confirmation.typ")
  let store: DocumentStore

  package init(store: DocumentStore) {
    self.store = store
  }

  package func prepare(_ subjects: [Int64], now: Instant, in connection: any Connection) throws -> [PreparedLetter] {
    try subjects.compactMap { subject in
      guard let delivery = try DocumentQueries.delivery(subject, in: connection), delivery.document.state == .issued,
        delivery.receipt == nil,
        let file = try StoredFileQueries.file(delivery.document.file, in: connection), store.isWhole(file.hash)
      else { return nil }
      return PreparedLetter(subject: subject, file: store.path(of: file.hash))
    }
  }
}
