import Chronology
import Database
import Web
import Work

/// An address that several people have.
package struct SharedAddress: Sendable {
  package let email: String
  /// Those of the register who are to be invited.
  package let people: [PersonIdentity]
  /// The names of accounts that are somebody else's.
  package let accounts: [String]
}

extension Accounts {
  /// So many lines are told at once.
  private static let mostTold = 60

  /// The addresses of people to be invited that belong to more than one person.
  /// - Parameter people: a question for their `id` and `email`.
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
  /// The account of a person at an address: a new one, the one that the person has there, or, where only others have one
  /// there, a new one beside theirs. Only within a write.
  /// - Returns: nil when there are too many accounts at the address.
  func account(
    for person: RegisteredPerson, at email: EmailAddress, now: Instant, in connection: any Connection
  ) throws -> (account: Account, match: PersonMatch)? {
    let added = try AccountQueries.addPending(
      email, firstName: person.firstName, lastName: person.lastName, now: now, in: connection)
    if let added { return (added, .same) }
    // Of two who come at once for one person, the second finds what the first added.
    try AccountQueries.hold(email, in: connection)
    let known =
      try identity(of: person.kind, person.subject, in: connection)
      ?? PersonIdentity(
        kind: person.kind, subject: person.subject, firstName: person.firstName, lastName: person.lastName)
    let found = try AccountQueries.accounts(at: email, in: connection).map { account in
      (account, match: try settled(try match(known, with: account, in: connection), known, account, now, connection))
    }
    if let same = found.first(where: { $0.match == .same }) { return same }
    // Only who uses the account can say so; a code must not decide it.
    if let unclear = found.first(where: { $0.match == .unclear && $0.0.state != .pending }) { return unclear }
    return try AccountQueries.addSharing(
      email, firstName: person.firstName, lastName: person.lastName, now: now, in: connection
    ).map { ($0, .same) }
  }

  /// A parent and a child of one name, in the family's business: an account with other work is asked.
  private func settled(
    _ match: PersonMatch, _ person: PersonIdentity, _ account: Account, _ now: Instant, _ connection: any Connection
  ) throws -> PersonMatch {
    guard match == .same, person.kind == .apprentice, account.state != .pending else { return match }
    let work: Set<FunctionKind> = [.companyAdministrator, .companyMember, .instructor, .examiner, .officer]
    let kinds = try providers.flatMap { try $0.functions(of: account.id, at: now, in: connection) }.map(\.kind)
    return work.isDisjoint(with: kinds) ? .same : .unclear
  }
}
