import Chronology
import Database
import Web

/// What came of a password that was typed to confirm something beside the sign-in.
package enum PasswordConfirmation: Sendable {
  case right(Account)
  /// The password is right, but the account asks for a second factor: it can confirm in its own session only.
  case secondFactorNeeded
  /// Wrong, locked or unknown: not told apart.
  case wrong
  /// Too many posts from this network.
  case wait(TimeSpan)
}

extension Accounts {
  /// Compares a password with that of another account than the one signed in, for what this person confirms on the
  /// same screen. It counts and locks as a sign-in does, and opens no session.
  package func confirmPassword(
    of name: String, _ password: String, _ visit: Visit
  ) async throws -> PasswordConfirmation {
    if let wait = networkWait(visit) { return .wait(wait) }
    let subjects = try await subjects(name, withCodes: false, visit)
    let right = try await right(of: subjects, password)
    guard let subject = right, subject.account.state == .active,
      SignInRules.mayEnter(subject.account.state, lockedUntil: subject.lockedUntil, at: visit.now)
    else {
      try await noteFailure(subjects, isRight: right != nil, visit)
      return .wrong
    }
    return try await database.write { connection in
      if try SecondFactorQueries.factor(of: subject.account.id, in: connection) != nil { return .secondFactorNeeded }
      try LockQueries.clear(account: subject.account.id, device: subject.device, in: connection)
      try record("account.password.confirmed", account: subject.account.id, visit: visit, in: connection)
      return .right(subject.account)
    }
  }
}
