import Database

/// A register of persons of one kind, declared by its area: how a person is named, and by which user names they sign
/// in.
package protocol PersonRegister: Sendable {
  var kind: FunctionKind { get }
  var standing: PersonStanding { get }
  /// Whether such a person can have deputies.
  var hasDeputies: Bool { get }
  /// Whether the chamber addresses documents to such persons.
  var getsDocuments: Bool { get }
  /// The person and the place they belong to, such as `Anna Beispiel, Bäckerei Müller`; nil if there is no such person.
  func title(of subject: Int64, in connection: any Connection) throws -> String?
  /// The person's identity; nil if there is no such person.
  func identity(of subject: Int64, in connection: any Connection) throws -> PersonIdentity?
  /// The accounts of a user name (Benutzername), which is the person's number. Empty if the register gives no numbers.
  func accounts(named name: String, in connection: any Connection) throws -> [Int64]
  /// The persons of a user name, whether they have an account or not.
  func people(named name: String, in connection: any Connection) throws -> [RegisteredPerson]
}

/// Whether the persons of a register are in training or at work, which decides how far an address can be trusted.
package enum PersonStanding: Sendable {
  /// In training, often a minor. The person proves by birth date that an address chosen by the company is theirs, and
  /// is reminded of their number rather than of an address.
  case learning
  /// At work. An account of a learner is not automatically theirs as well, nor the reverse.
  case working
  case either
}

extension PersonRegister {
  package var hasDeputies: Bool { false }
  package var getsDocuments: Bool { false }

  /// The function that belongs to one of the register's persons.
  package func function(of subject: Int64, title: String, rights: Set<String> = [], path: String) -> PortalFunction {
    PortalFunction(
      kind: kind, subject: subject, title: title, rights: rights, path: path, getsDocuments: getsDocuments)
  }
}

extension Accounts {
  /// The register of a kind; nil for functions without one, such as those of a company.
  package func register(of kind: FunctionKind) -> (any PersonRegister)? {
    registers.first { $0.kind == kind }
  }

  func standing(of kind: FunctionKind) -> PersonStanding {
    // Functions without a register are those of companies and of the chamber.
    register(of: kind)?.standing ?? .working
  }

  /// The accounts that match an e-mail address or user name, ordered by key. There are several if people share the
  /// address, or have one number in two registers.
  package func accounts(named name: String, in connection: any Connection) throws -> [Account] {
    if let email = EmailAddress(name) {
      return try AccountQueries.accounts(at: email, in: connection)
    }
    let ids = try registers.flatMap { try $0.accounts(named: name, in: connection) }
    return try Set(ids).sorted().compactMap { try AccountQueries.account($0, in: connection) }
  }

  /// The persons of all registers with a user name. Somebody who repeats an exam after the apprenticeship may have the
  /// same number in two registers.
  package func people(named name: String, in connection: any Connection) throws -> [RegisteredPerson] {
    try registers.flatMap { try $0.people(named: name, in: connection) }
  }
}
