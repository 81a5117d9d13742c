import Database

/// A register of persons of one kind: how a person is called, and by which names they sign in. Declared by its area.
package protocol PersonRegister: Sendable {
  var kind: FunctionKind { get }
  var standing: PersonStanding { get }
  /// Whether one can give a deputy what one may do as such a person.
  var hasDeputies: Bool { get }
  /// Whether the chamber addresses documents to such persons.
  var getsDocuments: Bool { get }
  /// The person and where they belong to, such as `Anna Beispiel, Bäckerei Müller`; nil where there is none.
  func title(of subject: Int64, in connection: any Connection) throws -> String?
  /// Who a person is; nil where there is none.
  func identity(of subject: Int64, in connection: any Connection) throws -> PersonIdentity?
  /// The accounts of a user name (Benutzername): the person's number. None where the register gives no numbers.
  func accounts(named name: String, in connection: any Connection) throws -> [Int64]
  /// The persons of a user name, with an account or without.
  func people(named name: String, in connection: any Connection) throws -> [RegisteredPerson]
}

/// What standing in a register tells about a person's life, where an address may be that of parents or of a company.
package enum PersonStanding: Sendable {
  /// In training, often a minor: proves by the birth date an address that the company chose, and is reminded of the own
  /// number rather than of an address.
  case learning
  /// At work: an account of a learner is not silently theirs as well, nor the other way round.
  case working
  case either
}

extension PersonRegister {
  package var hasDeputies: Bool { false }
  package var getsDocuments: Bool { false }

  /// The function of one of its persons.
  package func function(of subject: Int64, title: String, rights: Set<String> = [], path: String) -> PortalFunction {
    PortalFunction(
      kind: kind, subject: subject, title: title, rights: rights, path: path, getsDocuments: getsDocuments)
  }
}

extension Accounts {
  /// The register with persons of a kind; nil for functions without one, such as those of a company.
  package func register(of kind: FunctionKind) -> (any PersonRegister)? {
    registers.first { $0.kind == kind }
  }

  func standing(of kind: FunctionKind) -> PersonStanding {
    // Functions without a register are those of companies and of the chamber.
    register(of: kind)?.standing ?? .working
  }

  /// The accounts that somebody names by an e-mail address or by a user name, in the order of their keys: more than one
  /// where people share the address, or have one number in two registers.
  package func accounts(named name: String, in connection: any Connection) throws -> [Account] {
    if let email = EmailAddress(name) {
      return try AccountQueries.accounts(at: email, in: connection)
    }
    let ids = try registers.flatMap { try $0.accounts(named: name, in: connection) }
    return try Set(ids).sorted().compactMap { try AccountQueries.account($0, in: connection) }
  }

  /// The persons of all registers that a user name belongs to. Who repeats an exam after the apprenticeship may stand in
  /// two of them with one number.
  package func people(named name: String, in connection: any Connection) throws -> [RegisteredPerson] {
    try registers.flatMap { try $0.people(named: name, in: connection) }
  }
}
