import Accounts
import Chronology
import Database
import Office
import Web
import Work

/// What one gave, and taking it back. It is gone with the deputy's next click, as it is asked for on each request.
extension Delegation {
  @Sendable func givenPage(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let (account, companies) = (acting.account.id, acting.administeredKeys)
    let given = try await database.read {
      try DeputyshipQueries.given(by: account, companies: companies, in: $0)
    }
    return givenPage(visit, GivenDeputyships(given, on: visit.clock.day(of: visit.now)), acting)
  }

  @Sendable func withdrawalForm(_ visit: Visit) async throws -> Reply {
    let deputyship = try await open(visit) { $0.gave($1) }
    return confirmationPage(visit, deputyship, "withdrawal", back: "/profil/vertretung", action: "beenden")
  }

  @Sendable func withdraw(_ visit: Visit) async throws -> Reply {
    try await end(visit, event: "withdrawn") { $0.gave($1) }
    return visit.redirect(to: "/profil/vertretung", flash: "delegation.withdrawal.done")
  }

  @Sendable func returnForm(_ visit: Visit) async throws -> Reply {
    let deputyship = try await open(visit) { $0.holds($1) && $1.state == .active }
    return confirmationPage(visit, deputyship, "return", back: "/profil/berechtigungen", action: "zurueckgeben")
  }

  @Sendable func giveBack(_ visit: Visit) async throws -> Reply {
    try await end(visit, event: "returned") { $0.holds($1) && $1.state == .active }
    return visit.redirect(to: "/profil/berechtigungen", flash: "delegation.return.done")
  }

  /// The deputyship of the path, where it is open or counts and is the person's business.
  private func open(
    _ visit: Visit, _ isAllowed: @escaping @Sendable (Acting, Deputyship) -> Bool
  ) async throws -> Deputyship {
    try await database.read { try open(visit, isAllowed, in: $0) }
  }

  func open(
    _ visit: Visit, _ isAllowed: (Acting, Deputyship) -> Bool, in connection: any Connection
  ) throws -> Deputyship {
    let acting = try visit.signedIn()
    guard let id = visit.key("deputyship"),
      let deputyship = try DeputyshipQueries.deputyship(id, in: connection), isAllowed(acting, deputyship),
      [.proposed, .offered, .active].contains(deputyship.state)
    else { throw NotFound() }
    return deputyship
  }

  private func end(
    _ visit: Visit, event: String, _ isAllowed: @escaping @Sendable (Acting, Deputyship) -> Bool
  ) async throws {
    let actor = try visit.signedIn().account.id
    try await database.write { connection in
      let deputyship = try open(visit, isAllowed, in: connection)
      guard try DeputyshipQueries.end(deputyship, by: actor, now: visit.now, in: connection) else {
        throw Refusal.deputyshipIsElsewhere
      }
      try record(event, deputyship.id, visit, Self.details(deputyship), in: connection)
      try mail(.ended, about: deputyship, to: [.deputy, .giver], visit, in: connection)
    }
    await signal.raise()
  }
}
