import Chronology
import Database
import Settings
import Web
import Work

/// `Passwort vergessen`: a neutral answer, and a mail with a code to whoever has an account. An account that was never
/// activated gets its activation mail again.
extension Accounts {
  @Sendable func resetForm(_ visit: Visit) async throws -> Reply {
    resetPage(visit, email: visit.query.trimmed("email"), FieldErrors())
  }

  @Sendable func requestReset(_ visit: Visit) async throws -> Reply {
    if let wait = networkWait(visit) { return tooMany(visit, wait) }
    let typed = visit.form.trimmed("email")
    let email = EmailAddress(typed)
    guard email != nil || Self.canBeUserName(typed) else {
      return resetPage(visit, email: typed, FieldErrors("email", visit.t("accounts.reset.error")))
    }
    try await sendReset(to: typed, visit)
    let minutes = String(settings[AccountSettings.resetMinutes])
    guard let email else {
      return visit.redirect(
        to: "/startcode", flash: "accounts.reset.sentName", ["name": typed, "minutes": minutes])
    }
    return visit.redirect(
      to: "/startcode", flash: "accounts.reset.sent", ["email": email.text, "minutes": minutes])
  }

  /// User names are numbers of the registers: Azubinummer, Ausbildernummer, Prüfernummer, Teilnehmernummer.
  private static func canBeUserName(_ text: String) -> Bool {
    text.count <= 30 && text.contains(where: \.isNumber) && !text.contains("@")
  }

  private func sendReset(to name: String, _ visit: Visit) async throws {
    let isAddress = EmailAddress(name) != nil
    try await database.write { connection in
      let found = try accounts(named: name, in: connection)
      // Whose code is oldest comes first: where not all get a mail, nobody waits for ever.
      let turns = try found.map { ($0, try StartCodeQueries.newest(of: $0.id, in: connection)) }.sorted { $0.1 < $1.1 }
      let isMailbox = isAddress && found.count > Self.mostCompared
      var isAnySent = false
      // Asked before each mail: those before it count.
      for (account, _) in isMailbox ? turns.prefix(1) : turns[...]
      where try mayMail(account, visit.now, in: connection) {
        try sendWay(to: account, isAddress: isAddress, isMailbox: isMailbox, visit, in: connection)
        isAnySent = true
      }
      if !isAnySent { try UnknownAttempts.note(on: visit.clock.day(of: visit.now), in: connection) }
    }
    await signal.raise()
  }

  /// - Parameter isMailbox: more people have the address than can sign in by it.
  private func sendWay(
    to account: Account, isAddress: Bool, isMailbox: Bool, _ visit: Visit, in connection: any Connection
  ) throws {
    if isMailbox { return try queueMail(.useName, to: account, visit: visit, in: connection) }
    if isAddress, account.state != .pending, try isOnlyApprentice(account, visit, in: connection) {
      return try queueMail(.useNumber, to: account, visit: visit, in: connection)
    }
    try sendCode(to: account, visit: visit, in: connection)
  }

  /// An account that is only an apprentice's is asked for its Azubinummer instead of the address.
  private func isOnlyApprentice(_ account: Account, _ visit: Visit, in connection: any Connection) throws -> Bool {
    let functions = try providers.flatMap { try $0.functions(of: account.id, at: visit.now, in: connection) }
    return !functions.isEmpty && functions.allSatisfy { standing(of: $0.kind) == .learning }
  }

  /// Sends the mail that fits the account's state: activation, or reset. Officers use it as well: they can start a
  /// reset, never choose or learn a password.
  package func sendCode(to account: Account, visit: Visit, in connection: any Connection) throws {
    if account.state == .pending {
      // Who was invited is who was invited: the name is not asked for.
      let purpose: StartCodePurpose = try hasGivenName(account, in: connection) ? .invitation : .activation
      let code = try issueCode(
        purpose, for: account, firstName: account.firstName, lastName: account.lastName, lasting: .activation,
        now: visit.now, in: connection)
      return try queueMail(.activation(code), to: account, visit: visit, in: connection)
    }
    try StartCodeQueries.revokeAll(of: account.id, purposes: [.reset], now: visit.now, in: connection)
    let code = try issueCode(
      .reset, for: account, firstName: account.firstName, lastName: account.lastName, now: visit.now, in: connection)
    try record("account.reset.requested", account: account.id, visit: visit, byOwner: false, in: connection)
    try queueMail(.reset(code), to: account, visit: visit, in: connection)
  }
}
