import Chronology
import Database
import Settings
import Sodium
import Web
import Work

/// Start codes: made, found, redeemed. A code is redeemed together with choosing the password, in that browser; opening
/// a link does nothing.
extension Accounts {
  func codeHash(_ code: LetterCode) -> [UInt8] {
    codeKey.hash(code.letters)
  }

  /// Makes a code for an account; only its hash is stored.
  /// - Parameter time: it lasts as long as codes of that purpose do; nil: of its own.
  package func issueCode(
    _ purpose: StartCodePurpose, for account: Account, firstName: String, lastName: String,
    lasting time: StartCodePurpose? = nil, now: Instant, in connection: any Connection
  ) throws -> LetterCode {
    let code = LetterCode(random: Sodium.randomNumber(below:))
    try StartCodeQueries.add(
      codeHash(code), for: account, purpose: purpose, firstName: firstName, lastName: lastName,
      expires: now + lifetime(of: time ?? purpose), now: now, in: connection)
    return code
  }

  /// Takes back the codes of invitations that an account was sent and has not used.
  package func revokeInvitations(of account: Int64, now: Instant, in connection: any Connection) throws {
    try StartCodeQueries.revokeAll(of: account, purposes: [.invitation, .postal], now: now, in: connection)
  }

  /// The same where nobody else waits for the account: the chamber's invitation went to a wrong address.
  package func revokeInvitationsOfNobody(_ account: Account, now: Instant, in connection: any Connection) throws {
    guard account.state == .pending, try FunctionGrantQueries.open(of: account.id, in: connection).isEmpty else {
      return
    }
    try revokeInvitations(of: account.id, now: now, in: connection)
  }

  private func lifetime(of purpose: StartCodePurpose) -> TimeSpan {
    switch purpose {
    case .activation: .hours(settings[AccountSettings.activationHours])
    case .reset: .minutes(settings[AccountSettings.resetMinutes])
    case .invitation, .postal: .days(settings[AccountSettings.invitationDays])
    }
  }

  @Sendable func startCodeForm(_ visit: Visit) async throws -> Reply {
    startCodePage(visit, StartCodePage(email: visit.flash?.values["email"] ?? "", code: ""))
  }

  @Sendable func redeemStartCode(_ visit: Visit) async throws -> Reply {
    var page = StartCodePage(email: visit.form.trimmed("email"), code: visit.form["code"])
    if let wait = networkWait(visit) { return tooMany(visit, wait) }
    let email = EmailAddress(page.email)
    let code: LetterCode
    do {
      code = try LetterCode(typed: page.code)
    } catch {
      page.errors.require(email != nil, "email", EmailAddress.problem(with: page.email, visit.t))
      page.errors.add("code", visit.t("accounts.code.\(error)"))
      return startCodePage(visit, page)
    }
    guard let email else {
      page.errors.add("email", EmailAddress.problem(with: page.email, visit.t))
      return startCodePage(visit, page)
    }
    return try await redeem(code, email, page, visit)
  }

  private func redeem(
    _ code: LetterCode, _ email: EmailAddress, _ page: StartCodePage, _ visit: Visit
  ) async throws -> Reply {
    var page = page
    switch try await tryCode(code, email, visit) {
    case .alive(let stored, let account):
      if let problem = passwordRules.problem(
        with: visit.form["passwort"], personal: [stored.firstName, stored.lastName, account.email])
      {
        page.errors.add("passwort", message(for: problem, visit.t))
        return startCodePage(visit, page)
      }
      guard let name = confirmedName(stored, account, email, &page, visit) else { return startCodePage(visit, page) }
      return try await activate(stored, account, name, visit)
    case .used: return usedCodePage(visit)
    case .over: page.errors.add("code", visit.t("accounts.code.over"))
    case .wrong: page.errors.add("code", visit.t("accounts.code.wrong"))
    case .wait(let wait): return tooMany(visit, wait)
    }
    return startCodePage(visit, page)
  }

