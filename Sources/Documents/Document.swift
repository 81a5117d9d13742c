import Accounts
import Apprenticeships
import Chronology
import Database

/// A document (Dokument) issued by the chamber: sealed, never changed.
package struct Document: Sendable {
  package let id: Int64
  package let kind: DocumentKind
  package let title: String
  package let code: String
  package let apprenticeship: Int64?
  package let file: Int64
  package let pages: Int
  package let state: DocumentState
  package let issuedAt: Instant
  package let issuedBy: Int64?
  package let revokedAt: Instant?
  package let revocationReason: String
  /// It went to the wrong person and is hidden from all recipients.
  package let isClosed: Bool

  init(_ row: Row) throws {
    id = try row["id"]
    kind = try row["kind"]
    title = try row["title"]
    code = try row["code"]
    apprenticeship = try row["apprenticeship_id"]
    file = try row["file_id"]
    pages = try row["page_count"]
    state = try row["state"]
    issuedAt = try row["issued_at"]
    issuedBy = try row["issued_by"]
    revokedAt = try row["revoked_at"]
    revocationReason = try row["revocation_reason"]
    isClosed = try row["is_closed"]
  }

  static let columns: SQL =
    """
    d.id, d.kind, d.title, d.code, d.apprenticeship_id, d.file_id, d.page_count, d.state, d.issued_at, d.issued_by,
    d.revoked_at, d.revocation_reason, \(sql: ClosureQueries.isClosed) AS is_closed
    """
}

/// The kinds of documents. Their names are the texts `documents.kind.KIND`.
package enum DocumentKind: String, Sendable, ColumnValue, CaseIterable {
  /// Eintragungsbestätigung.
  case confirmation
  /// Bescheid.
  case notice
  /// Einladung, Ladung.
  case invitation
  /// Gebührenbescheid.
  case fee
  /// Zeugnis.
  case certificate
  case other

  /// The kinds that officers upload; confirmations are made by the portal.
  package static let uploadable: [DocumentKind] = [.notice, .invitation, .fee, .certificate, .other]
}

package enum DocumentState: String, Sendable, ColumnValue {
  case issued
  case revoked
}

/// A kind of recipient: companies, and the kinds of persons that their areas declare as recipients.
package struct RecipientKind: RawRepresentable, Hashable, Sendable, ColumnValue {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  package init(_ kind: FunctionKind) {
    self.init(rawValue: kind.rawValue)
  }

  package static let company = RecipientKind(rawValue: "company")
  package static let apprentice = RecipientKind(.apprentice)
}

/// The recipient of a document.
package struct Addressee: Sendable, Hashable {
  package let kind: RecipientKind
  package let subject: Int64

  package init(_ kind: RecipientKind, _ subject: Int64) {
    self.kind = kind
    self.subject = subject
  }
}

/// A delivery (Zustellung): a document as one recipient has it, with the receipt of the first opening.
package struct ReceivedDocument: Sendable {
  /// The key of the delivery, used in addresses of the portal.
  package let id: Int64
  package let document: Document
  package let addressee: Addressee
  package let providedAt: Instant
  package let receipt: Receipt?
  package let remindedAt: Instant?

  init(_ row: Row) throws {
    id = try row["delivery_id"]
    document = try Document(row)
    addressee = Addressee(try row["recipient_kind"], try row["subject_id"])
    providedAt = try row["provided_at"]
    receipt = try Receipt(row)
    remindedAt = try row["reminded_at"]
  }
}

/// The first opening of a document by a recipient (Lesebestätigung): written once, never changed.
package struct Receipt: Sendable, Equatable {
  package let openedAt: Instant
  package let account: Int64
  /// Empty if the account was deleted since.
  package let name: String
  /// Whether a deputy opened it.
  package let isByDeputy: Bool

  init?(_ row: Row) throws {
    guard let openedAt: Instant = try row["opened_at"], let account: Int64 = try row["opened_by"] else { return nil }
    self.openedAt = openedAt
    self.account = account
    let first: String? = try row["opener_first"]
    let last: String? = try row["opener_last"]
    // A deleted account has empty names.
    name = [first, last].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    let deputyship: Int64? = try row["opened_deputyship"]
    isByDeputy = deputyship != nil
  }
}
