import Database

/// The areas that keep registers of persons tell with this how a person is called and by which names they sign in.
package protocol PersonRegister: Sendable {
  /// The person and where they belong to, such as `Anna Beispiel, Bäckerei Müller`; nil for kinds of other registers.
  func title(of kind: FunctionKind, _ subject: Int64, in connection: any Connection) throws -> String?
  /// The accounts of a user name (Benutzername): the number of an apprentice, an instructor, an examiner or an exam
  /// participant. More than one where numbers of different kinds are alike.
  func accounts(named name: String, in connection: any Connection) throws -> [Int64]
  /// The persons of a user name, with an account or without: more than one where numbers of different kinds are alike.
  func people(named name: String, in connection: any Connection) throws -> [RegisteredPerson]
  /// Who a person is; nil for kinds of other registers.
  func identity(of kind: FunctionKind, _ subject: Int64, in connection: any Connection) throws -> PersonIdentity?
}

extension PersonRegister {
  package func identity(
    of kind: FunctionKind, _ subject: Int64, in connection: any Connection
  ) throws -> PersonIdentity? { nil }
}

extension Accounts {
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
