import Chronology
import Database

/// Many documents that an officer uploaded at once (Stapel): previewed, then issued.
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
  /// Of how many changes by hand it is the outcome.
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

/// One of them, with the recipient that was found.
package struct DocumentBatchItem: Sendable {
  package let id: Int64
  package let label: String
  package let number: String
  package let subject: Int64?
  package let pages: Int
  /// An `UploadProblem`; empty when it is issued.
  package let problem: String
  package let document: Int64?
  /// How many pages the other parts of the file have, where this one has more or fewer.
  package let usualPages: Int?
  package let isAssignedByHand: Bool
  package let file: Int64?

  /// Whether it is a document that can get a recipient, or another one: it is not issued yet.
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

/// What the preview found for one document of a batch.
struct PreviewedItem: Sendable {
  let label: String
  var number = ""
  var subject: Int64?
  var stored: DocumentStore.Stored?
  var pages = 0
  var usualPages: Int?
  var problem: UploadProblem?
}
