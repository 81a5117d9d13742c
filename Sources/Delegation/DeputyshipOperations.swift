import Accounts
import Chronology
import Database
import Journal
import Settings
import Web

extension Refusal {
  /// The state of the deputyship has changed meanwhile.
  static let deputyshipIsElsewhere = Refusal("delegation.over")

  /// It covers nothing, or its last day is over.
  static let deputyshipIsImpossible = Refusal("delegation.impossible")
}

/// Ending deputyships automatically, and what all changes share.
extension Delegation {
  /// Expires unanswered offers, so that a later owner of the e-mail address does not find them.
  package func lapse(_ clock: WallClock) async throws {
    let now = clock.now
    let limit = clock.start(of: clock.day(of: now).adding(days: -settings[DelegationSettings.offerDays]))
    try await database.write { connection in
      for offer in try DeputyshipQueries.lapse(before: limit, now: now, in: connection) {
        try Journal.record(
          JournalEntry(.deputyshipLapsed, .init(.deputyship, offer), actor: nil), at: now, in: connection)
      }
    }
  }

  /// Adds an offer or a proposal.
  /// - Returns: nil when another was added at the same moment.
  func add(_ new: NewDeputyship, cause: Cause, in connection: any Connection) throws -> Deputyship? {
    guard let id = try DeputyshipQueries.add(new, now: cause.now, in: connection),
      let added = try DeputyshipQueries.deputyship(id, in: connection)
    else { return nil }
    try record(
      new.state == .proposed ? .deputyshipProposed : .deputyshipOffered, id, cause, Self.details(added), in: connection)
    return added
  }

  /// Rate limit: counts one more within an hour.
  /// - Returns: nil within the limit, otherwise how long to wait.
  func wait(for key: String, _ setting: Setting<Int>, _ cause: Cause) -> TimeSpan? {
    limiter.wait(for: key, limit: settings[setting], window: .hours(1), now: cause.now)
  }

  func record(
    _ event: Event, _ deputyship: Int64, _ cause: Cause, _ details: [String: String] = [:],
    in connection: any Connection
  ) throws {
    try Journal.record(
      cause.entry(event, .init(.deputyship, deputyship), details), at: cause.now, in: connection)
  }
}
