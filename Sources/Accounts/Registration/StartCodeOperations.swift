import Chronology
import Database
import Settings
import Sodium
import Web
import Work

/// The outcome of redeeming a start code.
package enum ActivationOutcome: Sendable {
  /// The password is set. The step is empty for a blocked account.
  case entered(SignInStep)
  /// The code was used or replaced at this very moment.
  case used
  /// The password is refused.
  case problem(PasswordProblem)
}

/// Start codes: issued, revoked, and redeemed together with choosing the password.
extension Accounts {
  func codeHash(_ code: LetterCode) -> [UInt8] {
    codeKey.hash(code.letters)
  }

  /// Issues a code for an account; only its hash is stored.
  /// - Parameter time: how long it is valid; nil for the usual time of its purpose.
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

  /// Revokes the invitation codes of an account that were sent and not used.
  package func revokeInvitations(of account: Int64, now: Instant, in connection: any Connection) throws {
    try StartCodeQueries.revokeAll(of: account, purposes: [.invitation, .postal], now: now, in: connection)
  }

  /// The same, if nobody else has invited the account: the chamber's invitation went to a wrong address.
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

  /// Sets the password, ends what was open, and signs in; a second factor is still asked for. Of several concurrent
  /// tries with one code, only one succeeds.
  /// - Parameters:
  ///   - code: the result of `tryCode`.
  ///   - name: for an account that was never used and not made for a certain person; confirmed by its owner.
  package func activate(
    _ code: StoredStartCode, of account: Account, named name: (first: String, last: String), password: String,
    cause: Cause
  ) async throws -> ActivationOutcome {
    if let problem = passwordProblem(password, for: account, named: code.name) { return .problem(problem) }
    let hash = try await hashing.hash(password)
    let step = try await database.write {
      try activate(code, of: account, named: name, passwordHash: hash, cause: cause, in: $0)
    }
    guard let step else { return .used }
    await signal.raise()
    return .entered(step)
  }

  /// Why a password is refused for an account; nil if it is accepted.
  func passwordProblem(
    _ password: String, for account: Account, named name: (first: String, last: String)
  ) -> PasswordProblem? {
    passwordRules.problem(with: password, personal: [name.first, name.last, account.email])
  }

  private func activate(
    _ code: StoredStartCode, of account: Account, named name: (first: String, last: String), passwordHash hash: String,
    cause: Cause, in connection: any Connection
  ) throws -> SignInStep? {
    let limit = settings[AccountSettings.codeEndsAfter]
    guard try StartCodeQueries.use(code.id, limit: limit, now: cause.now, in: connection) else { return nil }
    if account.state == .pending {
      // An invitation may have arrived while the name was being typed.
      let isNamed = try code.purpose == .activation && hasGivenName(account, in: connection)
      let name = isNamed ? (first: account.firstName, last: account.lastName) : name
      try AccountQueries.activate(
        account.id, firstName: name.first, lastName: name.last, passwordHash: hash, now: cause.now, in: connection)
      try record(.accountActivated, account: account.id, cause: cause, in: connection)
    } else {
      try replacePassword(of: account, hash: hash, cause, in: connection)
    }
    try StartCodeQueries.revokeAll(
      of: account.id, purposes: [.activation, .invitation, .reset, .postal], now: cause.now, in: connection)
    guard account.state != .blocked else { return SignInStep() }
    if try SecondFactorQueries.factor(of: account.id, in: connection) != nil {
      return try waitForFactor(of: account.id, cause: cause, in: connection)
    }
    try AccountQueries.noteSignIn(of: account.id, language: cause.client.language, now: cause.now, in: connection)
    return SignInStep(
      session: try startSession(
        for: account.id, on: try knownDevice(of: account.id, cause, in: connection), factor: .none, cause: cause,
        in: connection))
  }

  private func replacePassword(
    of account: Account, hash: String, _ cause: Cause, in connection: any Connection
  ) throws {
    try AccountQueries.setPassword(hash, of: account.id, in: connection)
    let ended = try SessionQueries.endAll(of: account.id, in: connection)
    // Somebody else may have signed in with the forgotten password.
    try SessionQueries.forgetDevices(of: account.id, but: 0, in: connection)
    if settings[AccountSettings.resetUnlocks] {
      // Not the lock of the second factor: access to the mailbox must not give more tries.
      try LockQueries.clearAll(account: account.id, [.signIn, .session], in: connection)
    }
    try record(
      .accountPasswordReset, account: account.id, cause: cause, details: ["sessions_ended": String(ended)],
      in: connection)
    try queueMail(.passwordChanged, to: account, cause: cause, in: connection)
  }
}
