import Accounts
import Chronology
import Database
import Foundation
import Journal
import Web
import Work

/// Documents issued in batches: uploaded, read in the background, issued. All throw `NotFound` without the right to
/// documents.
extension Documents {
  /// Stores an archive or a PDF durably and starts the job that reads it.
  /// - Returns: the key of the upload.
  /// - Throws: `UploadProblem` when it is obviously neither, or `StorageFull`.
  package func order(_ upload: Upload, _ order: BatchOrder, by acting: Acting, cause: Cause) async throws -> Int64 {
    try acting.require(.documents)
    if upload.content.prefix(4) == Data([0x50, 0x4B, 0x05, 0x06]) { throw UploadProblem.nothingInside }
    guard Self.isArchive(upload.content) || upload.content.prefix(5) == Data("%PDF-".utf8) else {
      throw UploadProblem.notBatch
    }
    let name = try store.keepUpload(try draft(of: upload))
    let id = try await database.write { connection in
      let id = try BatchUploadQueries.add(order, file: name, by: acting.account.id, now: cause.now, in: connection)
      let job = try Jobs.add(
        .documentBatchReading, key: String(id), payload: id, due: cause.now, now: cause.now, in: connection)
      try BatchUploadQueries.note(job: job, of: id, in: connection)
      try Journal.record(
        cause.entry(.documentsBatchUploaded, .init(.documentBatchUpload, id), ["kind": order.kind.rawValue]),
        at: cause.now, in: connection)
      return id
    }
    await signal.raise()
    return id
  }

  /// Issues a batch in the revision seen by the officer.
  /// - Returns: false when it is being issued already, or was.
  /// - Throws: `NotFound` when there is no such batch; a refusal when another officer changed it meanwhile, or when there
  ///   is no valid seal.
  package func issueBatch(_ id: Int64, seen: Int?, by acting: Acting, cause: Cause) async throws -> Bool {
    try acting.require(.documents)
    let canSeal = await sealingKeys.canSeal(now: cause.now)
    let isStarted = try await database.write { connection in
      guard try DocumentBatchQueries.batch(id, in: connection) != nil else { throw NotFound() }
      guard canSeal else { throw Refusal.noSeal }
      switch try start(id, seen: seen, by: acting.account.id, now: cause.now, in: connection) {
      case .done:
        try record(.documentsBatchStarted, .init(.documentBatch, id), cause, in: connection)
        return true
      case .changed: throw Refusal.batchChanged(at: DocumentPath.batch(id))
      case .tooLate, .otherPerson: return false
      }
    }
    await signal.raise()
    return isStarted
  }

  /// Retries a batch whose job failed.
  /// - Returns: false when it has not failed.
  /// - Throws: `NotFound` when there is no such batch.
  package func retryBatch(_ id: Int64, by acting: Acting, cause: Cause) async throws -> Bool {
    try acting.require(.documents)
    let isRetried = try await database.write { connection in
      guard let batch = try DocumentBatchQueries.batch(id, in: connection) else { throw NotFound() }
      guard let job = batch.job, try Jobs.retry(job, now: cause.now, in: connection) else { return false }
      try record(.documentsBatchStarted, .init(.documentBatch, id), cause, ["again": "true"], in: connection)
      return true
    }
    await signal.raise()
    return isRetried
  }

  /// Retries reading an upload whose job failed.
  /// - Returns: false when it has not failed.
  package func retryReading(_ upload: BatchUpload, by acting: Acting, cause: Cause) async throws -> Bool {
    try acting.require(.documents)
    let isRetried = try await database.write { connection in
      guard let job = upload.job, try Jobs.retry(job, now: cause.now, in: connection) else { return false }
      try record(
        .documentsBatchUploaded, .init(.documentBatchUpload, upload.id), cause, ["again": "true"],
        in: connection)
      return true
    }
    await signal.raise()
    return isRetried
  }

  /// Removes a refused upload from the list; nothing of it is stored.
  /// - Returns: false if it was not refused, or removed before.
  package func removeRefused(_ upload: Int64, by acting: Acting) async throws -> Bool {
    try acting.require(.documents)
    return try await database.write { try BatchUploadQueries.removeRefused(upload, in: $0) }
  }
}
