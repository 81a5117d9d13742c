import Chronology
import Database
import Settings
import Sodium
import Web
import Work

/// Where the right password led to: a session, or the wait for the second factor; neither for a blocked account, nor
/// where a start code was typed.
package struct SignInStep: Sendable {
  package var session: NewSession?
  /// The token of a sign-in that waits for its second factor.
  package var waiting: String?
  /// A deletion that was asked for was taken back.
  package var tookBack = false
  /// The code that was typed instead of the password: it is good, and waits for `tryCode`.
  package var startCode: LetterCode?

  package var needsFactor: Bool { waiting != nil }
}

/// What came of a code at the sign-in.
package enum FactorOutcome: Sendable {
  case entered(SignInStep)
  case again(FactorFinding)
  /// The sign-in has to begin anew.
  case over
}

/// What came of switching the second factor on.
package enum FactorSetUpOutcome: Sendable {
  /// With the codes for whoever loses the phone, which are told only now.
  case on(recovery: [LetterCode])
  case wrongPassword
  case wrongCode
  /// It was on before.
  case already
}

/// What came of switching it off.
package enum FactorRemovalOutcome: Sendable {
  case off
  case wrongPassword
  /// What was typed as second factor is none.
  case unreadable
  case again(FactorFinding)
}

/// The step between the right password and the session, for accounts with a second factor.
extension Accounts {
  private static let recoveryCodes = 10
  /// Wrong codes that end a sign-in.
  private static let mostWrongCodes = 5
  /// How long a sign-in waits for its code.
  private static let patience = TimeSpan.minutes(10)

  /// What comes after the right password: the session, or the wait for the second factor.
  /// - Returns: nil while too many wrong codes lock the factor, which is told as a wrong password is.
  func askForFactor(of account: Account, cause: Cause, in connection: any Connection) throws -> SignInStep? {
    guard try SecondFactorQueries.factor(of: account.id, in: connection) != nil else {
      return try enter(account, factor: .none, cause: cause, in: connection)
    }
    if try isLocked(factorCounter(of: account.id, cause, in: connection), cause, in: connection) { return nil }
    return try waitForFactor(of: account.id, cause: cause, in: connection)
  }

  /// Begins to wait for the second factor.
  func waitForFactor(of account: Int64, cause: Cause, in connection: any Connection) throws -> SignInStep {
    let token = Sodium.base64(Sodium.randomBytes(32))
    try PendingSignInQueries.add(
      tokenKey.hash(token), for: account, expires: cause.now + Self.patience, in: connection)
    return SignInStep(waiting: token)
  }

  /// Starts the session after all that was to be proven.
  private func enter(
    _ account: Account, factor: SessionFactor, cause: Cause, in connection: any Connection
  ) throws -> SignInStep {
    let known = try knownDevice(of: account.id, cause, in: connection)
    for purpose in [TryPurpose.signIn, .session] {
      let counter = TryCounter(account: account.id, device: known ?? TryCounter.stranger, purpose: purpose)
      try LockQueries.clear(counter, in: connection)
    }
    // § I7 of the requirements: a sign-in with the old password ends an open reset.
    try StartCodeQueries.revokeAll(of: account.id, purposes: [.reset], now: cause.now, in: connection)
    try AccountQueries.noteSignIn(of: account.id, language: cause.client.language, now: cause.now, in: connection)
    try record(.accountSignedIn, account: account.id, cause: cause, in: connection)
    return SignInStep(
      session: try startSession(for: account.id, on: known, factor: factor, cause: cause, in: connection),
      tookBack: account.state == .leaving)
  }

  /// Compares the second factor of a sign-in that waits for it, and starts its session.
  /// - Parameter waiting: the token of that sign-in; anything else is answered as one that is over.
  /// - Throws: `NetworkLimitReached`.
  package func passFactor(_ typed: TypedFactor, waiting: String, cause: Cause) async throws -> FactorOutcome {
    try countPost(cause)
    let hash = tokenKey.hash(waiting)
    let outcome = try await database.write { try passFactor(typed, pending: hash, cause: cause, in: $0) }
    await signal.raise()
    return outcome
  }

