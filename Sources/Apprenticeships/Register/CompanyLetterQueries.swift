import Chronology
import Companies
import Database
import Postbox

/// Letters with PINs for training companies.
package enum CompanyLetterQueries {
  /// Requests a letter with a PIN for each training company.
  /// - Parameter withMembers: includes companies that already have an administrator; otherwise only new ones.
  /// - Returns: the number of letters.
  static func requestCompanyLetters(
    withMembers: Bool, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> Int {
    let pins = try PINQueries.request(
      forCompanies: trainingCompanies(withMembers: withMembers, on: day), now: now, in: connection)
    for pin in pins { try Letters.request(Companies.pinLetterKind, subject: pin, now: now, in: connection) }
    return pins.count
  }

  /// The same for one training company that has nobody in the portal.
  package static func requestCompanyLetter(
    for company: Int64, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws {
    let companies = trainingCompanies(withMembers: false, on: day) + " AND c.id = \(company)"
    for pin in try PINQueries.request(forCompanies: companies, now: now, in: connection) {
      try Letters.request(Companies.pinLetterKind, subject: pin, now: now, in: connection)
    }
  }

  /// The number of training companies with neither a member nor an open PIN.
  static func missing(on day: CalendarDate, in connection: any Connection) throws -> Int {
    try connection.value("SELECT count(*) FROM (" + trainingCompanies(withMembers: false, on: day) + ") found") ?? 0
  }

  private static func trainingCompanies(withMembers: Bool, on day: CalendarDate) -> SQL {
    let sql: SQL = """
      SELECT c.id FROM company_facts c
      WHERE c.street <> '' AND c.postcode <> '' AND (c.active_until IS NULL OR c.active_until >= \(day)) AND EXISTS (
          SELECT 1 FROM apprenticeships s WHERE s.company_id = c.id AND s.ends_on >= \(day)
            AND (s.dissolved_on IS NULL OR s.dissolved_on > \(day)))
        AND NOT \(sql: PINQueries.hasOpenPIN("c.id"))
      """
    return withMembers
      ? sql
      : sql + """
         AND NOT EXISTS (SELECT 1 FROM company_people m WHERE m.company_id = c.id AND m.ended_at IS NULL)
        """
  }
}
