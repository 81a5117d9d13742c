import Accounts
import Chronology
import Database
import Journal
import Web
import Work

/// What deputies decide, and acting for a principal.
extension Delegation {
  /// Accepts an offer to the person, or to a company that they administer; both sides are notified by mail.
  /// - Throws: `NotFound` when it is not theirs; `delegation.over` when it is no longer an open offer.
  package func accept(_ id: Int64, by acting: Acting, cause: Cause) async throws -> Deputyship {
    try acting.requireOwnAccount()
    let accepted = try await database.write { connection in
      let offered = try offer(id, to: acting, in: connection)
      guard DeputyshipRules.stands(offered, on: cause.day),
        try DeputyshipQueries.activate(offered, by: acting.account.id, now: cause.now, in: connection)
      else { throw Refusal.deputyshipIsElsewhere }
      try record(.deputyshipAccepted, offered.id, cause, Self.details(offered), in: connection)
      try mail(.accepted, about: offered, to: [.deputy, .giver], cause, in: connection)
      return offered
    }
    await signal.raise()
    return accepted
  }

  /// Declines an offer; the giver is notified by mail.
  /// - Throws: as `accept`.
  package func decline(_ id: Int64, by acting: Acting, cause: Cause) async throws {
    try acting.requireOwnAccount()
    try await database.write { connection in
      let offered = try offer(id, to: acting, in: connection)
      guard
        try DeputyshipQueries.turnDown(
          offered, as: .declined, by: acting.account.id, now: cause.now, in: connection)
      else { throw Refusal.deputyshipIsElsewhere }
      try record(.deputyshipDeclined, offered.id, cause, Self.details(offered), in: connection)
      try mail(.declined, about: offered, to: [.giver], cause, in: connection)
    }
    await signal.raise()
  }

  /// An offer to the person; throws a refusal when it was decided or withdrawn meanwhile.
  private func offer(_ id: Int64, to acting: Acting, in connection: any Connection) throws -> Deputyship {
    guard let found = try DeputyshipQueries.deputyship(id, in: connection), acting.holds(found) else {
      throw NotFound()
    }
    guard found.state == .offered else { throw Refusal.deputyshipIsElsewhere }
    return found
  }

  /// Switches the session to acting for the principal.
  /// - Returns: the principal, and the session's new token.
  /// - Throws: `NotFound` when the deputyship is not in force for the person today.
  package func beginActing(
    under id: Int64, by acting: Acting, cause: Cause
  ) async throws -> (onBehalf: OnBehalf, token: String) {
    try acting.requireOwnAccount()
    return try await database.write { connection in
      guard let other = try functions.onBehalf(id, deputy: acting.account.id, at: cause.now, in: connection) else {
        throw NotFound()
      }
      try Journal.record(
        JournalEntry(
          .deputyshipActingBegun, .init(.deputyship, id), actor: acting.account.id, actingFor: other.principal,
          address: cause.address, details: ["function": other.function.key]),
        at: cause.now, in: connection)
      return (other, try accounts.actOnBehalf(id, in: acting.session, connection: connection))
    }
  }

  /// Switches the session back to the person's own account, even if the deputyship has ended meanwhile.
  /// - Returns: the session's new token.
  package func endActing(by acting: Acting, cause: Cause) async throws -> String {
    try await database.write { connection in
      if let other = acting.onBehalf { try record(.deputyshipActingEnded, other.deputyship, cause, in: connection) }
      return try accounts.actOnBehalf(nil, in: acting.session, connection: connection)
    }
  }
}
