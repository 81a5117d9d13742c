import Chronology
import Database

/// Questions about weeks that wait for somebody's sign-off.
enum WaitingQueries {
  /// Weeks that wait for somebody's sign-off, the oldest first.
  static func weeks(
    for signer: RecordSigner, limit: Int, in connection: any Connection
  ) throws -> [(name: String, week: RecordWeek)] {
    try connection.rows(
      """
      SELECT w.id, w.apprenticeship_id, w.iso_year, w.iso_week, w.state, w.revision, w.content, w.content_hash,
        w.changed_at, p.first_name, p.last_name
      FROM apprenticeships s JOIN record_weeks w ON w.apprenticeship_id = s.id AND w.state = 'submitted'
        JOIN apprentices p ON p.id = s.apprentice_id
      WHERE \(sql: signer.condition) ORDER BY w.iso_year, w.iso_week, p.last_name, w.id LIMIT \(limit)
      """
    ).map { row in
      let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
      return ("\(first) \(last)", try RecordWeek(row))
    }
  }

  /// How many records the person signs, and how many weeks wait in them.
  static func count(
    for signer: RecordSigner, in connection: any Connection
  ) throws -> (records: Int, weeks: Int) {
    let row = try connection.row(
      """
      SELECT count(DISTINCT s.id) AS records, count(w.id) AS weeks
      FROM apprenticeships s LEFT JOIN record_weeks w ON w.apprenticeship_id = s.id AND w.state = 'submitted'
      WHERE \(sql: signer.condition)
      """)
    return try row.map { (try $0["records"], try $0["weeks"]) } ?? (0, 0)
  }
}

extension RecordSigner {
  /// On the apprenticeship `s`.
  fileprivate var condition: SQL {
    switch self {
    case .instructor(let id): "s.instructor_id = \(id)"
    case .assistant(let account, let company):
      """
      s.company_id = \(company) AND s.id IN (
        SELECT a.apprenticeship_id FROM record_assistants a
        WHERE a.account_id = \(account) AND a.company_id = \(company))
      """
    }
  }
}
