import Accounts
import Chronology
import Database
import Web

/// One document that an officer uploaded for somebody, to be looked at with the recipient before it is sealed.
package struct DocumentDraft: Sendable {
  package let id: Int64
  package let kind: DocumentKind
  package let title: String
  package let addressee: Addressee
  package let pages: Int
  package let createdBy: Int64
  /// What became of it.
  package let document: Int64?
  /// Until it is issued.
  package let file: Int64?
  /// Of the file as it was uploaded.
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

/// What an upload for one recipient leads to.
package enum DraftOutcome: Sendable {
  case draft(Int64)
  /// The same file under the same title was issued to them before.
  case issuedBefore(Int64)
}
