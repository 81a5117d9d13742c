import Chronology
import Database
import Postbox
import Typesetting
import Web

/// A document that goes by post, because nobody opened it: printed as it was sealed, behind a cover letter with the
/// address; a confirmation carries its own. What was opened meanwhile, or cannot be read, is left out.
package struct DocumentLetter: LetterKind {
  package let kind = OfficeQueries.letterKind
  package let layout = Documents.layout("cover.typ")
  let documents: Documents
  let clock: WallClock
  let texts: Texts

  package init(documents: Documents, clock: WallClock, texts: Texts) {
    self.documents = documents
    self.clock = clock
    self.texts = texts
  }

  package func prepare(_ subjects: [Int64], now: Instant, in connection: any Connection) throws -> [PreparedLetter] {
    try subjects.compactMap { subject in
      guard let delivery = try DocumentQueries.delivery(subject, in: connection), delivery.document.state == .issued,
        delivery.receipt == nil, let file = try StoredFileQueries.file(delivery.document.file, in: connection),
        documents.store.isWhole(file.hash)
      else { return nil }
      let cover = try delivery.document.kind == .confirmation ? nil : cover(of: delivery, in: connection)
      return PreparedLetter(subject: subject, cover: cover, enclosure: documents.store.path(of: file.hash))
    }
  }

  private func cover(of delivery: ReceivedDocument, in connection: any Connection) throws -> LetterData {
    let directory = documents.directory(delivery.addressee.kind)
    return LetterData([
      "address": .lines(try directory?.addressLines(of: delivery.addressee.subject, in: connection) ?? []),
      "title": .text(delivery.document.title),
      "since": .text(texts.longDate(clock.day(of: delivery.providedAt))),
      "portalAddress": .address("\(documents.baseURL)/dokumente"),
    ])
  }
}
