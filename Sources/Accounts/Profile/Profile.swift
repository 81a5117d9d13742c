import Chronology
import Database
import Journal
import Settings
import Web

/// The own account: what is known, devices, password, deletion.
extension Accounts {
  @Sendable func profile(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let idleSince = visit.now - .minutes(settings[AccountSettings.idleMinutes])
    let (sessions, entries) = try await database.read { connection in
      (
        try SessionQueries.list(of: acting.account.id, now: visit.now, idleSince: idleSince, in: connection),
        try Journal.entries(about: .init(.account, acting.account.id), limit: 10, in: connection)
      )
    }
    return profilePage(visit, ProfilePage(acting: acting, sessions: sessions, entries: entries))
  }

  @Sendable func endSession(_ visit: Visit) async throws -> Reply {
    guard let session = visit.key("session") else { throw NotFound() }
    try await endSession(session, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: AccountPath.profile, flash: .accountsSessionsEnded)
  }

  @Sendable func endOtherSessions(_ visit: Visit) async throws -> Reply {
    try await endOtherSessions(by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: AccountPath.profile, flash: .accountsSessionsOthersEnded)
  }

  // MARK: Password

  @Sendable func passwordForm(_ visit: Visit) async throws -> Reply {
    passwordPage(visit, FieldErrors())
  }

  @Sendable func changePassword(_ visit: Visit) async throws -> Reply {
    let (acting, t) = (try visit.signedIn(), visit.t)
    let outcome = try await changePassword(
      from: visit.form["bisher"], to: visit.form["passwort"], by: acting, cause: visit.cause)
    switch outcome {
    case .wrongPassword: return passwordPage(visit, FieldErrors("bisher", t("accounts.error.currentPassword")))
    case .same: return passwordPage(visit, FieldErrors("passwort", t("accounts.password.same")))
    case .problem(let problem): return passwordPage(visit, FieldErrors("passwort", message(for: problem, t)))
    case .changed(let token):
      return visit.redirect(to: AccountPath.profile, flash: .accountsPasswordChanged).with(
        cookie: Cookie(Self.sessionCookie, token))
    }
  }
}
