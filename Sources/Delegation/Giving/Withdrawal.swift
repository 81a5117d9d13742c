import Accounts
import Chronology
import Database
import Office
import Web

/// The pages of deputyships given, and of withdrawing them.
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
    return confirmationPage(visit, deputyship, "withdrawal", back: DelegationPath.given, action: "beenden")
  }

  @Sendable func withdraw(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("deputyship") else { throw NotFound() }
    try await withdraw(id, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: DelegationPath.given, flash: .delegationWithdrawalDone)
  }

  @Sendable func returnForm(_ visit: Visit) async throws -> Reply {
    let deputyship = try await open(visit) { $0.holds($1) && $1.state == .active }
    return confirmationPage(visit, deputyship, "return", back: DelegationPath.held, action: "zurueckgeben")
  }

  @Sendable func giveBack(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("deputyship") else { throw NotFound() }
    try await giveBack(id, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: DelegationPath.held, flash: .delegationReturnDone)
  }

  /// The deputyship in the path.
  private func open(
    _ visit: Visit, _ isAllowed: @escaping @Sendable (Acting, Deputyship) -> Bool
  ) async throws -> Deputyship {
    let acting = try visit.signedIn()
    guard let id = visit.key("deputyship") else { throw NotFound() }
    return try await database.read { try open(id, for: acting, where: isAllowed, in: $0) }
  }
}
