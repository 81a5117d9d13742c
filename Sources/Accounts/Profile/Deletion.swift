import Chronology
import Database
import Settings
import Web

/// The page for deleting the own account (`Konto löschen`).
extension Accounts {
  @Sendable func deletionForm(_ visit: Visit) async throws -> Reply {
    let objection = try await objection(to: try visit.signedIn().account, now: visit.now)
    return deletionPage(visit, objection: objection, FieldErrors())
  }

  @Sendable func requestDeletion(_ visit: Visit) async throws -> Reply {
    let (acting, t) = (try visit.signedIn(), visit.t)
    if let objection = try await objection(to: acting.account, now: visit.now) {
      return deletionPage(visit, objection: objection, FieldErrors())
    }
    switch try await requestDeletion(password: visit.form["passwort"], by: acting, cause: visit.cause) {
    case .wrongPassword:
      return deletionPage(visit, objection: nil, FieldErrors("passwort", t("accounts.error.currentPassword")))
    case .objection(let objection): return deletionPage(visit, objection: objection, FieldErrors())
    case .scheduled(let due):
      return visit.redirect(
        to: "/", flash: .accountsDeletionScheduled, ["date": t.longDate(visit.clock.day(of: due))]
      ).with(cookie: .removal(of: Self.sessionCookie))
    }
  }

  private func objection(to account: Account, now: Instant) async throws -> DeletionObjection? {
    try await database.read { try objection(to: account, now: now, in: $0) }
  }
}
