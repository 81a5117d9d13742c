import Accounts
import Chronology
import Database
import Web
import Work

/// Releasing a record to the chamber, and recording the chamber's views.
extension TrainingRecords {
  /// The length of the reason for a release, in characters.
  package static let releaseReason = 1...300

  /// Releases a record to the chamber, replacing an earlier release. Grants a pending request of the chamber and
  /// notifies the officer.
  /// - Parameters:
  ///   - reason: of the length `releaseReason`.
  ///   - days: the duration, within `RecordSettings.releaseSpan`.
  /// - Throws: `NotFound` for everybody but the apprentice; `web.reasonImpossible`, `records.release.impossible`.
  package func release(_ open: OpenRecord, reason: String, days: Int, cause: Cause) async throws {
    try open.requireOwnInPerson()
    try Refusal.requireReason(reason, of: Self.releaseReason)
    guard RecordSettings.releaseSpan.contains(days) else { throw Refusal.impossibleRelease }
    let record = open.record
    let until = cause.site.clock.day(of: cause.now).adding(days: days)
    try await database.write { connection in
      _ = try RecordAccessQueries.endReleases(of: record.apprenticeship, now: cause.now, in: connection)
      try RecordAccessQueries.release(
        record.apprenticeship, reason: reason, until: until, origin: .apprentice, now: cause.now, in: connection)
      _ = try answer(.granted, record, cause, in: connection)
      try note(.recordReleased, record, ["until": until.description], cause: cause, in: connection)
    }
    await signal.raise()
  }

  /// Ends a release by the apprentice; does nothing if there is none.
  /// - Throws: `NotFound` for everybody but the apprentice.
  package func endRelease(of open: OpenRecord, cause: Cause) async throws {
    try open.requireOwnInPerson()
    try await database.write { connection in
      guard try RecordAccessQueries.endReleases(of: open.apprenticeship, now: cause.now, in: connection) else {
        return
      }
      try note(.recordReleaseEnded, open.record, cause: cause, in: connection)
    }
  }

  /// Records that the chamber views a record; call it before anything is shown.
  /// - Parameter week: nil for the record as a whole.
  package func noteLook(at open: OpenRecord, week: CalendarWeek? = nil, cause: Cause) async throws {
    guard open.viewer == .chamber else { return }
    try await database.write { connection in
      try RecordAccessQueries.noteLook(
        open.acting.account.id, at: open.apprenticeship, week: week.map { $0.description } ?? "", now: cause.now,
        in: connection)
      try note(.recordLooked, open.record, week.map { ["week": $0.description] } ?? [:], cause: cause, in: connection)
    }
  }
}

extension OpenRecord {
  /// - Throws: `NotFound` for everybody but the apprentice, and for the apprentice's deputy.
  fileprivate func requireOwnInPerson() throws {
    try requireOwn()
    guard acting.mayAppoint else { throw NotFound() }
  }
}

extension Refusal {
  /// A release for less or more days than `RecordSettings.releaseSpan`.
  fileprivate static let impossibleRelease = Refusal(
    "records.release.impossible",
    [
      "least": String(RecordSettings.releaseSpan.lowerBound), "most": String(RecordSettings.releaseSpan.upperBound),
    ])
}
