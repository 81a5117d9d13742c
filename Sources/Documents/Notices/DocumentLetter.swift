import Chronology
import Database
import Postbox
import Typesetting
import Web

/// A document sent by post because nobody opened it: printed as sealed, after a cover letter with the address; a
/// confirmation carries its own address. Documents opened meanwhile are left out.
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
        delivery.receipt == nil, let file = try StoredFileQueries.file(delivery.document.file, in: connection)
      else { return nil }
      let address = try address(of: delivery, in: connection)
      return PreparedLetter(
        subject: subject, cover: delivery.document.kind == .confirmation ? nil : cover(of: delivery, to: address),
        enclosure: documents.store.path(of: file.hash), addressee: address.first ?? ""
      ) { connection in
        // Closed while the run was being made: the run is made again without it.
        let now = try DocumentQueries.delivery(subject, in: connection)
        guard now?.document.isClosed == false else { throw LetterOutdated() }
      }
    }
  }

  private func address(of delivery: ReceivedDocument, in connection: any Connection) throws -> [String] {
    let directory = documents.directory(delivery.addressee.kind)
    return try directory?.addressLines(of: delivery.addressee.subject, in: connection) ?? []
  }

  private func cover(of delivery: ReceivedDocument, to address: [String]) -> LetterData {
    LetterData([
      "address": .lines(address),
      "title": .text(delivery.document.title),
      "since": .text(texts.longDate(clock.day(of: delivery.providedAt))),
      "portalAddress": .address("\(documents.baseURL)\(DocumentPath.start)"),
    ])
  }
}

/// A document was closed or revoked while the run with it was being made: the run is made again without it.
struct LetterOutdated: Error {}

extension Documents {
  private static let portion = 500

  /// Adds documents unopened since an instant to the print queue, if a postal address is known.
  /// - Returns: the number of letters, and of documents left out because no address is known.
  package func requestLetters(
    unopenedSince instant: Instant, limit: Int, now: Instant, in connection: any Connection
  ) throws -> (letters: Int, withoutAddress: Int) {
    var (letters, withoutAddress, last) = (0, 0, Int64(0))
    while letters < limit {
      let found = try OfficeQueries.unopened(since: instant, after: last, limit: Self.portion, in: connection)
      guard let newest = found.last else { break }
      last = newest.delivery
      let reachable = try reachable(found.map(\.addressee), in: connection)
      for one in found where letters < limit {
        guard reachable.contains(one.addressee) else {
          withoutAddress += 1
          continue
        }
        try OfficeQueries.requestLetter(for: one.delivery, now: now, in: connection)
        letters += 1
      }
    }
    return (letters, withoutAddress)
  }

  private func reachable(_ addressees: [Addressee], in connection: any Connection) throws -> Set<Addressee> {
    try Dictionary(grouping: addressees, by: \.kind).reduce(into: []) { found, group in
      let known = try directory(group.key)?.withAddress(group.value.map(\.subject), in: connection) ?? []
      found.formUnion(known.map { Addressee(group.key, $0) })
    }
  }
}
