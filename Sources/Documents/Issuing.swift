import Accounts
import Chronology
import Database
import Foundation
import Journal
import Postbox
import Sodium
import Typesetting

/// What is issued: a sealed file in the store and a row that names it.
struct Issue: Sendable {
  let kind: DocumentKind
  let title: String
  var issueKey: String?
  var apprenticeship: Int64?
  let recipients: [Addressee]
  var officer: Int64?
}

/// A document that is made and sealed, but stands in no row yet.
struct SealedDraft: Sendable {
  let issue: Issue
  let code: LetterCode
  let stored: DocumentStore.Stored
  let pages: Int
  let key: Int64
}

extension Documents {
  /// The words that stand in the signature of a document: `check` reads the code out of them.
  package static func reason(_ code: LetterCode) -> String { "Prüfcode \(code.grouped)" }

  /// Adds the row of a sealed document, with a line in the audit log.
  /// - Returns: nil when what it was issued for had one already; the file stays in the store, unnamed.
  func enter(_ draft: SealedDraft, address: String = "", now: Instant, in connection: any Connection) throws -> Int64? {
    let file = try StoredFileQueries.add(draft.stored, now: now, in: connection)
    let issue = draft.issue
    let id = try DocumentQueries.add(
      NewDocument(
        kind: issue.kind, title: issue.title, code: draft.code.letters, issueKey: issue.issueKey,
        apprenticeship: issue.apprenticeship, file: file, pages: draft.pages, key: draft.key, issuedBy: issue.officer,
        recipients: issue.recipients), seals: deliverySeals, now: now, in: connection)
    guard let id else { return nil }
    try Journal.record(
      JournalEntry(
        "document.issued", .init("document", id), actor: issue.officer, address: address,
        details: [
          "kind": issue.kind.rawValue, "code": draft.code.grouped, "file": Sodium.hexadecimal(draft.stored.hash),
        ]),
      at: now, in: connection)
    return id
  }

  /// What the foot of a sealed page says of its check: code, address, and both as a QR code.
  package func checkData(_ code: LetterCode) throws -> LetterData {
    LetterData([
      "code": .text(code.grouped), "checkAddress": .address("\(baseURL)/pruefen"),
      "qr": .text(try QRCode.svg("\(baseURL)/pruefen?code=\(code.grouped)")),
    ])
  }

  package func newCode() -> LetterCode { LetterCode(random: Sodium.randomNumber(below:)) }
}
