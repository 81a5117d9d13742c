import Accounts
import Chronology
import Database
import Registers
import Web
import Work

/// A filter for lists of apprenticeships.
package struct ApprenticeshipFilter: Sendable {
  package var text = ""
  package var state: ApprenticeshipState?
  /// Only those of a company on the day.
  package var company: Int64?
  package var instructor: Int64?
  package var apprentice: Int64?
  package var access: PersonAccess.Kind?

  package init() {}
}

/// Queries about apprenticeships.
package enum ApprenticeshipQueries {
  package static func page(
    _ filter: ApprenticeshipFilter, on day: CalendarDate, _ slice: ListSlice<ApprenticeshipOrder>,
    in connection: any Connection
  ) throws -> [ListedApprenticeship] {
    let (table, column): (SQL, SQL) =
      switch slice.order {
      case .name: ("apprenticeships s", "s.name_key")
      case .number: ("apprenticeships s JOIN apprentices p ON p.id = s.apprentice_id", "p.number_key")
      }
    // The keys of a page are found before anything is joined: a search may match a thousand rows, of which fifty are
    // shown. As a separate query, the many joins are planned once, not for each search.
    let wanted = try "SELECT s.id FROM " + table + " WHERE 1 = 1" + conditions(filter, on: day, in: connection)
    let keys: [Int64] = try connection.rows(wanted + slice.rows(by: column, "s.id")).map { try $0["id"] }
    guard !keys.isEmpty else { return [] }
    return try connection.rows(listed + " WHERE s.id IN (\(list: keys))" + slice.order(by: column, "s.id")).map(
      ListedApprenticeship.init)
  }

  /// The number of matches, counted up to a limit.
  package static func count(
    _ filter: ApprenticeshipFilter, on day: CalendarDate, limit: Int, in connection: any Connection
  ) throws -> Int {
    let found = try "SELECT 1 FROM apprenticeships s WHERE 1 = 1" + conditions(filter, on: day, in: connection)
    return try connection.value("SELECT count(*) FROM (" + found + " LIMIT \(limit)) AS found") ?? 0
  }

  private static func conditions(
    _ filter: ApprenticeshipFilter, on day: CalendarDate, in connection: any Connection
  ) throws -> SQL {
    var sql = try RegisterSearch.condition(filter.text, in: connection)
    if let company = filter.company { sql = sql + companyCondition(company, on: day) }
    if let instructor = filter.instructor { sql = sql + " AND s.instructor_id = \(instructor)" }
    if let apprentice = filter.apprentice { sql = sql + " AND s.apprentice_id = \(apprentice)" }
    if let state = filter.state { sql = sql + stateCondition(state, on: day) }
    if let access = filter.access { sql = sql + accessCondition(access) }
    return sql
  }

  private static func companyCondition(_ company: Int64, on day: CalendarDate) -> SQL {
    """
     AND s.id IN (
      SELECT h.apprenticeship_id FROM apprenticeship_companies h
      WHERE h.company_id = \(company) AND (h.valid_from IS NULL OR h.valid_from <= \(day))
        AND (h.valid_until IS NULL OR h.valid_until >= \(day)))
    """
  }

  /// `IS TRUE` keeps PostgreSQL from a join, which it would plan for one row where there are thousands.
  private static func accessCondition(_ access: PersonAccess.Kind) -> SQL {
    let grant: SQL = """
       AND EXISTS (
        SELECT 1 FROM account_functions g JOIN account_facts a ON a.id = g.account_id
        WHERE g.kind = 'apprentice' AND g.subject_id = s.apprentice_id AND g.state IN ('offered', 'held')
      """
    return switch access {
    case .none: grant + ") IS FALSE"
    case .invited: grant + " AND a.state = 'pending') IS TRUE"
    case .offered: grant + " AND g.state = 'offered' AND a.state <> 'pending') IS TRUE"
    case .held: grant + " AND g.state = 'held' AND a.state <> 'pending') IS TRUE"
    }
  }

  private static func stateCondition(_ state: ApprenticeshipState, on day: CalendarDate) -> SQL {
    switch state {
    case .upcoming: " AND s.starts_on > \(day) AND (s.dissolved_on IS NULL OR s.dissolved_on > \(day))"
    case .running:
      """
       AND s.starts_on <= \(day) AND s.ends_on >= \(day) AND (s.dissolved_on IS NULL OR s.dissolved_on > \(day))
      """
    case .ended: " AND s.ends_on < \(day) AND (s.dissolved_on IS NULL OR s.dissolved_on > \(day))"
    case .dissolved: " AND s.dissolved_on <= \(day)"
    }
  }

  package static func apprenticeship(_ id: Int64, in connection: any Connection) throws -> Apprenticeship? {
    guard let row = try connection.row(listed + " WHERE s.id = \(id)") else { return nil }
    return try Apprenticeship(row, companies: companies(of: id, in: connection))
  }

  private static func companies(of id: Int64, in connection: any Connection) throws -> [TrainingCompany] {
    try connection.rows(
      """
      SELECT h.company_id, c.full_name AS name, h.valid_from, h.valid_until
      FROM apprenticeship_companies h JOIN company_facts c ON c.id = h.company_id
      WHERE h.apprenticeship_id = \(id) ORDER BY h.id
      """
    ).map {
      TrainingCompany(
        company: try $0["company_id"], name: try $0["name"], from: try $0["valid_from"], until: try $0["valid_until"])
    }
  }

  /// Locks the apprenticeship's row until the transaction ends, for instance against concurrent changes to its record.
  /// Only within a write.
  package static func lock(_ id: Int64, in connection: any Connection) throws {
    _ = try connection.row("SELECT id FROM apprenticeships WHERE id = \(id)\(sql: connection.lockingRows)")
  }

  /// The parties to an apprenticeship on a day.
  package static func parties(
    of id: Int64, on day: CalendarDate, in connection: any Connection
  ) throws -> ApprenticeshipParties? {
    try connection.row(
      """
      SELECT s.apprentice_id, s.instructor_id, h.company_id, s.starts_on, s.ends_on, s.dissolved_on
      FROM apprenticeships s LEFT JOIN apprenticeship_companies h ON h.apprenticeship_id = s.id
        AND (h.valid_from IS NULL OR h.valid_from <= \(day)) AND (h.valid_until IS NULL OR h.valid_until >= \(day))
      WHERE s.id = \(id)
      """
    ).map {
      ApprenticeshipParties(
        company: try $0["company_id"], instructor: try $0["instructor_id"], apprentice: try $0["apprentice_id"],
        isOver: try TrainingPeriod($0).state(on: day).isOver)
    }
  }

  private static let listed: SQL =
    """
    SELECT s.id, s.number, s.apprentice_id, p.number AS apprentice_number, p.first_name, p.last_name, s.company_id,
      c.full_name AS company_name, o.name AS occupation, o.specialisation, s.starts_on, s.ends_on, s.dissolved_on,
      s.name_key, g.state AS grant_state, coalesce(g.decided_at, g.created_at) AS grant_at, a.email AS account_email,
      a.state AS account_state, p.birth_date, p.street, p.postcode, p.place, p.email, s.entered_on, s.school,
      s.weekly_tenths, s.record_form, p.birth_place, p.phone, s.shortened_months, s.credited_months,
      s.part_time_percent, s.instructor_id, i.first_name AS instructor_first, i.last_name AS instructor_last
    FROM apprenticeships s JOIN apprentices p ON p.id = s.apprentice_id JOIN company_facts c ON c.id = s.company_id
      JOIN occupations o ON o.id = s.occupation_id LEFT JOIN instructors i ON i.id = s.instructor_id
      LEFT JOIN account_functions g ON g.kind = 'apprentice' AND g.subject_id = p.id AND g.state IN ('offered', 'held')
      LEFT JOIN account_facts a ON a.id = g.account_id
    """
}

