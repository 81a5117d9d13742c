import Accounts
import Chronology
import Database
import Foundation
import Journal
import Postbox
import Web
import Work

/// The PDF of a run, opened for printing.
package struct LetterFile: Sendable {
  package let name: String
  package let content: [UInt8]
}

/// Officers' operations on the print queue: start a run with waiting letters, open its PDF, note that it was posted.
extension Chamber {
  private static let lettersPerRun = 20_000

  /// Starts a run with the waiting letters of a kind, at most 20,000.
  /// - Returns: the run; nil if no letters wait.
  /// - Throws: `NotFound` without the right to letters; so do all below.
  package func startLetterRun(of kind: String, by acting: Acting, cause: Cause) async throws -> Int64? {
    try acting.require(.letters)
    let run = try await database.write { try startLetterRun(of: kind, cause: cause, in: $0) }
    await signal.raise()
    return run
  }

  /// The same within the caller's write, for the operator's commands.
  package func startLetterRun(of kind: String, cause: Cause, in connection: any Connection) throws -> Int64? {
    let run = try Letters.startRun(kind, limit: Self.lettersPerRun, by: cause.actor, now: cause.now, in: connection)
    guard let run else { return nil }
    try Jobs.add(
      .letters, key: String(run), payload: run, due: cause.now, now: cause.now, in: connection)
    try record(.lettersRunStarted, .init(.letterRun, run), cause, ["kind": kind], in: connection)
    return run
  }

  /// Retries a run whose job failed; does nothing if it is running or finished.
  /// - Throws: `NotFound` if there is no such run.
  package func retryLetterRun(_ run: Int64, by acting: Acting, cause: Cause) async throws {
    try acting.require(.letters)
    try await database.write { connection in
      guard try Letters.run(run, in: connection) != nil else { throw NotFound() }
      guard let job = try Jobs.job(.letters, key: String(run), in: connection),
        try Jobs.retry(job.id, now: cause.now, in: connection)
      else { return }
      try record(.lettersRunStarted, .init(.letterRun, run), cause, ["again": "true"], in: connection)
    }
    await signal.raise()
  }

  /// Opens the PDF of a run. It contains PINs, so the audit log records who opened it.
  /// - Throws: `NotFound` until it is finished, and after it was removed.
  package func openLetterFile(of run: Int64, by acting: Acting, cause: Cause) async throws -> LetterFile {
    try acting.require(.letters)
    guard let found = try await database.read({ try Letters.run(run, in: $0) }), found.state != .making,
      let data = try? Data(contentsOf: letterFolder.appendingPathComponent(found.file))
    else { throw NotFound() }
    try await database.write { try record(.lettersRunOpened, .init(.letterRun, run), cause, in: $0) }
    return LetterFile(name: found.file, content: [UInt8](data))
  }

  /// Marks the letters of a run as posted.
  /// - Returns: false if the run is not finished, or was already marked.
  package func notePosted(_ run: Int64, by acting: Acting, cause: Cause) async throws -> Bool {
    try acting.require(.letters)
    return try await database.write { connection in
      guard try Letters.notePosted(run, by: acting.account.id, now: cause.now, in: connection) else { return false }
      try record(.lettersRunPosted, .init(.letterRun, run), cause, in: connection)
      return true
    }
  }
}
