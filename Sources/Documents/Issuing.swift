import Accounts
import Chronology
import Database
import Foundation
import Journal
import Postbox
import Sodium
import Typesetting

/// What a document to be issued consists of, besides its content.
struct Issue: Sendable {
  let kind: DocumentKind
  let title: String
  var issueKey: String?
  var apprenticeship: Int64?
  let recipients: [Addressee]
  var officer: Int64?
}

/// A document that is made and sealed, but not in the database yet.
struct SealedDraft: Sendable {
  let issue: Issue
  let code: LetterCode
  let stored: DocumentStore.Stored
  let pages: Int
  let key: Int64
}

extension Documents {
  /// The reason stored in the signature of a document; the public check parses the code from it.
  package static func reason(_ code: LetterCode) -> String { "Prüfcode \(code.grouped)" }

  /// Adds the row of a sealed document, with an audit log entry.
  /// - Returns: nil if its issue key exists already; the file stays in the store, unreferenced.
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
        .documentIssued, .init(.document, id), actor: issue.officer, address: address,
        details: [
          "kind": issue.kind.rawValue, "code": draft.code.grouped, "file": Sodium.hexadecimal(draft.stored.hash),
        ]),
      at: now, in: connection)
    return id
  }

  /// The footer of a sealed page for the public check: code, address, and both as a QR code.
  package func checkData(_ code: LetterCode) throws -> LetterData {
    LetterData([
      "code": .text(code.grouped), "checkAddress": .address("\(baseURL)\(DocumentPath.check)"),
      "qr": .text(try QRCode.svg("\(baseURL)\(DocumentPath.check)?code=\(code.grouped)")),
    ])
  }

  package func newCode() -> LetterCode { LetterCode(random: Sodium.randomNumber(below:)) }
}
