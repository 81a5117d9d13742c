import Accounts
import Chronology
import Database
import Journal
import Office
import Settings
import Web
import Work

/// Officers' operations on documents, called by pages, commands and programs alike.
extension Documents {
  /// Writes an entry to the audit log.
  func record(
    _ event: String, _ subject: JournalEntry.Subject, _ cause: Cause, _ details: [String: String] = [:],
    in connection: any Connection
  ) throws {
    try Journal.record(cause.entry(event, subject, details), at: cause.now, in: connection)
  }

  /// Records in the audit log that an officer viewed a file or a range of it.
  /// - Parameter details: the range.
  func noteView(
    _ event: String, of subject: JournalEntry.Subject, _ details: [String: String], cause: Cause
  ) async throws {
    try await database.write { try record(event, subject, cause, details, in: $0) }
  }

  /// Revokes an issued document; if four eyes are required, once two officers agree.
  func revoke(_ decision: FourEyesDecision, cause: Cause) async throws -> FourEyesOutcome {
    try await database.write { connection in
      let outcome = try office.fourEyes.decide(decision, cause: cause, in: connection)
      guard case .agreed(let reason) = outcome,
        try DocumentQueries.revoke(
          decision.subject, reason: reason, by: decision.officer.id, now: cause.now, in: connection)
      else { return outcome }
      try record(
        "document.revoked", .init("document", decision.subject), cause, ["reason": reason], in: connection)
      return outcome
    }
  }

  /// Starts making the missing confirmations of the register.
  /// - Returns: how many.
  func orderConfirmations(by officer: Int64, cause: Cause) async throws -> Int {
    let day = cause.site.clock.day(of: cause.now)
    guard await seals.canSeal(now: cause.now) else { throw Refusal.noSeal }
    let count = try await database.write { connection in
      let count = try orderConfirmations(by: officer, on: day, now: cause.now, in: connection)
      if count > 0 {
        try record("documents.ordered", .init("register"), cause, ["count": String(count)], in: connection)
      }
      return count
    }
    await signal.raise()
    return count
  }

  /// Issues a revoked confirmation anew, from the current data of the register.
  func reissueConfirmation(_ document: Document, of entry: Int64, by officer: Int64, cause: Cause) async throws {
    guard await seals.canSeal(now: cause.now) else { throw Refusal.noSeal }
    try await database.write { connection in
      if let closure = try ClosureQueries.closure(of: document.id, in: connection), closure.confirmedAt == nil {
        throw Refusal(
          "documents.closure.reissueWaits",
          nextStep: ("documents.closure.toNote", "\(Self.officePath)/\(document.id)/falsche-person"))
      }
      try orderConfirmation(of: entry, by: officer, now: cause.now, in: connection)
      try record("documents.ordered", .init("document", document.id), cause, in: connection)
    }
    await signal.raise()
  }

  /// Prints letters with the documents that were unopened for too long.
  func printUnopened(_ cause: Cause) async throws -> (letters: Int, withoutAddress: Int) {
    let since = cause.now - .days(settings[DocumentSettings.postDays])
    return try await database.write { connection in
      let count = try requestLetters(
        unopenedSince: since, limit: Self.lettersPerOrder, now: cause.now, in: connection)
      try record("documents.printed", .init("register"), cause, ["count": String(count.letters)], in: connection)
      return count
    }
  }

  /// The number of letters in one run.
  private static let lettersPerOrder = 2_000

  // MARK: Batches

  /// Issues a batch in the revision seen by the officer.
  /// - Throws: a refusal when another officer changed it meanwhile, or when there is no valid seal.
  func issueBatch(_ id: Int64, seen: Int?, by officer: Int64, cause: Cause) async throws {
    guard await seals.canSeal(now: cause.now) else { throw Refusal.noSeal }
    try await database.write { connection in
      switch try start(id, seen: seen, by: officer, now: cause.now, in: connection) {
      case .done: try record("documents.batch.started", .init("document_batch", id), cause, in: connection)
      case .changed: throw Refusal.batchChanged(at: "\(Self.officePath)/stapel/\(id)")
      case .tooLate, .otherPerson: break
      }
    }
    await signal.raise()
  }

  /// Retries a batch whose job failed.
  func retryBatch(_ id: Int64, cause: Cause) async throws {
    try await database.write { connection in
      guard let batch = try DocumentBatchQueries.batch(id, in: connection), let job = batch.job,
        try Jobs.retry(job, now: cause.now, in: connection)
      else { return }
      try record("documents.batch.started", .init("document_batch", id), cause, ["again": "true"], in: connection)
    }
    await signal.raise()
  }

  /// Retries reading an upload whose job failed.
  func retryReading(_ upload: BatchUpload, cause: Cause) async throws {
    try await database.write { connection in
      guard let job = upload.job, try Jobs.retry(job, now: cause.now, in: connection) else { return }
      try record(
        "documents.batch.uploaded", .init("document_batch_upload", upload.id), cause, ["again": "true"],
        in: connection)
    }
    await signal.raise()
  }
}

extension Refusal {
  /// The chamber has no valid sealing key now.
  static let noSeal = Refusal("documents.office.noSeal")

  /// The batch is being issued, or is done.
  static let batchIsUnderWay = Refusal("documents.office.tooLate")

  /// Another officer changed an item since this one saw it.
  static func batchChanged(at path: String) -> Refusal {
    Refusal("documents.office.batchChanged", nextStep: ("documents.office.batchChanged.look", path))
  }
}
