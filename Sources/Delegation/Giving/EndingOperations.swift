import Accounts
import Chronology
import Database
import Journal
import Web
import Work

/// Withdrawing a deputyship given, and giving up one held. Effective with the deputy's next request, because it is
/// checked on each.
extension Delegation {
  /// Withdraws a deputyship that the person, or their company, gave.
  /// - Throws: `NotFound` when it is not theirs or is over; `delegation.over` when it ended at this moment.
  package func withdraw(_ id: Int64, by acting: Acting, cause: Cause) async throws {
    try await end(id, .deputyshipWithdrawn, by: acting, cause: cause) { $0.gave($1) }
  }

  /// Gives up a deputyship that the person, or their company, holds.
  /// - Throws: as `withdraw`.
  package func giveBack(_ id: Int64, by acting: Acting, cause: Cause) async throws {
    try await end(id, .deputyshipReturned, by: acting, cause: cause) { $0.holds($1) && $1.state == .active }
  }

  private func end(
    _ id: Int64, _ event: Event, by acting: Acting, cause: Cause,
    where isAllowed: @escaping @Sendable (Acting, Deputyship) -> Bool
  ) async throws {
    try acting.requireOwnAccount()
    try await database.write { connection in
      let deputyship = try open(id, for: acting, where: isAllowed, in: connection)
      guard try DeputyshipQueries.end(deputyship, by: acting.account.id, now: cause.now, in: connection) else {
        throw Refusal.deputyshipIsElsewhere
      }
      try record(event, deputyship.id, cause, Self.details(deputyship), in: connection)
      try mail(.ended, about: deputyship, to: [.deputy, .giver], cause, in: connection)
    }
    await signal.raise()
  }

  /// A deputyship that is open or in force and that the person may change.
  /// - Throws: `NotFound`.
  func open(
    _ id: Int64, for acting: Acting, where isAllowed: (Acting, Deputyship) -> Bool, in connection: any Connection
  ) throws -> Deputyship {
    guard let deputyship = try DeputyshipQueries.deputyship(id, in: connection), isAllowed(acting, deputyship),
      [.proposed, .offered, .active].contains(deputyship.state)
    else { throw NotFound() }
    return deputyship
  }
}
