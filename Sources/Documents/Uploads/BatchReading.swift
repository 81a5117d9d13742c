import Chronology
import Database
import Foundation
import Journal
import Work

/// The job that splits uploads into items, finds the recipients, and stores both for the officer's review. An
/// interrupted job starts again; nothing is stored in the database until all of it is there.
package struct BatchReading: JobHandler {
  package let kind = JobKind.documentBatchReading
  package let attempts = 5

  let documents: Documents
  let clock: WallClock

  package init(documents: Documents, clock: WallClock) {
    self.documents = documents
    self.clock = clock
  }

  package func perform(_ job: Job, report: JobReport) async throws -> String {
    let id = try job.decoded(as: Int64.self)
    let upload = try await documents.database.read { try BatchUploadQueries.upload(id, in: $0) }
    guard let upload, upload.state == .reading else { return "" }
    let result: Result<[PreviewedItem], UploadProblem>
    do {
      // After a restore the file may be missing: backups do not contain it.
      guard let file = documents.store.upload(upload.fileName) else { throw UploadProblem.damaged }
      result = .success(try await documents.items(of: file, upload.order, report))
    } catch let problem as UploadProblem {
      result = .failure(problem)
    }
    let now = clock.now
    try await documents.database.write { try finish(upload, result, now: now, in: $0) }
    documents.store.removeUpload(upload.fileName)
    return ""
  }

  private func finish(
    _ upload: BatchUpload, _ result: Result<[PreviewedItem], UploadProblem>, now: Instant,
    in connection: any Connection
  ) throws {
    guard try BatchUploadQueries.claim(upload.id, in: connection) else { return }
    switch result {
    case .success(let items):
      let order = upload.order
      let batch = try DocumentBatchQueries.add(
        order.kind, title: order.title, to: order.recipients, items, by: upload.createdBy, now: now, in: connection)
      try BatchUploadQueries.noteRead(upload.id, as: batch, in: connection)
      try Journal.record(
        JournalEntry(
          .documentsBatchRead, .init(.documentBatch, batch), actor: upload.createdBy,
          details: ["kind": order.kind.rawValue, "count": String(items.count)]),
        at: now, in: connection)
    case .failure(let problem):
      try BatchUploadQueries.noteRefused(upload.id, problem, in: connection)
      try Journal.record(
        JournalEntry(
          .documentsBatchRefused, .init(.documentBatchUpload, upload.id), actor: upload.createdBy,
          details: ["reason": problem.rawValue]),
        at: now, in: connection)
    }
  }
}
