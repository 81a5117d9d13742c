import Chronology
import Database
import Work

/// What distinguishes a person in a register from others who share an e-mail address: twins, parents, colleagues.
package struct PersonIdentity: Sendable, Equatable {
  package let kind: FunctionKind
  /// The key in that register.
  package let subject: Int64
  package let firstName: String
  package let lastName: String
  /// Nil if the register does not know it.
  package let birthDate: CalendarDate?
  /// The name to sign in with; empty if the register gives no numbers.
  package let userName: String

  package var name: String { NameRules.full(firstName, lastName) }

  package init(
    kind: FunctionKind, subject: Int64, firstName: String, lastName: String, birthDate: CalendarDate? = nil,
    userName: String = ""
  ) {
    self.kind = kind
    self.subject = subject
    self.firstName = firstName
    self.lastName = lastName
    self.birthDate = birthDate
    self.userName = userName
  }
}

/// Whether an account may belong to a person (ADR 0034). Pure.
enum PersonMatch: Sendable, Equatable {
  case same
  /// Only the owner can say: the last name may have changed by marriage.
  case unclear
  case other

  /// - Parameters:
  ///   - name: the account's name.
  ///   - known: the persons with whom the account is linked.
  static func of(_ person: PersonIdentity, accountNamed name: String, linkedWith known: [PersonIdentity]) -> PersonMatch
  {
    let others = known.filter { $0.kind != person.kind || $0.subject != person.subject }
    if let born = person.birthDate, others.contains(where: { $0.birthDate.map { $0 != born } ?? false }) {
      return .other
    }
    // Two entries in one register are two people, unless the names are identical.
    let named = words(person.name)
    if others.contains(where: { $0.kind == person.kind && words($0.name) != named }) { return .other }
    if NameRules.mayBeOne(person.name, name) { return .same }
    return words(person.firstName).isDisjoint(with: words(name)) ? .other : .unclear
  }

  /// Whether an account may belong to somebody who is in no register: the full names or the first names match.
  static func of(name: String, first: String, accountNamed other: String) -> Bool {
    NameRules.mayBeOne(name, other) || !words(first).isDisjoint(with: words(other))
  }

  private static func words(_ name: String) -> Set<String> { Set(SortKey.queryWords(name)) }
}

extension Accounts {
  /// The identity of a person in a register; nil if no register knows them.
  package func identity(
    of kind: FunctionKind, _ subject: Int64, in connection: any Connection
  ) throws -> PersonIdentity? {
    try register(of: kind)?.identity(of: subject, in: connection)
  }

  /// The persons with whom an account is linked, including offers.
  package func identities(of account: Int64, in connection: any Connection) throws -> [PersonIdentity] {
    try FunctionGrantQueries.open(of: account, in: connection).compactMap {
      try identity(of: $0.kind, $0.subject, in: connection)
    }
  }

  /// The user names of an account, for people who cannot sign in by the address alone.
  func userNames(of account: Int64, in connection: any Connection) throws -> [String] {
    try identities(of: account, in: connection).map(\.userName).filter { !$0.isEmpty }
  }

  func match(
    _ person: PersonIdentity, with account: Account, in connection: any Connection
  ) throws -> PersonMatch {
    PersonMatch.of(
      person, accountNamed: account.fullName, linkedWith: try identities(of: account.id, in: connection))
  }
}