extension TrainingPeriod {
  fileprivate init(_ row: Row) throws {
    self.init(startsOn: try row["starts_on"], endsOn: try row["ends_on"], dissolvedOn: try row["dissolved_on"])
  }
}

extension ListedApprenticeship {
  init(_ row: Row) throws {
    let specialisation: String = try row["specialisation"]
    let occupation: String = try row["occupation"]
    self.init(
      id: try row["id"], number: try row["number"], apprentice: try row["apprentice_id"],
      apprenticeNumber: try row["apprentice_number"], firstName: try row["first_name"],
      lastName: try row["last_name"], company: try row["company_id"], companyName: try row["company_name"],
      occupation: specialisation.isEmpty ? occupation : "\(occupation), \(specialisation)",
      period: try TrainingPeriod(row),
      access: try PersonAccess(row), nameKey: try row["name_key"])
  }
}

extension Apprenticeship {
  fileprivate init(_ row: Row, companies: [TrainingCompany]) throws {
    let first: String? = try row["instructor_first"]
    let last: String? = try row["instructor_last"]
    self.init(
      listed: try ListedApprenticeship(row), birthDate: try row["birth_date"], street: try row["street"],
      postcode: try row["postcode"], place: try row["place"], email: try row["email"],
      enteredOn: try row["entered_on"], school: try row["school"], weeklyTenths: try row["weekly_tenths"],
      recordForm: try row["record_form"], birthPlace: try row["birth_place"], phone: try row["phone"],
      shortenedMonths: try row["shortened_months"], creditedMonths: try row["credited_months"],
      partTimePercent: try row["part_time_percent"], instructor: try row["instructor_id"],
      instructorName: first.flatMap { first in last.map { "\(first) \($0)" } }, companies: companies)
  }
}
