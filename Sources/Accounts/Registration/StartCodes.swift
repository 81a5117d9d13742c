import Chronology
import Database
import Settings
import Sodium
import Web
import Work

/// What came of a code that somebody typed.
enum CodeFinding: Sendable {
  case alive(StoredStartCode, Account)
  /// The right code, but used before.
  case used(Account)
  /// The right code, but too late or replaced.
  case over
  /// No such code for this address; also where the address is unknown.
  case wrong
}

/// Start codes: made, found, redeemed. A code is redeemed together with choosing the password, in that browser; opening
/// a link does nothing.
extension Accounts {
  func codeHash(_ code: LetterCode) -> [UInt8] {
    codeKey.hash(code.letters)
  }

  /// Makes a code for an account; only its hash is stored.
  package func issueCode(
    _ purpose: StartCodePurpose, for account: Account, firstName: String, lastName: String, now: Instant,
    in connection: any Connection
  ) throws -> LetterCode {
    let code = LetterCode(random: Sodium.randomNumber(below:))
    try StartCodeQueries.add(
      codeHash(code), for: account, purpose: purpose, firstName: firstName, lastName: lastName,
      expires: now + lifetime(of: purpose), now: now, in: connection)
    return code
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
      page.errors.require(email != nil, "email", visit.t("accounts.error.email"))
      page.errors.add("code", visit.t("accounts.code.\(error)"))
      return startCodePage(visit, page)
    }
    guard let email else {
      page.errors.add("email", visit.t("accounts.error.email"))
      return startCodePage(visit, page)
    }
    if let wait = codeWait(email, visit) { return tooMany(visit, wait) }
    return try await redeem(code, email, page, visit)
  }

  private func redeem(
    _ code: LetterCode, _ email: EmailAddress, _ page: StartCodePage, _ visit: Visit
  ) async throws -> Reply {
    var page = page
    switch try await find(code, email, visit.now) {
    case .alive(let stored, let account):
      if let problem = passwordRules.problem(
        with: visit.form["passwort"], personal: [stored.firstName, stored.lastName, account.email])
      {
        page.errors.add("passwort", message(for: problem, visit.t))
        return startCodePage(visit, page)
      }
      return try await activate(stored, account, visit)
    case .used: return usedCodePage(visit)
    case .over: page.errors.add("code", visit.t("accounts.code.over"))
    case .wrong:
      noteWrongCode(email, visit)
      try await storeWrongCode(email, visit)
      page.errors.add("code", visit.t("accounts.code.wrong"))
    }
    return startCodePage(visit, page)
  }

  func find(_ code: LetterCode, _ email: EmailAddress, _ now: Instant) async throws -> CodeFinding {
    let hash = codeHash(code)
    return try await database.read { connection in
      // Of several people with one address the code opens the account of the one it was made for.
      for account in try AccountQueries.accounts(at: email, in: connection) {
        let codes = try StartCodeQueries.codes(of: account.id, in: connection)
        guard let stored = codes.first(where: { Sodium.areEqual($0.hash, hash) }) else { continue }
        if stored.isAlive(at: now, limit: settings[AccountSettings.codeEndsAfter]) { return .alive(stored, account) }
        return stored.usedAt == nil ? .over : .used(account)
      }
      return .wrong
    }
  }

  /// How long this network has to wait before another code for the address; nil for not at all.
  func codeWait(_ email: EmailAddress, _ visit: Visit) -> TimeSpan? {
    limiter.pendingWait(
      for: codeAttemptsKey(email, visit), limit: settings[AccountSettings.codeAttempts], now: visit.now)
  }

  func noteWrongCode(_ email: EmailAddress, _ visit: Visit) {
    _ = limiter.wait(for: codeAttemptsKey(email, visit), limit: .max, window: .hours(1), now: visit.now)
  }

  private func codeAttemptsKey(_ email: EmailAddress, _ visit: Visit) -> String {
    "code|\(email.key)|\(NetworkLimiter.network(of: visit.clientAddress))"
  }

  private func storeWrongCode(_ email: EmailAddress, _ visit: Visit) async throws {
    try await database.write { connection in
      let accounts = try AccountQueries.accounts(at: email, in: connection)
      for account in accounts {
        try StartCodeQueries.noteWrong(account: account.id, now: visit.now, in: connection)
      }
      if accounts.isEmpty { try UnknownAttempts.note(on: visit.clock.day(of: visit.now), in: connection) }
    }
  }

  /// Sets the password, ends what was open, and signs in; a second factor is asked for all the same. Of many who come
  /// at once with one code, one gets in.
  private func activate(_ code: StoredStartCode, _ account: Account, _ visit: Visit) async throws -> Reply {
    let hash = try await hashing.hash(visit.form["passwort"])
    let step = try await database.write { connection -> SignInStep? in
      guard try StartCodeQueries.use(code.id, now: visit.now, in: connection) else { return nil }
      if account.state == .pending {
        try AccountQueries.activate(
          account.id, firstName: code.firstName, lastName: code.lastName, passwordHash: hash, now: visit.now,
          in: connection)
        try record("account.activated", account: account.id, visit: visit, in: connection)
      } else {
        try replacePassword(of: account, hash: hash, visit, in: connection)
      }
      try StartCodeQueries.revokeAll(
        of: account.id, purposes: [.activation, .invitation, .reset, .postal], now: visit.now, in: connection)
      guard account.state != .blocked else { return SignInStep(cookies: []) }
      if let step = try askForFactor(of: account.id, visit: visit, in: connection) { return step }
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
    var reply = visit.redirect(to: step.needsFactor ? Self.factorPath : "/", flash: "accounts.reset.done")
    if account.state == .pending {
      let name = try await database.read { connection in
        try AccountQueries.sharesAddress(account.id, in: connection)
          ? try userNames(of: account.id, in: connection).first : nil
      }
      reply = visit.redirect(
        to: step.needsFactor ? Self.factorPath : "/",
        flash: name == nil ? "accounts.activation.done" : "accounts.activation.doneSharing", ["name": name ?? ""])
    }
    reply.cookies += step.cookies
    return reply
  }

  private func replacePassword(
    of account: Account, hash: String, _ visit: Visit, in connection: any Connection
  ) throws {
    try AccountQueries.setPassword(hash, of: account.id, in: connection)
    let ended = try SessionQueries.endAll(of: account.id, in: connection)
    if settings[AccountSettings.resetUnlocks] { try LockQueries.clearAll(account: account.id, in: connection) }
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
