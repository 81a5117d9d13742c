import Accounts
import Chronology
import Database
import Registers

extension FunctionKind {
  /// An apprentice (Auszubildende/-r).
  package static let apprentice = FunctionKind(rawValue: "apprentice")
}

/// The person kind of apprentices. Officers handle them on the entry of their contract.
package struct ApprenticeKind: PersonKind {
  package let kind = FunctionKind.apprentice
  package let standing = PersonStanding.learning
  package let numberWords = ["azubi", "auszub", "lehrling", "apprentice"]

  package init() {}

  package let everyone: SQL =
    """
    SELECT id, number_key, first_name AS name, last_name AS more, '' AS addition, street, postcode, place
    FROM apprentices
    """

  package let particulars: SQL =
    """
    SELECT p.id, p.number, p.birth_date, (
        SELECT c.full_name FROM apprenticeships s JOIN company_facts c ON c.id = s.company_id
        WHERE s.apprentice_id = p.id
        ORDER BY s.ends_on DESC, s.id DESC LIMIT 1
      ) AS beside
    FROM apprentices p
    """

  /// Only apprentices in training.
  package func withoutAccess(on day: CalendarDate) -> SQL {
    """
    SELECT p.id, p.email, p.street, p.postcode FROM apprentices p
    WHERE EXISTS (
        SELECT 1 FROM apprenticeships s WHERE s.apprentice_id = p.id AND s.ends_on >= \(day)
          AND (s.dissolved_on IS NULL OR s.dissolved_on > \(day)))
      AND \(sql: PostalCodeQueries.isWithoutAccess(kind, "p.id"))
    """
  }

  package func withPostalAddress(_ subject: Int64) -> SQL {
    "SELECT p.id FROM apprentices p WHERE p.id = \(subject) AND p.street <> ''"
  }

  package func recipients(_ subjects: [Int64], in connection: any Connection) throws -> [Int64: AccessRecipient] {
    let rows = try connection.rows(Self.entries + " WHERE p.id IN (\(list: subjects))")
    return try rows.reduce(into: [:]) { found, row in
      let (occupation, company): (String, String) = (try row["occupation"], try row["company"])
      let person = try person(row)
      found[person.subject] = AccessRecipient(
        person, number: try row["number"], addressLines: [person.name] + (try row.street()),
        belonging: "\(occupation), \(company)")
    }
  }

  package func title(of subject: Int64, in connection: any Connection) throws -> String? {
    try connection.row(Self.entries + " WHERE p.id = \(subject)").map { row in
      let (first, last, company): (String, String, String) = (
        try row["first_name"], try row["last_name"], try row["company"]
      )
      return "\(first) \(last), \(company)"
    }
  }

  package func identity(of subject: Int64, in connection: any Connection) throws -> PersonIdentity? {
    try connection.row(
      "SELECT first_name, last_name, birth_date, number FROM apprentices WHERE id = \(subject)"
    ).map {
      PersonIdentity(
        kind: kind, subject: subject, firstName: try $0["first_name"], lastName: try $0["last_name"],
        birthDate: try $0["birth_date"], userName: try $0["number"])
    }
  }

  package func people(named name: String, in connection: any Connection) throws -> [RegisteredPerson] {
    let key = NumberKey.folded(name)
    guard !key.isEmpty else { return [] }
    return try connection.rows(Self.entries + " WHERE p.number_key = \(key)").map { try person($0) }
  }

  package func accounts(named name: String, in connection: any Connection) throws -> [Int64] {
    let key = NumberKey.folded(name)
    guard !key.isEmpty else { return [] }
    return try FunctionGrantQueries.holders(
      kind, of: "SELECT id FROM apprentices WHERE number_key = \(key)", in: connection)
  }

  /// An apprentice without account and open letter, with the address for mails; nil for anybody else.
  package func withoutAccess(
    _ apprentice: Int64, on day: CalendarDate, in connection: any Connection
  ) throws -> (person: RegisteredPerson, email: String)? {
    let row = try connection.row(
      Self.entries + " WHERE p.id = \(apprentice) AND p.id IN (SELECT found.id FROM (" + withoutAccess(on: day)
        + ") found)")
    return try row.map { (try person($0), try $0["email"]) }
  }

  private func person(_ row: Row) throws -> RegisteredPerson {
    RegisteredPerson(
      kind: kind, subject: try row["id"], firstName: try row["first_name"], lastName: try row["last_name"],
      place: try row["company"])
  }

  /// Apprentices with their newest contract.
  private static let entries: SQL =
    """
    SELECT p.id, p.number, p.first_name, p.last_name, p.email, p.street, p.postcode, p.place,
      o.name AS occupation, c.full_name AS company
    FROM apprentices p
      JOIN apprenticeships s ON s.id = (SELECT max(n.id) FROM apprenticeships n WHERE n.apprentice_id = p.id)
      JOIN occupations o ON o.id = s.occupation_id JOIN company_facts c ON c.id = s.company_id
    """
}

extension Row {
  /// The address lines of a letter below the name.
  func street() throws -> [String] {
    let (street, postcode, place): (String, String, String) = (
      try self["street"], try self["postcode"], try self["place"]
    )
    return [street, "\(postcode) \(place)"]
  }
}
