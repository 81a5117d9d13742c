import Chronology
import Database
import Settings
import Web
import Work

/// An account whose password is being tried.
struct PasswordSubject: Sendable {
  let account: Account
  let hash: String?
  let counter: TryCounter
}

/// The account whose password it is.
private struct FoundSubject: Sendable {
  let subject: PasswordSubject
  /// A hash with today's parameters, if the stored one was weaker.
  let newHash: String?
}

extension Accounts {
  /// Checks a password. The try is counted first and decided together with what it opens, so that concurrent tries get
  /// no extra guesses.
  /// - Parameter open: runs in the deciding write, for the account whose password it is; nil if it may not enter.
  /// - Returns: nil for a wrong password, a lock and an unknown name, which are not distinguished.
  func tryPassword<Value: Sendable>(
    _ password: String, of subjects: [PasswordSubject], named name: String, _ cause: Cause,
    open: @escaping @Sendable (Account, any Connection) throws -> Value?
  ) async throws -> Value? {
    let key = subjects.isEmpty ? "name|\(name)" : subjects.map(\.counter.key).joined(separator: "+")
    let (isCompared, value) = try await turns.inTurn(key) { () -> (Bool, Value?) in
      let counted = try await database.write { try count(subjects, cause, in: $0) }
      guard !counted.isEmpty else { return (false, nil) }
      do {
        let found = try await find(in: counted, password)
        return (true, try await database.write { try decide(counted, found, cause, open: open, in: $0) })
      } catch {
        // Neither right nor wrong: nobody is locked out because the portal was busy.
        try? await database.write { for subject in counted { try LockQueries.giveBack(subject.counter, in: $0) } }
        throw error
      }
    }
    if !isCompared {
      noteUncounted("sign-in failed", cause)
      // Takes the same time as for a known name.
      _ = try await hashing.match(password, against: nil)
      try await database.write { try UnknownAttempts.settle(on: cause.day, in: $0) }
    }
    if value == nil { await signal.raise() }
    return value
  }

  /// Counts one more try for each account.
  /// - Returns: the accounts that may be compared.
  private func count(
    _ subjects: [PasswordSubject], _ cause: Cause, in connection: any Connection
  ) throws -> [PasswordSubject] {
    let limit = settings[AccountSettings.lockAfter]
    var counted: [PasswordSubject] = []
    for subject in subjects where subject.hash != nil {
      if try LockQueries.reserve(subject.counter, limit: limit, now: cause.now, in: connection) {
        counted.append(subject)
      } else if try LockQueries.lockCutOff(
        subject.counter, after: limit, until: lockEnd(cause), now: cause.now, in: connection)
      {
        try noteLock(subject, cause, in: connection)
      }
    }
    if counted.isEmpty { try UnknownAttempts.note(on: cause.day, in: connection) }
    return counted
  }

  private func find(in subjects: [PasswordSubject], _ password: String) async throws -> FoundSubject? {
    var right: FoundSubject?
    for subject in subjects {
      let match = try await hashing.match(password, against: subject.hash, alsoAsTyped: subjects.count == 1)
      if match == .wrong { continue }
      // Two people with one address and one password: only the user name distinguishes them.
      guard right == nil else { return nil }
      right = FoundSubject(subject: subject, newHash: match == .outdated ? try await hashing.hash(password) : nil)
    }
    return right
  }

  /// A wrong password counts for all accounts with the user name, because any could be the target.
  private func decide<Value: Sendable>(
    _ counted: [PasswordSubject], _ found: FoundSubject?, _ cause: Cause,
    open: (Account, any Connection) throws -> Value?, in connection: any Connection
  ) throws -> Value? {
    guard let found else {
      for subject in counted { try noteWrong(subject, cause, in: connection) }
      return nil
    }
    let id = found.subject.account.id
    // A concurrent reset comes either before, so that its password counts, or after, and ends what is opened here.
    try AccountQueries.lock(id, in: connection)
    for other in counted where other.account.id != id { try LockQueries.giveBack(other.counter, in: connection) }
    let lockedUntil = try LockQueries.lockedUntil(
      found.subject.counter, lock: connection.lockingRows, in: connection)
    guard let account = try AccountQueries.account(id, in: connection),
      SignInRules.mayEnter(account.state, lockedUntil: lockedUntil, at: cause.now),
      // The password may have changed during the comparison.
      try AccountQueries.passwordHash(of: id, in: connection) == found.subject.hash,
      let value = try open(account, connection)
    else {
      try LockQueries.giveBack(found.subject.counter, in: connection)
      return nil
    }
    try LockQueries.clear(found.subject.counter, in: connection)
    if let newHash = found.newHash { try AccountQueries.setPassword(newHash, of: id, in: connection) }
    return value
  }

  private func noteWrong(_ subject: PasswordSubject, _ cause: Cause, in connection: any Connection) throws {
    let isLocked = try LockQueries.lock(
      subject.counter, after: settings[AccountSettings.lockAfter], until: lockEnd(cause), in: connection)
    if isLocked { return try noteLock(subject, cause, in: connection) }
    try record(.accountPasswordWrong, account: subject.account.id, cause: cause, byOwner: false, in: connection)
  }

  private func noteLock(_ subject: PasswordSubject, _ cause: Cause, in connection: any Connection) throws {
    guard subject.counter.purpose == .signIn else {
      // A thief of the session is out, and whoever has the password can sign in again.
      _ = try SessionQueries.end(device: subject.counter.device, of: subject.account.id, in: connection)
      return try record(
        .accountSessionEndedUnproven, account: subject.account.id, cause: cause, byOwner: false, in: connection)
    }
    try record(.accountLocked, account: subject.account.id, cause: cause, byOwner: false, in: connection)
    try queueMail(.locked(until: lockEnd(cause)), to: subject.account, cause: cause, in: connection)
  }

  func lockEnd(_ cause: Cause) -> Instant {
    cause.now + .hours(settings[AccountSettings.lockHours])
  }
}
