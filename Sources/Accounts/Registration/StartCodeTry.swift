import Chronology
import Database
import Settings
import Sodium
import Web

/// The outcome of typing a code.
package enum CodeFinding: Sendable {
  case alive(StoredStartCode, Account)
  /// The right code, but already used.
  case used(Account)
  /// The right code, but expired or replaced.
  case over
  /// No such code for this address, or an unknown address.
  case wrong
  /// Not compared: too many wrong codes from this network.
  case wait(TimeSpan)
}

/// Looking up a typed start code. The try is counted before the comparison.
extension Accounts {
  /// Looks a start code up; `activate` redeems it.
  /// - Parameter email: the address that it was sent to.
  /// - Throws: `NetworkLimitReached`.
  package func tryCode(_ code: LetterCode, sentTo email: EmailAddress, cause: Cause) async throws -> CodeFinding {
    try countPost(cause)
    return try await finding(of: code, email, cause)
  }

  /// Counts the try first, both for this network and in the write that compares, and gives it back if the code was not
  /// wrong.
  func finding(of code: LetterCode, _ email: EmailAddress, _ cause: Cause) async throws -> CodeFinding {
    let allowance = codeAllowance("code|\(email.key)", cause)
    if let wait = limiter.take([allowance], now: cause.now) { return .wait(wait) }
    let hash = codeHash(code)
    let finding = try await database.write { try lookUp(hash, email, cause, in: $0) }
    if case .wrong = finding {
      noteUncounted("wrong start code", cause)
      return .wrong
    }
    limiter.giveBack([allowance])
    return finding
  }

  /// Among several people with one address, the code opens the account that it was issued for; a wrong one counts for
  /// all of them.
  private func lookUp(
    _ hash: [UInt8], _ email: EmailAddress, _ cause: Cause, in connection: any Connection
  ) throws -> CodeFinding {
    let accounts = try AccountQueries.accounts(at: email, in: connection)
    if accounts.isEmpty { try UnknownAttempts.note(on: cause.day, in: connection) }
    for account in accounts {
      // Locked until the transaction ends, so that concurrent tries are counted one after the other.
      try AccountQueries.lock(account.id, in: connection)
      let codes = try StartCodeQueries.codes(of: account.id, in: connection)
      guard let stored = codes.first(where: { Sodium.areEqual($0.hash, hash) }) else { continue }
      if stored.isAlive(at: cause.now, limit: settings[AccountSettings.codeEndsAfter]) {
        let isNamed = try stored.purpose == .activation && hasGivenName(account, in: connection)
        return .alive(isNamed ? stored.named(as: account) : stored, account)
      }
      return stored.usedAt == nil ? .over : .used(account)
    }
    for account in accounts {
      try StartCodeQueries.noteWrong(account: account.id, now: cause.now, in: connection)
      try record(.accountCodeWrong, account: account.id, cause: cause, byOwner: false, in: connection)
    }
    return .wrong
  }

  /// The allowance of wrong codes for one name from one network.
  func codeAllowance(_ name: String, _ cause: Cause) -> Allowance {
    Allowance(
      "\(name)|\(NetworkLimiter.network(of: cause.address))", limit: settings[AccountSettings.codeAttempts],
      window: .hours(1))
  }
}
