import Accounts
import Chronology
import Database
import Web
import Work

/// Taking back what one gave, and giving back what one holds. It is gone with the deputy's next click, as it is asked for
/// on each request.
extension Delegation {
  /// Takes a deputyship back that the person gave, or its company.
  /// - Throws: `NotFound` when it is none of theirs or over, `delegation.over` when it ended in this moment.
  package func withdraw(_ id: Int64, by acting: Acting, cause: Cause) async throws {
    try await end(id, "withdrawn", by: acting, cause: cause) { $0.gave($1) }
  }

  /// Gives a deputyship back that the person holds, or its company.
  /// - Throws: as `withdraw`.
  package func giveBack(_ id: Int64, by acting: Acting, cause: Cause) async throws {
    try await end(id, "returned", by: acting, cause: cause) { $0.holds($1) && $1.state == .active }
  }

  private func end(
    _ id: Int64, _ event: String, by acting: Acting, cause: Cause,
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

  /// A deputyship, where it is open or counts and is the person's business.
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
