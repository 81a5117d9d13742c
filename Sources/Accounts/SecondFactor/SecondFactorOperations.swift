import Chronology
import Database
import Settings
import Sodium
import Web
import Work

/// The step after the right password: a session, or waiting for the second factor. Neither for a blocked account, nor
/// if a start code was typed.
package struct SignInStep: Sendable {
  package var session: NewSession?
  /// The token of a sign-in that awaits its second factor.
  package var waiting: String?
  /// Whether a requested deletion was cancelled.
  package var tookBack = false
  /// A valid start code that was typed instead of the password, for `tryCode`.
  package var startCode: LetterCode?

  package var needsFactor: Bool { waiting != nil }
}

/// The outcome of a second factor at sign-in.
package enum FactorOutcome: Sendable {
  case entered(SignInStep)
  case again(FactorFinding)
  /// The sign-in has to start again.
  case over
}

/// The outcome of switching the second factor on.
package enum FactorSetUpOutcome: Sendable {
  /// With the recovery codes for the loss of the phone, which are shown only now.
  case on(recovery: [LetterCode])
  case wrongPassword
  case wrongCode
  /// It was already on.
  case already
}

/// The outcome of switching the second factor off.
package enum FactorRemovalOutcome: Sendable {
  case off
  case wrongPassword
  /// What was typed is not a second factor.
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

  /// The step after the right password: the session, or waiting for the second factor.
  /// - Returns: nil while the factor is locked after too many wrong codes; people are told the same as after a wrong
  ///   password.
  func askForFactor(of account: Account, cause: Cause, in connection: any Connection) throws -> SignInStep? {
    guard try SecondFactorQueries.factor(of: account.id, in: connection) != nil else {
      return try enter(account, factor: .none, cause: cause, in: connection)
    }
    if try isLocked(factorCounter(of: account.id, cause, in: connection), cause, in: connection) { return nil }
    return try waitForFactor(of: account.id, cause: cause, in: connection)
  }

  /// Begins waiting for the second factor.
  func waitForFactor(of account: Int64, cause: Cause, in connection: any Connection) throws -> SignInStep {
    let token = Sodium.base64(Sodium.randomBytes(32))
    try PendingSignInQueries.add(
      tokenKey.hash(token), for: account, expires: cause.now + Self.patience, in: connection)
    return SignInStep(waiting: token)
  }

  /// Starts the session after everything was proven.
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

  /// Checks the second factor of a sign-in that awaits it, and starts its session.
  /// - Parameter waiting: the token of that sign-in; anything else is treated like an expired one.
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
  /// - Parameter digits: the first code shown by the app.
  /// - Throws: `NotFound` if the session is over, `accounts.session.unproven` after too many wrong passwords,
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
      try lockSession(of: acting, in: connection)
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

  /// Switches the second factor off, which takes the password and the factor itself.
  /// - Parameter typed: nil if the input was not a factor; the password is still checked first.
  /// - Throws: `NotFound` if the session is over, `accounts.session.unproven` after too many wrong passwords,
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
      try lockSession(of: acting, in: connection)
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
