import Accounts
import Chronology
import Database
import Foundation
import Portal
import Registers
import Web

extension FunctionKind {
  package static let guest = FunctionKind(rawValue: "guest")
}

/// A kind of person that no area of the portal knows, with nothing but what a kind needs: a table, this descriptor, the
/// function, texts.
package struct GuestKind: PersonKind {
  package let kind = FunctionKind.guest
  package let standing = PersonStanding.either
  package let numberWords = ["gast"]
  package let officePath: String? = "/kammer/gaeste"

  package static let migrations = MigrationSet(area: "Guests", folder: folder.appendingPathComponent("Migrations"))
  package static let addition = PortalAddition(
    people: PeopleParts(registers: [GuestKind()], providers: [GuestFunctions()]),
    texts: [folder.appendingPathComponent("Texts")])
  private static let folder = Bundle.module.bundleURL.appendingPathComponent("Guests")

  package let everyone: SQL =
    """
    SELECT id, number_key, first_name AS name, last_name AS more, '' AS addition, street, postcode, place FROM guests
    """
  package let particulars: SQL = "SELECT id, number, CAST(NULL AS TEXT) AS birth_date, '' AS beside FROM guests"

  package func withoutAccess(on day: CalendarDate) -> SQL {
    """
    SELECT p.id, p.email, p.street, p.postcode FROM guests p
    WHERE \(sql: PostalCodeQueries.isWithoutAccess(kind, "p.id"))
    """
  }

  package func withPostalAddress(_ subject: Int64) -> SQL {
    "SELECT p.id FROM guests p WHERE p.id = \(subject) AND p.street <> ''"
  }

  package func recipients(_ subjects: [Int64], in connection: any Connection) throws -> [Int64: AccessRecipient] {
    let rows = try connection.rows("SELECT * FROM guests WHERE id IN (\(list: subjects))")
    return try rows.reduce(into: [:]) { found, row in
      let person = try person(row)
      let (street, postcode, place): (String, String, String) = (
        try row["street"], try row["postcode"], try row["place"]
      )
      found[person.subject] = AccessRecipient(
        person, number: try row["number"], addressLines: [person.name, street, "\(postcode) \(place)"], belonging: "")
    }
  }

  package func title(of subject: Int64, in connection: any Connection) throws -> String? {
    try recipients([subject], in: connection)[subject]?.person.name
  }

  package func identity(of subject: Int64, in connection: any Connection) throws -> PersonIdentity? {
    try recipients([subject], in: connection)[subject].map {
      PersonIdentity(
        kind: kind, subject: subject, firstName: $0.person.firstName, lastName: $0.person.lastName,
        userName: $0.number)
    }
  }

  package func accounts(named name: String, in connection: any Connection) throws -> [Int64] {
    try FunctionGrantQueries.holders(
      kind, of: "SELECT id FROM guests WHERE number_key = \(NumberKey.folded(name))", in: connection)
  }

  package func people(named name: String, in connection: any Connection) throws -> [RegisteredPerson] {
    try connection.rows("SELECT * FROM guests WHERE number_key = \(NumberKey.folded(name))").map(person)
  }

  package func file(
    of subject: Int64, on day: CalendarDate, _ t: Texts, in connection: any Connection
  ) throws -> PersonFile? {
    let row = try connection.row(
      """
      SELECT p.*, g.state AS grant_state, coalesce(g.decided_at, g.created_at) AS grant_at,
        a.email AS account_email, a.state AS account_state
      FROM guests p
        LEFT JOIN account_functions g ON g.kind = 'guest' AND g.subject_id = p.id AND g.state IN ('offered', 'held')
        LEFT JOIN account_facts a ON a.id = g.account_id
      WHERE p.id = \(subject)
      """)
    return try row.map { row in
      PersonFile(
        person: try person(row), number: try row["number"], email: try row["email"], access: try PersonAccess(row),
        hasAddress: true, belonging: [], overline: t("accounts.function.guest"))
    }
  }

  private func person(_ row: Row) throws -> RegisteredPerson {
    RegisteredPerson(
      kind: kind, subject: try row["id"], firstName: try row["first_name"], lastName: try row["last_name"], place: "")
  }
}

private struct GuestFunctions: FunctionProvider {
  let source = FunctionSource.grants([.guest])

  func functions(of account: Int64, at now: Instant, in connection: any Connection) throws -> [PortalFunction] {
    try connection.rows(
      """
      SELECT p.id, p.number FROM account_functions g JOIN guests p ON p.id = g.subject_id
      WHERE g.account_id = \(account) AND g.kind = 'guest' AND g.state = 'held'
      """
    ).map { GuestKind().function(of: try $0["id"], title: try $0["number"], path: "/dokumente") }
  }
}

extension TestPortal {
  /// Adds a guest of the chamber and returns the key.
  package func guest(
    _ number: String, _ first: String, _ last: String, email: String = "", street: String = "", at place: String = ""
  ) async throws -> Int64 {
    try await database.write { connection in
      try connection.key(
        """
        INSERT INTO guests (number, number_key, first_name, last_name, email, street, postcode, place)
        VALUES (\(number), \(NumberKey.folded(number)), \(first), \(last), \(email), \(street), '12345', \(place))
        RETURNING id
        """)
    }
  }
}
