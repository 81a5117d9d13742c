import Chronology
import Database
import Journal
import Postbox
import Settings
import Web
import Work

/// `Konto löschen`: asked for with the password, done after a stated wait, taken back by a sign-in. What the law demands
/// stays under a pseudonym: the account's row without personal data, which the audit log points at.
extension Accounts {
  @Sendable func deletionForm(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let objection = try await objection(to: acting.account, visit)
    return deletionPage(visit, objection: objection, FieldErrors())
  }

  @Sendable func requestDeletion(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    if let objection = try await objection(to: acting.account, visit) {
      return deletionPage(visit, objection: objection, FieldErrors())
    }
    if let wait = networkWait(visit) { return tooMany(visit, wait) }
    guard try await isOwnPassword(visit.form["passwort"], visit) else {
      return deletionPage(
        visit, objection: nil, FieldErrors("passwort", visit.t("accounts.error.currentPassword")))
    }
    let due = visit.now + .days(settings[AccountSettings.deletionDays])
    let refused = try await database.write { connection -> String? in
      try hold(acting, in: connection)
      for erasure in erasures { try erasure.hold(account: acting.account.id, now: visit.now, in: connection) }
      if let objection = try objection(to: acting.account, visit, in: connection) { return objection }
      try scheduleDeletion(of: acting.account, due: due, visit: visit, in: connection)
      return nil
    }
    if let objection = refused { return deletionPage(visit, objection: objection, FieldErrors()) }
    await signal.raise()
    return visit.redirect(
      to: "/", flash: "accounts.deletion.scheduled", ["date": visit.t.longDate(visit.clock.day(of: due))]
    ).with(cookie: .removal(of: Self.sessionCookie))
  }

  /// Ends all sessions and sets the day of the deletion. Also for officers, for a reported account.
  /// - Parameter reason: why an officer wants it; empty for the owner, who need not say.
  package func scheduleDeletion(
    of account: Account, due: Instant, reason: String = "", visit: Visit, in connection: any Connection
  ) throws {
    try AccountQueries.scheduleDeletion(of: account.id, due: due, in: connection)
    _ = try SessionQueries.endAll(of: account.id, in: connection)
    try Journal.record(
      JournalEntry(
        "account.deletion.scheduled", .init("account", account.id), actor: visit.acting?.account.id,
        address: visit.clientAddress,
        details: ["due": visit.clock.day(of: due).description, "reason": reason].filter { !$0.value.isEmpty }),
      at: visit.now, in: connection)
    try queueMail(.deletionScheduled(due: due), to: account, visit: visit, in: connection)
  }

  private func objection(to account: Account, _ visit: Visit) async throws -> String? {
    try await database.read { try objection(to: account, visit, in: $0) }
  }

  /// Why an account cannot be deleted yet, as a sentence; nil when nothing stands against it.
  package func objection(to account: Account, _ visit: Visit, in connection: any Connection) throws -> String? {
    for erasure in erasures {
      if let objection = try erasure.objection(to: account.id, now: visit.now, t: visit.t, in: connection) {
        return objection
      }
    }
    return nil
  }

  /// Erases accounts whose wait is over and registrations that nobody confirmed.
  /// - Returns: how many.
  package func eraseDue(now: Instant) async throws -> Int {
    let pendingSince = now - .days(settings[AccountSettings.pendingDays])
    let erasures = erasures
    return try await database.write { connection in
      let due = try AccountQueries.dueForErasure(now: now, pendingSince: pendingSince, in: connection)
      for account in due {
        for erasure in erasures { try erasure.erase(account: account.id, now: now, in: connection) }
        try MailQueries.forget(account: account.id, in: connection)
        try AccountQueries.erase(account.id, in: connection)
        try Journal.record(
          JournalEntry("account.erased", .init("account", account.id), actor: nil), at: now, in: connection)
      }
      return due.count
    }
  }
}

extension Accounts {
  /// Removes sessions that are over, devices that are forgotten, and sign-ins that waited in vain for their second factor.
  package func forgetOldSessions(now: Instant) async throws {
    let idleSince = now - .minutes(settings[AccountSettings.idleMinutes])
    try await database.write { connection in
      try SessionQueries.forgetOver(now: now, idleSince: idleSince, in: connection)
      try SessionQueries.forgetDevices(notSeenSince: now - Self.deviceLifetime, in: connection)
      try PendingSignInQueries.forgetOver(now: now, in: connection)
      try PostalCodeQueries.revokeExpired(now: now, in: connection)
      try MailSenderQueries.forgetOver(now: now, in: connection)
    }
  }
}
