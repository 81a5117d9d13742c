import Accounts
import Chronology
import Companies
import Database

/// How many persons and companies have no access yet.
package struct MissingAccess: Sendable {
  /// Companies that train, without a member and without an open PIN.
  package let companies: Int
  package let apprentices: WithoutAccess
  package let instructors: WithoutAccess
}

/// How many of a register have no account, by how the chamber can reach them.
package struct WithoutAccess: Sendable, Equatable {
  /// Their address for mails is known.
  package let byMail: Int
  /// Only one for letters is known.
  package let byPost: Int
}

/// Who has no access yet.
package enum MissingAccessQueries {
  package static func missing(on day: CalendarDate, in connection: any Connection) throws -> MissingAccess {
    let companies: Int? = try connection.value(
      "SELECT count(*) FROM (" + trainingCompanies(withMembers: false, on: day) + ") found")
    return MissingAccess(
      companies: companies ?? 0, apprentices: try count(apprentices(on: day), in: connection),
      instructors: try count(instructors(on: day), in: connection))
  }

  /// - Parameter people: a question for the `email`, `street` and `postcode` of those without an account.
  package static func count(_ people: SQL, in connection: any Connection) throws -> WithoutAccess {
    let row = try connection.row(
      """
      SELECT coalesce(sum(CASE WHEN found.email <> '' THEN 1 ELSE 0 END), 0) AS by_mail,
        coalesce(sum(CASE WHEN \(sql: isReachableByPost) THEN 1 ELSE 0 END), 0) AS by_post
      FROM (\(sql: people)) found
      """)
    return WithoutAccess(byMail: try row?["by_mail"] ?? 0, byPost: try row?["by_post"] ?? 0)
  }

  /// An apprentice without an account and without an open letter, with the address for mails; nil for any other.
  package static func withoutAccess(
    _ apprentice: Int64, on day: CalendarDate, in connection: any Connection
  ) throws -> (person: RegisteredPerson, email: String)? {
    try connection.row(
      """
      SELECT p.id, p.first_name, p.last_name, p.email, c.full_name AS name FROM apprentices p
        JOIN apprenticeships s ON s.id = (SELECT max(n.id) FROM apprenticeships n WHERE n.apprentice_id = p.id)
        JOIN companies c ON c.id = s.company_id
      WHERE p.id = \(apprentice) AND p.id IN (SELECT found.id FROM (\(sql: apprentices(on: day))) found)
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
      SELECT i.id, i.first_name, i.last_name, i.email, c.full_name AS name FROM instructors i JOIN companies c ON c.id = i.company_id
      WHERE i.id IN (SELECT found.id FROM (\(sql: instructors(on: day))) found WHERE found.email <> '')
        AND i.id > \(key)
      ORDER BY i.id LIMIT \(limit)
      """
      : """
      SELECT p.id, p.first_name, p.last_name, p.email, c.full_name AS name FROM apprentices p
        JOIN apprenticeships s ON s.id = (SELECT max(n.id) FROM apprenticeships n WHERE n.apprentice_id = p.id)
        JOIN companies c ON c.id = s.company_id
      WHERE p.id IN (SELECT found.id FROM (\(sql: apprentices(on: day))) found WHERE found.email <> '')
        AND p.id > \(key)
      ORDER BY p.id LIMIT \(limit)
      """
    return try connection.rows(sql).map { row in
      let id: Int64 = try row["id"]
      let person = RegisteredPerson(
        kind: kind, subject: id, firstName: try row["first_name"], lastName: try row["last_name"],
        place: try row["name"])
      return (id, person, try row["email"])
    }
  }

  /// A question for `id` and `email` of apprentices or instructors without an account who have an address for mails.
  package static func reachableByMail(_ kind: FunctionKind, on day: CalendarDate) -> SQL {
    "SELECT found.id, found.email FROM (" + (kind == .instructor ? instructors(on: day) : apprentices(on: day))
      + ") found WHERE found.email <> ''"
  }

  /// A question for the keys of apprentices or instructors without an account of whom only an address for letters is
  /// known.
  package static func reachableByPost(_ kind: FunctionKind, on day: CalendarDate) -> SQL {
    "SELECT found.id FROM (" + (kind == .instructor ? instructors(on: day) : apprentices(on: day)) + ") found WHERE "
      + isReachableByPost
  }

  /// A question for the key of an apprentice or an instructor, if an address for letters is known.
  package static func withPostalAddress(_ kind: FunctionKind, _ subject: Int64) -> SQL {
    kind == .instructor
      ? """
      SELECT i.id FROM instructors i JOIN companies c ON c.id = i.company_id
      WHERE i.id = \(subject) AND c.street <> '' AND c.postcode <> ''
      """
      : "SELECT p.id FROM apprentices p WHERE p.id = \(subject) AND p.street <> ''"
  }

  private static let isReachableByPost: SQL = "found.email = '' AND found.street <> '' AND found.postcode <> ''"

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

  /// Apprentices in training without an account.
  private static func apprentices(on day: CalendarDate) -> SQL {
    """
    SELECT p.id, p.email, p.street, p.postcode FROM apprentices p
    WHERE EXISTS (
        SELECT 1 FROM apprenticeships s WHERE s.apprentice_id = p.id AND s.ends_on >= \(day)
          AND (s.dissolved_on IS NULL OR s.dissolved_on > \(day)))
      AND \(sql: PostalCodeQueries.isWithoutAccess(.apprentice, "p.id"))
    """
  }

  /// Instructors of active companies without an account; their post goes there.
  private static func instructors(on day: CalendarDate) -> SQL {
    """
    SELECT i.id, i.email, c.street, c.postcode FROM instructors i JOIN companies c ON c.id = i.company_id
    WHERE (i.active_until IS NULL OR i.active_until >= \(day))
      AND (c.active_until IS NULL OR c.active_until >= \(day))
      AND \(sql: PostalCodeQueries.isWithoutAccess(.instructor, "i.id"))
    """
  }
}
