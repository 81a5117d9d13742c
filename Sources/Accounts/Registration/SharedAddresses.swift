import Chronology
import Database
import Web
import Work

/// An address shared by several people.
package struct SharedAddress: Sendable {
  package let email: String
  /// The people in the register who are to be invited.
  package let people: [PersonIdentity]
  /// The names on accounts at the address that belong to other people.
  package let accounts: [String]
}

extension Accounts {
  /// The most lines listed at once.
  private static let mostTold = 60

  /// Addresses of people to be invited that belong to more than one person.
  /// - Parameter people: a query for their `id` and `email`.
  package func sharedAddresses(
    of kind: FunctionKind, among people: SQL, in connection: any Connection
  ) throws -> [SharedAddress] {
    let rows = try AccountQueries.sharing(among: people, limit: Self.mostTold, in: connection)
    let groups = Dictionary(grouping: rows, by: \.email).sorted { $0.key < $1.key }
    return try groups.compactMap { email, rows in
      let people = try rows.compactMap { try identity(of: kind, $0.id, in: connection) }
      let others = try EmailAddress(email).map { try AccountQueries.accounts(at: $0, in: connection) } ?? []
      let strangers = try others.filter { account in
        try people.contains { try match($0, with: account, in: connection) != .same }
      }
      let isOne = people.dropFirst().allSatisfy {
        PersonMatch.of($0, accountNamed: people[0].name, linkedWith: [people[0]]) == .same
      }
      return isOne && strangers.isEmpty
        ? nil : SharedAddress(email: email, people: people, accounts: strangers.map(\.fullName))
    }
  }
}

extension Accounts {
  /// The account of a person at an address: a new one, the person's own, or, if only others have one there, a new one
  /// in addition to theirs. Only within a write.
  /// - Returns: nil if there are too many accounts at the address.
  func account(
    for person: RegisteredPerson, at email: EmailAddress, now: Instant, in connection: any Connection
  ) throws -> (account: Account, match: PersonMatch)? {
    let added = try AccountQueries.addFirst(
      email, firstName: person.firstName, lastName: person.lastName, now: now, in: connection)
    if let added { return (added, .same) }
    let known =
      try identity(of: person.kind, person.subject, in: connection)
      ?? PersonIdentity(
        kind: person.kind, subject: person.subject, firstName: person.firstName, lastName: person.lastName)
    let found = try AccountQueries.accounts(at: email, in: connection).map { account in
      let match = try match(known, with: account, in: connection)
      return (account, match: try settled(match, of: known, with: account, now: now, in: connection))
    }
    if let same = found.first(where: { $0.match == .same }) { return same }
    // Only the account's user can say so; a code must not decide it.
    if let unclear = found.first(where: { $0.match == .unclear && $0.0.state != .pending }) { return unclear }
    return try AccountQueries.addSharing(
      email, firstName: person.firstName, lastName: person.lastName, now: now, in: connection
    ).map { ($0, .same) }
  }

  /// Parent and child may share a name in the family's business, so an account with another kind of work is asked.
  private func settled(
    _ match: PersonMatch, of person: PersonIdentity, with account: Account, now: Instant, in connection: any Connection
  ) throws -> PersonMatch {
    guard match == .same, standing(of: person.kind) == .learning, account.state != .pending else { return match }
    let functions = try providers.flatMap { try $0.functions(of: account.id, at: now, in: connection) }
    return functions.contains { standing(of: $0.kind) == .working } ? .unclear : .same
  }
}

/// An account for a person named by somebody else, and whether it is new.
package struct NamedAccount: Sendable {
  package let account: Account
  package let isNew: Bool
}

extension Accounts {
  /// The account at an address for somebody who is in no register and was named by others: their own, or a new one.
  /// Never somebody else's, because a code must not open another person's account. Only within a write.
  /// - Returns: nil if there are too many accounts at the address.
  package func account(
    named first: String, _ last: String, at email: EmailAddress, language: Language = .german, now: Instant,
    in connection: any Connection
  ) throws -> NamedAccount? {
    let added = try AccountQueries.addFirst(
      email, firstName: first, lastName: last, language: language, now: now, in: connection)
    if let added { return NamedAccount(account: added, isNew: true) }
    let found = try AccountQueries.accounts(at: email, in: connection)
    let name = NameRules.full(first, last)
    let own =
      found.first { NameRules.mayBeOne($0.fullName, name) }
      // Somebody whose last name changed by marriage confirms in their own account; a code must not decide it.
      ?? found.first { $0.state != .pending && PersonMatch.of(name: name, first: first, accountNamed: $0.fullName) }
    if let own { return NamedAccount(account: own, isNew: false) }
    return try AccountQueries.addSharing(
      email, firstName: first, lastName: last, language: language, now: now, in: connection
    ).map { NamedAccount(account: $0, isNew: true) }
  }

  /// The account for somebody who registers at an address that has accounts: their own, a pending one that stands for
  /// nobody yet, or one in use, whose owner is notified; otherwise a new one.
  func registering(
    _ first: String, _ last: String, at email: EmailAddress, language: Language, now: Instant,
    in connection: any Connection
  ) throws -> NamedAccount? {
    let found = try AccountQueries.accounts(at: email, in: connection)
    let free = try found.first { try $0.state == .pending && !isForSomebody($0, in: connection) }
    let known =
      found.first { NameRules.mayBeOne($0.fullName, NameRules.full(first, last)) } ?? free
      ?? found.first { $0.state != .pending }
    if let known { return NamedAccount(account: known, isNew: false) }
    return try AccountQueries.addSharing(
      email, firstName: first, lastName: last, language: language, now: now, in: connection
    ).map { NamedAccount(account: $0, isNew: true) }
  }

  /// Whether an account was made for a certain person, by the chamber, a letter, a company or a principal. It is opened
  /// under that name only.
  func isForSomebody(_ account: Account, in connection: any Connection) throws -> Bool {
    guard account.state == .pending else { return false }
    return try !FunctionGrantQueries.open(of: account.id, in: connection).isEmpty
      || StartCodeQueries.hasInvitation(account.id, in: connection)
  }

  /// The same, if the name is known. An officer may be appointed by the address alone.
  func hasGivenName(_ account: Account, in connection: any Connection) throws -> Bool {
    try !account.fullName.isEmpty && isForSomebody(account, in: connection)
  }
}
