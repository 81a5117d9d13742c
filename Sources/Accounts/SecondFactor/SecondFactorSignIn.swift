import Chronology
import Database
import Settings
import Sodium
import Web
import Work

/// Where the right password led to.
struct SignInStep: Sendable {
  let cookies: [Cookie]
  var needsFactor = false
  /// A deletion that was asked for was taken back.
  var tookBack = false
}

/// What came of a code at the sign-in.
private enum FactorOutcome: Sendable {
  case entered(SignInStep)
  case again(FactorFinding)
  /// The sign-in has to begin anew.
  case over
}

/// The step between the right password and the session, for accounts with a second factor.
extension Accounts {
  static let factorCookie = "kp_factor"
  static let factorPath = "/anmelden/zweiter-faktor"
  /// Wrong codes that end a sign-in.
  private static let mostWrongCodes = 5
  /// How long a sign-in waits for its code.
  private static let patience = TimeSpan.minutes(10)

  /// What comes after the right password: the session, or the wait for the second factor.
  /// - Returns: nil while too many wrong codes lock the factor, which is told as a wrong password is.
  func askForFactor(of account: Account, visit: Visit, in connection: any Connection) throws -> SignInStep? {
    guard try SecondFactorQueries.factor(of: account.id, in: connection) != nil else {
      return try enter(account, factor: .none, visit: visit, in: connection)
    }
    if try isLocked(factorCounter(of: account.id, visit, in: connection), visit, in: connection) { return nil }
    return try waitForFactor(of: account.id, visit: visit, in: connection)
  }

  /// Begins to wait for the second factor.
  func waitForFactor(of account: Int64, visit: Visit, in connection: any Connection) throws -> SignInStep {
    let token = Sodium.base64(Sodium.randomBytes(32))
    try PendingSignInQueries.add(
      tokenKey.hash(token), for: account, expires: visit.now + Self.patience, in: connection)
    return SignInStep(cookies: [Cookie(Self.factorCookie, token)], needsFactor: true)
  }

  /// Starts the session after all that was to be proven.
  func enter(
    _ account: Account, factor: SessionFactor, visit: Visit, in connection: any Connection
  ) throws -> SignInStep {
    let known = try knownDevice(of: account.id, visit, in: connection)
    for purpose in [TryPurpose.signIn, .session] {
      let counter = TryCounter(account: account.id, device: known ?? TryCounter.stranger, purpose: purpose)
      try LockQueries.clear(counter, in: connection)
    }
    // § I7 of the requirements: a sign-in with the old password ends an open reset.
    try StartCodeQueries.revokeAll(of: account.id, purposes: [.reset], now: visit.now, in: connection)
    try AccountQueries.noteSignIn(of: account.id, language: visit.t.language, now: visit.now, in: connection)
    try record("account.signed_in", account: account.id, visit: visit, in: connection)
    return SignInStep(
      cookies: try startSession(for: account.id, on: known, factor: factor, visit: visit, in: connection),
      tookBack: account.state == .leaving)
  }

  @Sendable func factorForm(_ visit: Visit) async throws -> Reply {
    let hash = pendingHash(visit)
    let pending = try await database.read { connection in
      try PendingSignInQueries.pending(tokenHash: hash, now: visit.now, in: connection)
    }
    guard pending != nil else {
      return .redirect(visit.acting == nil ? "/anmelden" : ReturnPath.own(visit.query["weiter"]))
    }
    return factorPage(visit, returnTo: visit.query["weiter"], FieldErrors())
  }

  @Sendable func passFactor(_ visit: Visit) async throws -> Reply {
    if let wait = networkWait(visit) { return tooMany(visit, wait) }
    var errors = FieldErrors()
    guard let typed = typedFactor(visit, &errors) else {
      return factorPage(visit, returnTo: visit.form["weiter"], errors)
    }
    let outcome = try await database.write { try tryFactor(typed, visit, in: $0) }
    await signal.raise()
    let path = ReturnPath.own(visit.form["weiter"])
    switch outcome {
    case .entered(let step):
      var reply = step.tookBack ? visit.redirect(to: path, flash: "accounts.deletion.takenBack") : .redirect(path)
      reply.cookies += step.cookies + [.removal(of: Self.factorCookie)]
      return reply
    case .again(let finding):
      add(finding, to: &errors, for: typed, visit.t)
      return factorPage(visit, returnTo: visit.form["weiter"], errors)
    case .over:
      if visit.acting != nil { return .redirect(path) }
      return visit.redirect(to: "/anmelden", flash: "accounts.factor.over").with(
        cookie: .removal(of: Self.factorCookie))
    }
  }

  private func pendingHash(_ visit: Visit) -> [UInt8] {
    tokenKey.hash(visit.cookies[Self.factorCookie] ?? "")
  }

  private func tryFactor(
    _ typed: TypedFactor, _ visit: Visit, in connection: any Connection
  ) throws -> FactorOutcome {
    let waiting = try PendingSignInQueries.pending(
      tokenHash: pendingHash(visit), now: visit.now, lock: connection.lockingRows, in: connection)
    guard let pending = waiting else { return .over }
    let finding = try check(typed, of: pending.account, visit: visit, in: connection)
    switch finding {
    case .passed:
      guard try PendingSignInQueries.end(pending.id, in: connection) else { return .over }
      return .entered(try enter(pending.account, factor: .passed, visit: visit, in: connection))
    case .used: return .again(.used)
    case .wrong:
      if try PendingSignInQueries.noteWrong(pending.id, in: connection) < Self.mostWrongCodes { return .again(.wrong) }
    case .locked: break
    }
    _ = try PendingSignInQueries.end(pending.id, in: connection)
    return .over
  }

  /// Tells what was wrong at the field that was filled in.
  func add(_ finding: FactorFinding, to errors: inout FieldErrors, for typed: TypedFactor, _ t: Texts) {
    let field = if case .code = typed { "code" } else { "ersatzcode" }
    switch finding {
    case .passed: break
    case .used: errors.add(field, t("accounts.factor.used"))
    case .wrong: errors.add(field, t(field == "code" ? "accounts.factor.wrong" : "accounts.factor.wrongRecovery"))
    case .locked: errors.add(field, t("accounts.factor.locked"))
    }
  }
}
