import Chronology
import Database
import Foundation
import Work

/// The job that seals and issues the documents of a batch, one by one. Each is recorded together with its document, so
/// an interrupted job continues where it stopped.
package struct BatchWork: JobHandler {
  package let kind = JobKind.documentBatch
  package let attempts = 5
  private static let portion = 50

  let documents: Documents
  let clock: WallClock

  package init(documents: Documents, clock: WallClock) {
    self.documents = documents
    self.clock = clock
  }

  package func perform(_ job: Job, report: JobReport) async throws -> String {
    let id = try job.decoded(as: Int64.self)
    let database = documents.database
    guard let batch = try await database.read({ try DocumentBatchQueries.batch(id, in: $0) }) else { return "" }
    while true {
      let (items, counts) = try await database.read { connection in
        (
          try DocumentBatchQueries.waiting(of: id, limit: Self.portion, in: connection),
          try DocumentBatchQueries.counts(of: id, in: connection)
        )
      }
      try await report(done: counts.issued, of: max(counts.good, 1))
      guard !items.isEmpty else { break }
      for (index, item) in items.enumerated() {
        try await issue(item, of: batch)
        try await report(done: counts.issued + index + 1, of: max(counts.good, 1))
      }
    }
    let left = try await database.write { try BatchChangeQueries.finish(id, in: $0) }
    try await documents.sweep(left)
    return ""
  }

  private func issue(_ item: DocumentBatchItem, of batch: DocumentBatch) async throws {
    guard let subject = item.subject, let key = item.file else { return }
    let now = clock.now
    let issue = Issue(
      kind: batch.kind, title: batch.title, issueKey: "batch:\(item.id)",
      recipients: [Addressee(batch.recipientKind, subject)], officer: batch.startedBy ?? batch.createdBy)
    do {
      guard let original = try await documents.database.read({ try StoredFileQueries.file(key, in: $0) }) else {
        throw UploadProblem.damaged
      }
      let draft = try await documents.sealed(
        documents.store.path(of: original.hash), pages: item.pages, issue, now: now, inBulk: true)
      try await documents.database.write { connection in
        // Another worker that took over the job may have been faster.
        let entered = try documents.enter(draft, now: now, in: connection)
        let document = try entered ?? DocumentQueries.document(issuedFor: "batch:\(item.id)", in: connection)
        guard let document else { return }
        try DocumentBatchQueries.noteIssued(item.id, document: document, in: connection)
      }
    } catch let problem as UploadProblem {
      try await documents.database.write { try DocumentBatchQueries.note(problem, of: item.id, in: $0) }
    }
  }
}

extension Documents {
  /// Starts a batch in the revision seen.
  package func start(
    _ batch: Int64, seen revision: Int?, by officer: Int64, now: Instant, in connection: any Connection
  ) throws -> BatchChange {
    guard try BatchChangeQueries.start(batch, seen: revision, by: officer, in: connection) else {
      return try BatchChangeQueries.lock(batch, in: connection) ? .changed : .tooLate
    }
    let job = try Jobs.add(
      .documentBatch, key: String(batch), payload: batch, due: now, now: now, in: connection)
    try BatchChangeQueries.note(job: job, of: batch, in: connection)
    return .done
  }
}
