import Accounts
import Chronology
import Companies
import Database
import Web
import Work

/// Being an instructor or an apprentice as functions of an account.
package struct RegisterFunctions: FunctionProvider {
  package let grantKinds: Set<FunctionKind>? = [.instructor, .apprentice]
  private let clock: WallClock

  package init(clock: WallClock) {
    self.clock = clock
  }

  package func functions(of account: Int64, at now: Instant, in connection: any Connection) throws -> [PortalFunction] {
    let day = clock.day(of: now)
    return try connection.rows(
      """
      SELECT g.kind, g.subject_id, c.full_name AS company, '' AS occupation
      FROM function_grants g JOIN instructors i ON i.id = g.subject_id JOIN companies c ON c.id = i.company_id
      WHERE g.account_id = \(account) AND g.kind = 'instructor' AND g.state = 'held'
        AND (i.active_until IS NULL OR i.active_until >= \(day))
        AND (c.active_until IS NULL OR c.active_until >= \(day))
      UNION ALL
      SELECT g.kind, g.subject_id, c.full_name, o.name
      FROM function_grants g JOIN apprenticeships s ON s.id = (
          SELECT max(n.id) FROM apprenticeships n WHERE n.apprentice_id = g.subject_id)
        JOIN companies c ON c.id = s.company_id JOIN occupations o ON o.id = s.occupation_id
      WHERE g.account_id = \(account) AND g.kind = 'apprentice' AND g.state = 'held'
      ORDER BY 1 DESC, 3, 2
      """
    ).map { row in
      let occupation: String = try row["occupation"]
      let company: String = try row["company"]
      return PortalFunction(
        kind: try row["kind"], subject: try row["subject_id"],
        title: occupation.isEmpty ? company : "\(occupation), \(company)", rights: [],
        path: "/ausbildungsverhaeltnisse")
    }
  }
}

/// The names by which instructors and apprentices are called and sign in.
package struct TrainingRegister: PersonRegister {
  package init() {}

  package func title(
    of kind: FunctionKind, _ subject: Int64, in connection: any Connection
  ) throws -> String? {
    let row: Row?
    switch kind {
    case .instructor:
      row = try connection.row(
        """
        SELECT i.first_name, i.last_name, c.full_name AS name FROM instructors i JOIN companies c ON c.id = i.company_id
        WHERE i.id = \(subject)
        """)
    case .apprentice:
      row = try connection.row(
        """
        SELECT p.first_name, p.last_name, c.full_name AS name FROM apprentices p
          JOIN apprenticeships s ON s.id = (SELECT max(n.id) FROM apprenticeships n WHERE n.apprentice_id = p.id)
          JOIN companies c ON c.id = s.company_id
        WHERE p.id = \(subject)
        """)
    default: return nil
    }
    return try row.map { row in
      let (first, last, company): (String, String, String) = (
        try row["first_name"], try row["last_name"], try row["name"]
      )
      return "\(first) \(last), \(company)"
    }
  }

  package func identity(
    of kind: FunctionKind, _ subject: Int64, in connection: any Connection
  ) throws -> PersonIdentity? {
    let row: Row?
    switch kind {
    case .instructor:
      row = try connection.row(
        "SELECT first_name, last_name, NULL AS birth_date, number FROM instructors WHERE id = \(subject)")
    case .apprentice:
      row = try connection.row(
        "SELECT first_name, last_name, birth_date, number FROM apprentices WHERE id = \(subject)")
    default: return nil
    }
    return try row.map {
      PersonIdentity(
        kind: kind, subject: subject, firstName: try $0["first_name"], lastName: try $0["last_name"],
        birthDate: try $0["birth_date"], userName: try $0["number"])
    }
  }

  package func people(named name: String, in connection: any Connection) throws -> [RegisteredPerson] {
    let key = NumberKey.folded(name)
    guard !key.isEmpty else { return [] }
    return try connection.rows(
      """
      SELECT 'apprentice' AS kind, p.id, p.first_name, p.last_name, c.full_name AS name FROM apprentices p
        JOIN apprenticeships s ON s.id = (SELECT max(n.id) FROM apprenticeships n WHERE n.apprentice_id = p.id)
        JOIN companies c ON c.id = s.company_id
      WHERE p.number_key = \(key)
      UNION ALL
      SELECT 'instructor', i.id, i.first_name, i.last_name, c.full_name AS name
      FROM instructors i JOIN companies c ON c.id = i.company_id WHERE i.number_key = \(key)
      """
    ).map { row in
      RegisteredPerson(
        kind: try row["kind"], subject: try row["id"], firstName: try row["first_name"],
        lastName: try row["last_name"], place: try row["name"])
    }
  }

  package func accounts(named name: String, in connection: any Connection) throws -> [Int64] {
    let key = NumberKey.folded(name)
    guard !key.isEmpty else { return [] }
    return try FunctionGrantQueries.holders(
      .apprentice, of: "SELECT id FROM apprentices WHERE number_key = \(key)", in: connection)
      + FunctionGrantQueries.holders(
        .instructor, of: "SELECT id FROM instructors WHERE number_key = \(key)", in: connection)
  }
}
