import Accounts
import Chronology
import Companies
import Database

/// How many persons and companies have no access yet.
package struct MissingAccess: Sendable {
  /// Companies that train, without a member and without an open PIN.
  package let companies: Int
  /// Apprentices without an account, by whether the chamber knows an address for mails or only one for letters.
  package let apprenticesByMail: Int
  package let apprenticesByPost: Int
  package let instructorsByMail: Int
}

/// Who has no access yet.
package enum MissingAccessQueries {
  package static func missing(on day: CalendarDate, in connection: any Connection) throws -> MissingAccess {
    MissingAccess(
      companies: try count(trainingCompanies(withMembers: false, on: day), in: connection),
      apprenticesByMail: try count(apprentices(" AND p.email <> ''", on: day), in: connection),
      apprenticesByPost: try count(apprentices(byPost, on: day), in: connection),
      instructorsByMail: try count(instructors(on: day), in: connection))
  }

  /// An apprentice without an account and without an open letter, with the address for mails; nil for any other.
  package static func withoutAccess(
    _ apprentice: Int64, on day: CalendarDate, in connection: any Connection
  ) throws -> (person: RegisteredPerson, email: String)? {
    try connection.row(
      """
      SELECT p.id, p.first_name, p.last_name, p.email, c.name FROM apprentices p
        JOIN apprenticeships s ON s.id = (SELECT max(n.id) FROM apprenticeships n WHERE n.apprentice_id = p.id)
        JOIN companies c ON c.id = s.company_id
      WHERE p.id = \(apprentice) AND p.id IN (\(sql: apprentices("", on: day)))
      """
    ).map { row in
      let person = RegisteredPerson(
        kind: .apprentice, subject: apprentice, firstName: try row["first_name"], lastName: try row["last_name"],
        place: try row["name"])
      return (person, try row["email"])
    }
  }

  /// Apprentices and instructors without an account whose address for mails is known, after a key.
  static func withAddress(
    _ kind: FunctionKind, after key: Int64, limit: Int, on day: CalendarDate, in connection: any Connection
  ) throws -> [(key: Int64, person: RegisteredPerson, email: String)] {
    let sql: SQL =
      kind == .instructor
      ? """
      SELECT i.id, i.first_name, i.last_name, i.email, c.name FROM instructors i JOIN companies c ON c.id = i.company_id
      WHERE i.id IN (\(sql: instructors(on: day))) AND i.id > \(key) ORDER BY i.id LIMIT \(limit)
      """
      : """
      SELECT p.id, p.first_name, p.last_name, p.email, c.name FROM apprentices p
        JOIN apprenticeships s ON s.id = (SELECT max(n.id) FROM apprenticeships n WHERE n.apprentice_id = p.id)
        JOIN companies c ON c.id = s.company_id
      WHERE p.id IN (\(sql: apprentices(" AND p.email <> ''", on: day))) AND p.id > \(key) ORDER BY p.id LIMIT \(limit)
      """
    return try connection.rows(sql).map { row in
      let id: Int64 = try row["id"]
      let person = RegisteredPerson(
        kind: kind, subject: id, firstName: try row["first_name"], lastName: try row["last_name"],
        place: try row["name"])
      return (id, person, try row["email"])
    }
  }

  static let byPost: SQL = " AND p.email = '' AND p.street <> '' AND p.postcode <> ''"

  private static func count(_ sql: SQL, in connection: any Connection) throws -> Int {
    try connection.value("SELECT count(*) FROM (" + sql + ") found") ?? 0
  }

  static func trainingCompanies(withMembers: Bool, on day: CalendarDate) -> SQL {
    let sql: SQL = """
      SELECT c.id FROM companies c
      WHERE c.street <> '' AND c.postcode <> '' AND (c.active_until IS NULL OR c.active_until >= \(day)) AND EXISTS (
          SELECT 1 FROM apprenticeships s WHERE s.company_id = c.id AND s.ends_on >= \(day)
            AND (s.dissolved_on IS NULL OR s.dissolved_on > \(day)))
        AND NOT EXISTS (
          SELECT 1 FROM pins n WHERE n.company_id = c.id AND n.account_id IS NULL AND n.state IN ('requested', 'live'))
      """
    return withMembers
      ? sql
      : sql + """
         AND NOT EXISTS (SELECT 1 FROM company_members m WHERE m.company_id = c.id AND m.ended_at IS NULL)
        """
  }

  static func apprentices(_ condition: SQL, on day: CalendarDate) -> SQL {
    """
    SELECT p.id FROM apprentices p
    WHERE EXISTS (
        SELECT 1 FROM apprenticeships s WHERE s.apprentice_id = p.id AND s.ends_on >= \(day)
          AND (s.dissolved_on IS NULL OR s.dissolved_on > \(day)))
      AND NOT EXISTS (
        SELECT 1 FROM function_grants g
        WHERE g.kind = 'apprentice' AND g.subject_id = p.id AND g.state IN ('offered', 'held'))
      AND NOT EXISTS (
        SELECT 1 FROM postal_codes k
        WHERE k.kind = 'apprentice' AND k.subject_id = p.id AND k.state IN ('requested', 'live'))
    """ + condition
  }

  private static func instructors(on day: CalendarDate) -> SQL {
    """
    SELECT i.id FROM instructors i
    WHERE i.email <> '' AND (i.active_until IS NULL OR i.active_until >= \(day)) AND NOT EXISTS (
      SELECT 1 FROM function_grants g
      WHERE g.kind = 'instructor' AND g.subject_id = i.id AND g.state IN ('offered', 'held'))
    """
  }
}