  private func passFactor(
    _ typed: TypedFactor, pending hash: [UInt8], cause: Cause, in connection: any Connection
  ) throws -> FactorOutcome {
    let waiting = try PendingSignInQueries.pending(
      tokenHash: hash, now: cause.now, lock: connection.lockingRows, in: connection)
    guard let pending = waiting else { return .over }
    let finding = try check(typed, of: pending.account, cause: cause, in: connection)
    switch finding {
    case .passed:
      guard try PendingSignInQueries.end(pending.id, in: connection) else { return .over }
      return .entered(try enter(pending.account, factor: .passed, cause: cause, in: connection))
    case .used: return .again(.used)
    case .wrong:
      if try PendingSignInQueries.noteWrong(pending.id, in: connection) < Self.mostWrongCodes { return .again(.wrong) }
    case .locked: break
    }
    _ = try PendingSignInQueries.end(pending.id, in: connection)
    return .over
  }

  /// Switches the second factor on with its first right code; all other sessions end.
  /// - Parameter digits: the first code that the app shows.
  /// - Throws: `NotFound` when the session is over, `accounts.session.unproven` after too many wrong passwords,
  ///   `NetworkLimitReached`.
  package func switchFactorOn(
    _ secret: OneTimePassword, code digits: String, password: String, by acting: Acting, cause: Cause
  ) async throws -> FactorSetUpOutcome {
    try acting.requireOwnAccount()
    try countPost(cause)
    guard try await isOwnPassword(password, of: acting, cause) else { return .wrongPassword }
    guard let step = secret.step(of: digits, at: cause.now) else { return .wrongCode }
    let codes = (0..<Self.recoveryCodes).map { _ in LetterCode(random: Sodium.randomNumber(below:)) }
    let account = acting.account
    let isOn = try await database.write { connection in
      try hold(acting, in: connection)
      guard
        try SecondFactorQueries.add(
          factorKey.seal(secret.secret), to: account.id, step: step,
          recoveryHashes: codes.map { recoveryHash($0, of: account.id) }, now: cause.now, in: connection)
      else { return false }
      _ = try SessionQueries.endAll(of: account.id, but: acting.session.id, in: connection)
      try SessionQueries.setFactor(.passed, of: account.id, in: connection)
      try record(.accountSecondFactorOn, account: account.id, cause: cause, in: connection)
      try queueMail(.factorOn, to: account, cause: cause, in: connection)
      return true
    }
    guard isOn else { return .already }
    await signal.raise()
    return .on(recovery: codes)
  }

  /// Switches the second factor off, with the password and the factor itself.
  /// - Parameter typed: nil for what is no factor; the password is asked for first all the same.
  /// - Throws: `NotFound` when the session is over, `accounts.session.unproven` after too many wrong passwords,
  ///   `NetworkLimitReached`.
  package func switchFactorOff(
    _ typed: TypedFactor?, password: String, by acting: Acting, cause: Cause
  ) async throws -> FactorRemovalOutcome {
    try acting.requireOwnAccount()
    try countPost(cause)
    let account = acting.account
    guard try await isOwnPassword(password, of: acting, cause) else { return .wrongPassword }
    guard let typed else { return .unreadable }
    let finding = try await database.write { connection in
      try hold(acting, in: connection)
      let finding = try check(typed, of: account, cause: cause, in: connection)
      guard case .passed = finding else { return finding }
      _ = try removeFactor(of: account.id, in: connection)
      try record(.accountSecondFactorOff, account: account.id, cause: cause, in: connection)
      try queueMail(.factorOff, to: account, cause: cause, in: connection)
      return finding
    }
    await signal.raise()
    if case .passed = finding { return .off }
    return .again(finding)
  }
}
