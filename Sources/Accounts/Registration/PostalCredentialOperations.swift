import Chronology
import Database
import Journal
import Settings
import Sodium
import Web
import Work

/// The outcome of redeeming the code of a letter.
package enum PostalOutcome: Sendable, Equatable {
  /// The acting account now has the function.
  case linked
  /// A mail to the address says how to go on.
  case invited
  case wrong
  /// Too many wrong codes for the name from this network.
  case tooManyTries(wait: TimeSpan)
  /// Too many mails were sent to the address recently.
  case mailLimit
}

extension Accounts {
  package func postalCodeHash(_ code: LetterCode, _ kind: FunctionKind, _ subject: Int64) -> [UInt8] {
    codeKey.hash("postal|\(kind.rawValue)|\(subject)|\(code.letters)")
  }

  /// Redeems the user name and start code of a letter for a function: for the acting account, or else for the one at an
  /// address.
  /// - Parameters:
  ///   - name: as typed.
  ///   - email: required if nobody is signed in.
  ///   - acting: nil for a visitor.
  /// - Throws: `accounts.postal.other` if the letter is for somebody other than the account's owner; `NotFound` for a
  ///   deputy; `NetworkLimitReached`.
  package func redeem(
    _ code: LetterCode, named name: String, at email: EmailAddress?, by acting: Acting?, cause: Cause
  ) async throws -> PostalOutcome {
    try acting?.requireOwnAccount()
    try countPost(cause)
    // Counted by the folded number, so that the spelling makes no difference.
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

  /// Keeps signed-in people from taking somebody else's function by mistake; the code stays valid.
  private func refuseOthers(
    _ person: RegisteredPerson, _ account: Account, in connection: any Connection
  ) throws {
    guard let known = try identity(of: person.kind, person.subject, in: connection),
      try match(known, with: account, in: connection) == .other
    else { return }
    throw Refusal("accounts.postal.other", ["name": account.fullName, "person": person.firstName])
  }

  /// The person whose letter has the code, among those with the user name. A wrong code counts for all of them.
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
