import Accounts
import Chronology
import Database
import Web

/// A document that an officer uploaded for one recipient, to be reviewed together with the recipient's data before it
/// is sealed.
package struct DocumentDraft: Sendable {
  package let id: Int64
  package let kind: DocumentKind
  package let title: String
  package let addressee: Addressee
  package let pages: Int
  package let createdBy: Int64
  /// The issued document; nil until then.
  package let document: Int64?
  /// Nil once it is issued.
  package let file: Int64?
  /// The hash of the file as uploaded.
  let uploadedHash: [UInt8]

  init(_ row: Row) throws {
    id = try row["id"]
    kind = try row["kind"]
    title = try row["title"]
    addressee = Addressee(try row["recipient_kind"], try row["subject_id"])
    pages = try row["page_count"]
    createdBy = try row["created_by"]
    document = try row["document_id"]
    file = try row["file_id"]
    uploadedHash = try row["uploaded_hash"]
  }
}

/// The outcome of an upload for one recipient.
package enum DraftOutcome: Sendable {
  case draft(Int64)
  /// The same file was issued to them under the same title before.
  case issuedBefore(Int64)
}
