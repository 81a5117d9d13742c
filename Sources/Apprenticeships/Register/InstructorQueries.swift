import Accounts
import Chronology
import Database
import Registers

/// Queries about instructors.
package enum InstructorQueries {
  package static func instructors(
    of company: Int64, on day: CalendarDate, in connection: any Connection
  ) throws -> [Instructor] {
    try connection.rows(
      select(on: day) + " WHERE i.company_id = \(company) ORDER BY i.name_key, i.id LIMIT 500"
    ).map(Instructor.init)
  }

  package static func instructor(
    _ id: Int64, on day: CalendarDate, in connection: any Connection
  ) throws -> Instructor? {
    try connection.row(select(on: day) + " WHERE i.id = \(id)").map(Instructor.init)
  }

  /// The company of an instructor.
  static func company(of instructor: Int64, in connection: any Connection) throws -> Int64? {
    try connection.value("SELECT company_id FROM instructors WHERE id = \(instructor)")
  }

  private static func select(on day: CalendarDate) -> SQL {
    """
    SELECT i.id, i.company_id, c.full_name AS company_name, i.number, i.first_name, i.last_name, i.email, i.active_until,
      (SELECT count(*) FROM apprenticeships s WHERE s.instructor_id = i.id AND s.ends_on >= \(day)
        AND (s.dissolved_on IS NULL OR s.dissolved_on > \(day))) AS apprentices,
      g.state AS grant_state, coalesce(g.decided_at, g.created_at) AS grant_at, a.email AS account_email,
      a.state AS account_state
    FROM instructors i JOIN company_facts c ON c.id = i.company_id
      LEFT JOIN account_functions g ON g.kind = 'instructor' AND g.subject_id = i.id AND g.state IN ('offered', 'held')
      LEFT JOIN account_facts a ON a.id = g.account_id
    """
  }
}

extension Instructor {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row["id"], company: try row["company_id"], companyName: try row["company_name"],
      number: try row["number"], firstName: try row["first_name"], lastName: try row["last_name"],
      email: try row["email"], activeUntil: try row["active_until"], apprentices: try row["apprentices"],
      access: try PersonAccess(row))
  }
}
