import Accounts
import Chronology
import Database
import Web

/// A week that waits for somebody's sign-off.
struct WaitingWeek: Sendable {
  let name: String
  /// Whether it is from the person's own record, which nobody signs in any function.
  let isOwn: Bool
  let week: RecordWeek
}

/// Queries about weeks that wait for somebody's sign-off.
enum WaitingQueries {
  /// A page of the waiting weeks: the oldest first, then by name; there is no other direction.
  /// - Parameters:
  ///   - account: the person's own account, even if they act as a deputy.
  ///   - slice: starts after a week named by its key.
  static func weeks(
    for signer: RecordSigner, of account: Int64, _ slice: ListSlice<OldestFirst>, in connection: any Connection
  ) throws -> [WaitingWeek] {
    let place: SQL =
      slice.after.map(\.id).map { last in
        """
         WHERE (w.iso_year, w.iso_week, s.name_key, w.id) > (
          SELECT v.iso_year, v.iso_week, n.name_key, v.id
          FROM record_weeks v JOIN trainings n ON n.id = v.apprenticeship_id WHERE v.id = \(last))
        """
      } ?? ""
    // Contents are read for the rows of the page only.
    let keys: SQL =
      """
      SELECT w.id FROM \(sql: signer.waiting)\(sql: place)
      ORDER BY w.iso_year, w.iso_week, s.name_key, w.id LIMIT \(slice.limit)
      """
    return try weeks(keys, of: account, in: connection)
  }

  /// Those of some weeks that wait.
  static func weeks(
    for signer: RecordSigner, of account: Int64, among chosen: [Int64], in connection: any Connection
  ) throws -> [WaitingWeek] {
    try weeks(
      "SELECT w.id FROM \(sql: signer.waiting) WHERE w.id IN (\(list: chosen))", of: account, in: connection)
  }

  private static func weeks(
    _ keys: SQL, of account: Int64, in connection: any Connection
  ) throws -> [WaitingWeek] {
    try connection.rows(
      """
      SELECT w.id, w.apprenticeship_id, w.iso_year, w.iso_week, w.state, w.revision, w.content, w.content_hash,
        w.changed_at, p.first_name, p.last_name, \(sql: RecordAccessQueries.isOwn(of: account)) AS is_own
      FROM record_weeks w JOIN trainings s ON s.id = w.apprenticeship_id
        JOIN apprentice_facts p ON p.id = s.apprentice_id
      WHERE w.id IN (\(sql: keys)) ORDER BY w.iso_year, w.iso_week, s.name_key, w.id
      """
    ).map { row in
      let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
      return WaitingWeek(name: "\(first) \(last)", isOwn: try row["is_own"], week: try RecordWeek(row))
    }
  }

  /// How many weeks wait for some accounts' co-signing.
  /// - Parameters:
  ///   - roles: the roles allowed by the chamber.
  ///   - graceSince: trainings that ended before this day are over.
  static func countBeside(
    for accounts: [Int64], _ roles: [CoSignerRole], on day: CalendarDate, graceSince: CalendarDate,
    in connection: any Connection
  ) throws -> [(account: Int64, count: Int)] {
    try connection.rows(
      """
      SELECT g.account_id, count(*) AS weeks
      FROM \(sql: RecordSigner.beside)
        JOIN account_functions g ON g.kind = 'co_signer' AND g.subject_id = k.id AND g.state = 'held'
        JOIN apprentice_facts p ON p.id = s.apprentice_id
      WHERE g.account_id IN (\(list: accounts)) AND k.role IN (\(list: roles))
        AND (k.role <> 'guardian' OR p.birth_date > \(day.adding(months: -18 * 12)))
        AND coalesce(s.dissolved_on, s.ends_on) >= \(graceSince)
      GROUP BY g.account_id
      """
    ).map { (try $0["account_id"], try $0["weeks"]) }
  }

  /// How many weeks wait; nil for an assistant without assignment.
  static func count(for signer: RecordSigner, in connection: any Connection) throws -> Int? {
    let row = try connection.row(
      """
      SELECT (\(sql: signer.isAssigned)) AS is_assigned, (SELECT count(*) FROM \(sql: signer.waiting)) AS weeks
      """)
    guard let row, try row["is_assigned"] as Bool else { return nil }
    return try row["weeks"]
  }
}

extension RecordSigner {
  /// The FROM clause: the waiting weeks `w` with their apprenticeships `s`.
  fileprivate var waiting: SQL {
    switch self {
    case .instructor(let id, let graceSince):
      """
      (SELECT id, 999999 AS last_week FROM trainings WHERE instructor_id = \(id)
        UNION ALL
        SELECT f.apprenticeship_id, f.last_week
        FROM former_instructors f JOIN trainings n ON n.id = f.apprenticeship_id
        WHERE f.instructor_id = \(id) AND f.valid_until >= \(graceSince) AND n.instructor_id IS DISTINCT FROM \(id)) r
      JOIN trainings s ON s.id = r.id
      JOIN record_weeks w ON w.apprenticeship_id = s.id AND w.state = 'submitted'
        AND w.iso_year * 100 + w.iso_week <= r.last_week
      """
    case .assistant(let account, let company):
      """
      (SELECT apprenticeship_id AS id FROM record_assistants
        WHERE account_id = \(account) AND company_id = \(company)) r
      JOIN trainings s ON s.id = r.id AND s.company_id = \(company)
      JOIN record_weeks w ON w.apprenticeship_id = s.id AND w.state = 'submitted'
      """
    case .coSigners(let signers): Self.beside + " AND k.id IN (\(list: signers.map(\.id)))"
    }
  }

  /// The weeks `w` that co-signer `k` can sign and has not signed.
  fileprivate static var beside: SQL {
    let concerned = CoSignerRole.allCases.map { role -> SQL in
      "(k.role = \(role) AND w.content LIKE \(role.pattern))"
    }
    return """
      record_co_signers k JOIN trainings s ON s.id = k.apprenticeship_id AND k.ended_at IS NULL
      JOIN record_weeks w ON w.apprenticeship_id = s.id AND w.state IN ('submitted', 'signed')
        AND w.iso_year * 100 + w.iso_week >= k.first_week AND (\(sql: SQL.joined(concerned, separator: " OR ")))
        AND NOT EXISTS (
          SELECT 1 FROM record_sign_offs f
          WHERE f.week_id = w.id AND f.co_signer_id = k.id AND f.revision = w.revision)
      """
  }

  /// A condition: the person has something to sign at all.
  fileprivate var isAssigned: SQL {
    guard case .assistant(let account, let company) = self else { return "SELECT 1" }
    return """
      SELECT CASE WHEN EXISTS (
        SELECT 1 FROM record_assistants a JOIN trainings s ON s.id = a.apprenticeship_id
          AND s.company_id = a.company_id
        WHERE a.account_id = \(account) AND a.company_id = \(company)) THEN 1 ELSE 0 END
      """
  }
}

extension CoSignerRole {
  /// A LIKE pattern for contents that concern the role. Typed text cannot match, because its quotes are escaped by a
  /// backslash.
  var pattern: String { kindOfDay.map { "%\"kind\":\"\($0.rawValue)\"%" } ?? "%" }
}
