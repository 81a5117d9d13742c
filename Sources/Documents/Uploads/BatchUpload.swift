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
  /// Stores an archive or a PDF durably and starts the job that reads it.
  /// - Returns: the key of the upload.
  /// - Throws: `UploadProblem` when it is obviously neither, or `StorageFull`.
  package func order(_ upload: Upload, _ order: BatchOrder, cause: Cause) async throws -> Int64 {
    guard let officer = cause.actor else { throw NotFound() }
    if upload.content.prefix(4) == Data([0x50, 0x4B, 0x05, 0x06]) { throw UploadProblem.nothingInside }
    guard Self.isArchive(upload.content) || upload.content.prefix(5) == Data("%PDF-".utf8) else {
      throw UploadProblem.notBatch
    }
    let name = try store.keepUpload(try draft(of: upload))
    return try await database.write { connection in
      let id = try BatchUploadQueries.add(order, file: name, by: officer, now: cause.now, in: connection)
      let job = try Jobs.add(
        BatchReading.jobKind, key: String(id), payload: id, due: cause.now, now: cause.now, in: connection)
      try BatchUploadQueries.note(job: job, of: id, in: connection)
      try Journal.record(
        cause.entry("documents.batch.uploaded", .init("document_batch_upload", id), ["kind": order.kind.rawValue]),
        at: cause.now, in: connection)
      return id
    }
  }

  static func isArchive(_ content: Data) -> Bool { content.prefix(4) == Data([0x50, 0x4B, 0x03, 0x04]) }
}
