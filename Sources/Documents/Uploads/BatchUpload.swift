import Accounts
import Chronology
import Database
import Foundation
import Journal
import Web
import Work

/// An officer's upload of many documents while it is being processed in the background.
package struct BatchUpload: Sendable {
  package let id: Int64
  package let order: BatchOrder
  package let state: BatchUploadState
  /// Why the whole upload was rejected.
  package let problem: UploadProblem?
  /// The resulting batch.
  package let batch: Int64?
  package let createdAt: Instant
  package let createdBy: Int64
  package let job: Int64?
  /// The job failed and waits for an officer's decision.
  package let isStuck: Bool
  let fileName: String

  init(_ row: Row) throws {
    id = try row["id"]
    order = BatchOrder(kind: try row["kind"], title: try row["title"], recipients: try row["recipient_kind"])
    state = try row["state"]
    let word: String = try row["problem"]
    problem = UploadProblem(rawValue: word)
    batch = try row["batch_id"]
    createdAt = try row["created_at"]
    createdBy = try row["created_by"]
    job = try row["job_id"]
    isStuck = try row["is_stuck"]
    fileName = try row["file_name"]
  }
}

package enum BatchUploadState: String, Sendable, ColumnValue {
  case reading
  case read
  case refused
}

/// What an officer uploads many documents as: kind, title and kind of recipient.
package struct BatchOrder: Sendable {
  package let kind: DocumentKind
  package let title: String
  package let recipients: RecipientKind

  package init(kind: DocumentKind, title: String, recipients: RecipientKind) {
    self.kind = kind
    self.title = title
    self.recipients = recipients
  }
}

extension Documents {
  static func isArchive(_ content: Data) -> Bool { content.prefix(4) == Data([0x50, 0x4B, 0x03, 0x04]) }
}
