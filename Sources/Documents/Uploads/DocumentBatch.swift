import Chronology
import Database

/// A batch (Stapel): many documents that an officer uploaded at once; reviewed, then issued.
package struct DocumentBatch: Sendable {
  package let id: Int64
  package let kind: DocumentKind
  package let title: String
  package let recipientKind: RecipientKind
  package let state: DocumentBatchState
  package let createdAt: Instant
  package let createdBy: Int64
  package let startedBy: Int64?
  package let job: Int64?
  /// The number of manual changes (optimistic locking).
  package let revision: Int

  init(_ row: Row) throws {
    id = try row["id"]
    kind = try row["kind"]
    title = try row["title"]
    recipientKind = try row["recipient_kind"]
    state = try row["state"]
    createdAt = try row["created_at"]
    createdBy = try row["created_by"]
    startedBy = try row["started_by"]
    job = try row["job_id"]
    revision = try row["revision"]
  }
}

package enum DocumentBatchState: String, Sendable, ColumnValue {
  case previewed
  case running
  case done
}

/// One document of a batch, with the recipient that was found.
package struct DocumentBatchItem: Sendable {
  package let id: Int64
  package let label: String
  package let number: String
  package let subject: Int64?
  package let pages: Int
  /// An `UploadProblem`; empty if it can be issued.
  package let problem: String
  package let document: Int64?
  /// The usual number of pages of the other items, if this one differs.
  package let usualPages: Int?
  package let isAssignedByHand: Bool
  package let file: Int64?

  /// Whether it can still be assigned to a recipient: it is not issued yet.
  package var isOpen: Bool { document == nil && file != nil }

  init(_ row: Row) throws {
    id = try row["id"]
    label = try row["label"]
    number = try row["number"]
    subject = try row["subject_id"]
    pages = try row["page_count"]
    problem = try row["problem"]
    document = try row["document_id"]
    usualPages = try row["usual_pages"]
    let assignedBy: Int64? = try row["assigned_by"]
    isAssignedByHand = assignedBy != nil
    file = try row["file_id"]
  }
}

/// The preview of one document of a batch.
struct PreviewedItem: Sendable {
  let label: String
  var number = ""
  var subject: Int64?
  var stored: DocumentStore.Stored?
  var pages = 0
  var usualPages: Int?
  var problem: UploadProblem?
}
