import Chronology
import Database
import Journal
import Settings
import Sodium
import Web
import Work

/// The own account: what is known, devices, password, deletion.
extension Accounts {
  @Sendable func profile(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let idleSince = visit.now - .minutes(settings[AccountSettings.idleMinutes])
    let (sessions, entries) = try await database.read { connection in
      (
        try SessionQueries.list(of: acting.account.id, now: visit.now, idleSince: idleSince, in: connection),
        try Journal.entries(about: .init("account", acting.account.id), limit: 10, in: connection)
      )
    }
    return profilePage(visit, ProfilePage(acting: acting, sessions: sessions, entries: entries))
  }

  @Sendable func endSession(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let session = visit.key("session") else { throw NotFound() }
    let ended = try await database.write { connection in
      guard try SessionQueries.end(session, of: acting.account.id, in: connection) else { return false }
      try record("account.session.ended", account: acting.account.id, visit: visit, in: connection)
      return true
    }
    guard ended else { throw NotFound() }
    return visit.redirect(to: "/profil", flash: "accounts.sessions.ended")
  }

  @Sendable func endOtherSessions(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    try await database.write { connection in
      _ = try SessionQueries.endAll(of: acting.account.id, but: acting.session.id, in: connection)
      try SessionQueries.forgetDevices(of: acting.account.id, but: acting.session.deviceID, in: connection)
      try record("account.session.others_ended", account: acting.account.id, visit: visit, in: connection)
    }
    return visit.redirect(to: "/profil", flash: "accounts.sessions.othersEnded")
  }

  // MARK: Password

  @Sendable func passwordForm(_ visit: Visit) async throws -> Reply {
    passwordPage(visit, FieldErrors())
  }

  @Sendable func changePassword(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let account = acting.account
    if let wait = networkWait(visit) { return tooMany(visit, wait) }
    guard try await isOwnPassword(visit.form["bisher"], visit) else {
      return passwordPage(visit, FieldErrors("bisher", visit.t("accounts.error.currentPassword")))
    }
    let new = visit.form["passwort"]
    if new == visit.form["bisher"] {
      return passwordPage(visit, FieldErrors("passwort", visit.t("accounts.password.same")))
    }
    let personal = [account.firstName, account.lastName, account.email] + acting.functions.map(\.title)
    if let problem = passwordRules.problem(with: new, personal: personal) {
      return passwordPage(visit, FieldErrors("passwort", message(for: problem, visit.t)))
    }
    let hash = try await hashing.hash(new)
    let token = newSessionToken()
    try await database.write { connection in
      try hold(acting, in: connection)
      guard try SessionQueries.renew(acting.session.id, tokenHash: tokenKey.hash(token), in: connection) else {
        throw NotFound()
      }
      try AccountQueries.setPassword(hash, of: account.id, in: connection)
      _ = try SessionQueries.endAll(of: account.id, but: acting.session.id, in: connection)
      try StartCodeQueries.revokeAll(of: account.id, purposes: [.reset], now: visit.now, in: connection)
      try record("account.password.changed", account: account.id, visit: visit, in: connection)
      try queueMail(.passwordChanged, to: account, visit: visit, in: connection)
    }
    await signal.raise()
    return visit.redirect(to: "/profil", flash: "accounts.password.changed").with(
      cookie: Cookie(Self.sessionCookie, token))
  }
}
