import Chronology
import Database
import Settings
import Sodium
import Web

/// What came of a code that somebody typed.
package enum CodeFinding: Sendable {
  case alive(StoredStartCode, Account)
  /// The right code, but used before.
  case used(Account)
  /// The right code, but too late or replaced.
  case over
  /// No such code for this address; also where the address is unknown.
  case wrong
  /// Not compared: too many were wrong from this network.
  case wait(TimeSpan)
}

/// A start code that somebody typed is looked for; the try counts before it is compared.
extension Accounts {
  /// Looks for a start code; `activate` redeems it.
  /// - Parameter email: the address that it was sent to.
  /// - Throws: `NetworkLimitReached`.
  package func tryCode(_ code: LetterCode, sentTo email: EmailAddress, cause: Cause) async throws -> CodeFinding {
    try countPost(cause)
    return try await finding(of: code, email, cause)
  }

  /// The try is counted before, for this network and in the write that compares, and given back when it was not wrong.
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

  /// Of several people with one address the code opens the account of the one it was made for; a wrong one counts for
  /// all of them.
  private func lookUp(
    _ hash: [UInt8], _ email: EmailAddress, _ cause: Cause, in connection: any Connection
  ) throws -> CodeFinding {
    let accounts = try AccountQueries.accounts(at: email, in: connection)
    if accounts.isEmpty { try UnknownAttempts.note(on: cause.day, in: connection) }
    for account in accounts {
      // Held until the transaction ends, so that many at once are counted one after the other.
      try AccountQueries.hold(account.id, in: connection)
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

  /// How many wrong codes one network has for one name.
  func codeAllowance(_ name: String, _ cause: Cause) -> Allowance {
    Allowance(
      "\(name)|\(NetworkLimiter.network(of: cause.address))", limit: settings[AccountSettings.codeAttempts],
      window: .hours(1))
  }
}
