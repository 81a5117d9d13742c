import Chronology
import Database
import Web

/// The outcome of typing a password to confirm something outside of the sign-in.
package enum PasswordConfirmation: Sendable {
  case right(Account)
  /// The password is right, but the account has a second factor: it can confirm in its own session only.
  case secondFactorNeeded
  /// Wrong, locked or unknown; these are not distinguished.
  case wrong
  /// Too many posts from this network.
  case wait(TimeSpan)
}

extension Accounts {
  /// Checks the password of an account other than the signed-in one, for a second person who confirms something on the
  /// same screen. It counts and locks like a sign-in, and opens no session.
  package func confirmPassword(
    of name: String, _ password: String, _ cause: Cause
  ) async throws -> PasswordConfirmation {
    if let wait = networkWait(cause) { return .wait(wait) }
    let subjects = try await subjects(name, cause)
    let confirmed = try await tryPassword(password, of: subjects, named: name, cause) {
      account, connection -> PasswordConfirmation? in
      guard account.state == .active else { return nil }
      if try SecondFactorQueries.factor(of: account.id, in: connection) != nil { return .secondFactorNeeded }
      try record(.accountPasswordConfirmed, account: account.id, cause: cause, in: connection)
      return .right(account)
    }
    return confirmed ?? .wrong
  }

  /// Call it first in the write that needed the password. Locks the account and checks that the session still exists,
  /// because the owner may have ended it, or changed the password, since the comparison.
  /// - Throws: `NotFound` if the session is over.
  func lockSession(of acting: Acting, in connection: any Connection) throws {
    try AccountQueries.lock(acting.account.id, in: connection)
    guard try SessionQueries.isThere(acting.session.id, in: connection) else { throw NotFound() }
  }

  /// Whether it is the password of the signed-in person, asked for before something important. Wrong ones have their
  /// own counter for this device: too many end the device's sessions, which stops a thief of the session, but never
  /// lock the owner out of the sign-in.
  /// - Throws: the refusal of a session that ended so.
  func isOwnPassword(_ password: String, of acting: Acting, _ cause: Cause) async throws -> Bool {
    let counter = TryCounter(account: acting.account.id, device: acting.session.deviceID, purpose: .session)
    let hash = try await database.read { try AccountQueries.passwordHash(of: acting.account.id, in: $0) }
    let subject = PasswordSubject(account: acting.account, hash: hash, counter: counter)
    if try await tryPassword(password, of: [subject], named: acting.account.email, cause, open: { _, _ in true })
      ?? false
    {
      return true
    }
    let lockedUntil = try await database.read { try LockQueries.lockedUntil(counter, in: $0) }
    guard let lockedUntil, cause.now < lockedUntil else { return false }
    throw Refusal(
      "accounts.session.unproven",
      nextStep: ("accounts.signIn.title", AccountPath.signIn))
  }
}
