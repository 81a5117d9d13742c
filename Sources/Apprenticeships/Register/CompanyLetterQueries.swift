import Chronology
import Companies
import Database
import Postbox

/// Letters with PINs for companies that train.
package enum CompanyLetterQueries {
  /// Asks for a letter with a PIN for companies that train.
  /// - Parameter withMembers: also those that have an administrator; otherwise only new ones.
  /// - Returns: how many.
  static func requestCompanyLetters(
    withMembers: Bool, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> Int {
    let pins = try PINQueries.request(
      forCompanies: trainingCompanies(withMembers: withMembers, on: day), now: now, in: connection)
    for pin in pins { try Letters.request(Companies.pinLetterKind, subject: pin, now: now, in: connection) }
    return pins.count
  }

  /// The same for one company that trains and has nobody in the portal.
  package static func requestCompanyLetter(
    for company: Int64, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws {
    let companies = trainingCompanies(withMembers: false, on: day) + " AND c.id = \(company)"
    for pin in try PINQueries.request(forCompanies: companies, now: now, in: connection) {
      try Letters.request(Companies.pinLetterKind, subject: pin, now: now, in: connection)
    }
  }

  /// How many companies that train have no member and no open PIN.
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