  /// Sets the password, ends what was open, and signs in; a second factor is asked for all the same. Of many who come
  /// at once with one code, one gets in.
  private func activate(
    _ code: StoredStartCode, _ account: Account, _ name: (first: String, last: String), _ visit: Visit
  ) async throws -> Reply {
    let hash = try await hashing.hash(visit.form["passwort"])
    let step = try await database.write { connection -> SignInStep? in
      let limit = settings[AccountSettings.codeEndsAfter]
      guard try StartCodeQueries.use(code.id, limit: limit, now: visit.now, in: connection) else { return nil }
      if account.state == .pending {
        // Somebody may have been invited while the name was typed.
        let isNamed = try code.purpose == .activation && hasGivenName(account, in: connection)
        let name = isNamed ? (first: account.firstName, last: account.lastName) : name
        try AccountQueries.activate(
          account.id, firstName: name.first, lastName: name.last, passwordHash: hash, now: visit.now,
          in: connection)
        try record("account.activated", account: account.id, visit: visit, in: connection)
      } else {
        try replacePassword(of: account, hash: hash, visit, in: connection)
      }
      try StartCodeQueries.revokeAll(
        of: account.id, purposes: [.activation, .invitation, .reset, .postal], now: visit.now, in: connection)
      guard account.state != .blocked else { return SignInStep(cookies: []) }
      if try SecondFactorQueries.factor(of: account.id, in: connection) != nil {
        return try waitForFactor(of: account.id, visit: visit, in: connection)
      }
      try AccountQueries.noteSignIn(of: account.id, language: visit.t.language, now: visit.now, in: connection)
      return SignInStep(
        cookies: try startSession(
          for: account.id, on: try knownDevice(of: account.id, visit, in: connection), factor: .none, visit: visit,
          in: connection))
    }
    guard let step else { return usedCodePage(visit) }
    await signal.raise()
    if step.cookies.isEmpty {
      return visit.redirect(to: "/anmelden", flash: "accounts.code.blocked", ["contact": settings.contact])
    }
    let flash = try await doneFlash(account)
    var reply = visit.redirect(to: step.needsFactor ? Self.factorPath : "/", flash: flash.key, flash.values)
    reply.cookies += step.cookies
    return reply
  }

  private func doneFlash(_ account: Account) async throws -> (key: String, values: [String: String]) {
    guard account.state == .pending else { return ("accounts.reset.done", [:]) }
    let name = try await database.read { connection in
      try AccountQueries.sharesAddress(account, in: connection)
        ? try userNames(of: account.id, in: connection).first : nil
    }
    return name.map { ("accounts.activation.doneSharing", ["name": $0]) } ?? ("accounts.activation.done", [:])
  }

  private func replacePassword(
    of account: Account, hash: String, _ visit: Visit, in connection: any Connection
  ) throws {
    try AccountQueries.setPassword(hash, of: account.id, in: connection)
    let ended = try SessionQueries.endAll(of: account.id, in: connection)
    // Somebody else may have signed in with the password that was forgotten.
    try SessionQueries.forgetDevices(of: account.id, but: 0, in: connection)
    if settings[AccountSettings.resetUnlocks] {
      // Not the lock of the second factor: who reads the mails gets no more tries.
      try LockQueries.clearAll(account: account.id, [.signIn, .session], in: connection)
    }
    try record(
      "account.password.reset", account: account.id, visit: visit, details: ["sessions_ended": String(ended)],
      in: connection)
    try queueMail(.passwordChanged, to: account, visit: visit, in: connection)
  }

  func message(for problem: PasswordProblem, _ t: Texts) -> String {
    switch problem {
    case .tooShort(let length): t("accounts.password.tooShort", ["length": String(length)])
    case .tooLong(let length): t("accounts.password.tooLong", ["length": t.number(length)])
    case .common: t("accounts.password.common")
    case .personal: t("accounts.password.personal")
    }
  }
}
