import Chronology
import Database
import Journal
import Settings
import Sodium
import Web
import Work

/// What came of the code of a letter.
package enum PostalOutcome: Sendable, Equatable {
  /// The account that acts has the function now.
  case linked
  /// A mail to the address tells how it goes on.
  case invited
  case wrong
  /// Too many wrong codes for the name from this network.
  case tooManyTries(wait: TimeSpan)
  /// Too many mails went to the address lately.
  case mailLimit
}

extension Accounts {
  package func postalCodeHash(_ code: LetterCode, _ kind: FunctionKind, _ subject: Int64) -> [UInt8] {
    codeKey.hash("postal|\(kind.rawValue)|\(subject)|\(code.letters)")
  }

  /// User name and start code of a letter give a function: to the account that acts, else to the one at an address.
  /// - Parameters:
  ///   - name: as typed.
  ///   - email: where nobody is signed in.
  ///   - acting: nil for a visitor.
  /// - Throws: `accounts.postal.other` where the letter is for somebody else than the account; `NotFound` for a deputy;
  ///   `NetworkLimitReached`.
  package func redeem(
    _ code: LetterCode, named name: String, at email: EmailAddress?, by acting: Acting?, cause: Cause
  ) async throws -> PostalOutcome {
    try acting?.requireOwnAccount()
    try countPost(cause)
    // Counted by the number that the register finds, however it is typed.
    let allowance = codeAllowance("postal|\(NumberKey.folded(name))", cause)
    if let wait = limiter.take([allowance], now: cause.now) { return .tooManyTries(wait: wait) }
    do {
      let outcome = try await database.write {
        try redeem(code, named: name, at: email, by: acting, cause: cause, in: $0)
      }
      if outcome != .wrong { limiter.giveBack([allowance]) }
      await signal.raise()
      return outcome
    } catch is MailLimitReached {
      limiter.giveBack([allowance])
      return .mailLimit
    }
  }

  private func redeem(
    _ code: LetterCode, named name: String, at email: EmailAddress?, by acting: Acting?, cause: Cause,
    in connection: any Connection
  ) throws -> PostalOutcome {
    let own = acting?.account.id
    let limit = settings[AccountSettings.codeEndsAfter]
    guard let (person, stored) = try owner(of: code, named: name, cause, in: connection) else { return .wrong }
    if let account = acting?.account { try refuseOthers(person, account, in: connection) }
    guard
      try PostalCodeQueries.use(stored, limit: limit, now: cause.now, in: connection)
    else { return .wrong }
    if let own {
      let before = try FunctionGrantQueries.current(person.kind, person.subject, in: connection)
      try FunctionGrantQueries.add(
        person.kind, person.subject, account: own, state: .held, origin: .letter, by: own, now: cause.now,
        in: connection)
      try Journal.record(
        cause.entry(
          .accountFunctionHeld, .init(.account, own), ["function": "\(person.kind.rawValue):\(person.subject)"]),
        at: cause.now, in: connection)
      if let before, before.account != own { try tellReplaced(before, person, cause, in: connection) }
      return .linked
    }
    guard let email else { return .wrong }
    _ = try openAccount(for: person, at: email, origin: .letter, cause: cause, in: connection)
    return .invited
  }

  /// Whoever is signed in does not take the function of somebody else by mistake; the code stays as it is.
  private func refuseOthers(
    _ person: RegisteredPerson, _ account: Account, in connection: any Connection
  ) throws {
    guard let known = try identity(of: person.kind, person.subject, in: connection),
      try match(known, with: account, in: connection) == .other
    else { return }
    throw Refusal("accounts.postal.other", ["name": account.fullName, "person": person.firstName])
  }

  /// Of the persons with a user name the one whose letter has the code. A wrong code counts for all of them.
  private func owner(
    of code: LetterCode, named name: String, _ cause: Cause, in connection: any Connection
  ) throws -> (RegisteredPerson, PostalCode)? {
    var tried: [PostalCode] = []
    for person in try people(named: name, in: connection) {
      guard
        let stored = try PostalCodeQueries.newest(
          person.kind, person.subject, lock: connection.lockingRows, in: connection),
        let hash = stored.hash
      else { continue }
      if Sodium.areEqual(hash, postalCodeHash(code, person.kind, person.subject)) { return (person, stored) }
      tried.append(stored)
    }
    for stored in tried {
      try PostalCodeQueries.noteWrong(stored.id, in: connection)
      let subject = JournalEntry.Subject(SubjectKind(stored.kind.rawValue), stored.subject)
      try Journal.record(cause.entry(.credentialsWrongCode, subject), at: cause.now, in: connection)
    }
    if tried.isEmpty { try UnknownAttempts.note(on: cause.day, in: connection) }
    return nil
  }
}
