import Accounts
import Chronology
import Companies
import Database
import Web
import Work

/// Finds the functions of instructors and apprentices among an account's grants.
package struct RegisterFunctions: FunctionProvider {
  package let source = FunctionSource.grants([.instructor, .apprentice])
  private let clock: WallClock

  package init(clock: WallClock) {
    self.clock = clock
  }

  package func functions(of account: Int64, at now: Instant, in connection: any Connection) throws -> [PortalFunction] {
    let day = clock.day(of: now)
    return try connection.rows(
      """
      SELECT g.kind, g.subject_id, c.full_name AS company, '' AS occupation
      FROM account_functions g JOIN instructors i ON i.id = g.subject_id JOIN company_facts c ON c.id = i.company_id
      WHERE g.account_id = \(account) AND g.kind = 'instructor' AND g.state = 'held'
        AND (i.active_until IS NULL OR i.active_until >= \(day))
        AND (c.active_until IS NULL OR c.active_until >= \(day))
      UNION ALL
      SELECT g.kind, g.subject_id, c.full_name, o.name
      FROM account_functions g JOIN apprenticeships s ON s.id = (
          SELECT max(n.id) FROM apprenticeships n WHERE n.apprentice_id = g.subject_id)
        JOIN company_facts c ON c.id = s.company_id JOIN occupations o ON o.id = s.occupation_id
      WHERE g.account_id = \(account) AND g.kind = 'apprentice' AND g.state = 'held'
      ORDER BY 1 DESC, 3, 2
      """
    ).map { row in
      let occupation: String = try row["occupation"]
      let company: String = try row["company"]
      return PortalFunction(
        kind: try row["kind"], subject: try row["subject_id"],
        title: occupation.isEmpty ? company : "\(occupation), \(company)", rights: [],
        path: ApprenticeshipPath.start, getsDocuments: true)
    }
  }
}
