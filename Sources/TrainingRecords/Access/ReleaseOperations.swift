import Accounts
import Chronology
import Database
import Web
import Work

/// Opening a record to the chamber, and what the chamber looked at.
extension TrainingRecords {
  /// How long the reason of a release may be, in characters.
  package static let releaseReason = 1...300

  /// Opens a record to the chamber, instead of how it was open before; a request of the chamber is granted with it, and who
  /// asked is told.
  /// - Parameters:
  ///   - reason: of the length `releaseReason`.
  ///   - days: for which it is open, in `RecordSettings.releaseSpan`.
  /// - Throws: `NotFound` for all but the apprentice.
  package func release(_ open: OpenRecord, reason: String, days: Int, cause: Cause) async throws {
    try open.requireOwnInPerson()
    let record = open.record
    let until = cause.site.clock.day(of: cause.now).adding(days: days)
    try await database.write { connection in
      _ = try RecordAccessQueries.endReleases(of: record.apprenticeship, now: cause.now, in: connection)
      try RecordAccessQueries.release(
        record.apprenticeship, reason: reason, until: until, origin: .apprentice, now: cause.now, in: connection)
      _ = try answer(.granted, record, cause, in: connection)
      try note("record.released", record, ["until": until.description], cause: cause, in: connection)
    }
    await signal.raise()
  }

  /// Closes a record again that the apprentice opened; nothing happens where none was open.
  /// - Throws: `NotFound` for all but the apprentice.
  package func endRelease(of open: OpenRecord, cause: Cause) async throws {
    try open.requireOwnInPerson()
    try await database.write { connection in
      guard try RecordAccessQueries.endReleases(of: open.apprenticeship, now: cause.now, in: connection) else {
        return
      }
      try note("record.release.ended", open.record, cause: cause, in: connection)
    }
  }

  /// Writes down that the chamber looks at a record; to be done before anything is shown.
  /// - Parameter week: which one; nil for the record as a whole.
  package func noteLook(at open: OpenRecord, week: CalendarWeek? = nil, cause: Cause) async throws {
    guard open.viewer == .chamber else { return }
    try await database.write { connection in
      try RecordAccessQueries.noteLook(
        open.acting.account.id, at: open.apprenticeship, week: week.map { $0.description } ?? "", now: cause.now,
        in: connection)
      try note("record.looked", open.record, week.map { ["week": $0.description] } ?? [:], cause: cause, in: connection)
    }
  }
}

extension OpenRecord {
  /// - Throws: `NotFound` for all others than the apprentice, and for the apprentice's deputy.
  fileprivate func requireOwnInPerson() throws {
    try requireOwn()
    guard acting.mayAppoint else { throw NotFound() }
  }
}
