import Accounts
import Chronology
import Database

/// Queries about the history of a week: submitted versions, and events.
extension WeekQueries {
  /// The version submitted last.
  static func newestVersion(of week: Int64, in connection: any Connection) throws -> WeekContent? {
    try connection.row(
      "SELECT content FROM record_versions WHERE week_id = \(week) ORDER BY revision DESC LIMIT 1"
    ).map { try WeekContent(text: try $0["content"]) }
  }

  /// Stores a submitted version.
  static func keepVersion(
    of week: RecordWeek, by account: Int64, now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO record_versions (week_id, revision, content, content_hash, created_at, created_by)
      VALUES (\(week.id), \(week.revision), \(week.content.text), \(week.contentHash), \(now), \(account))
      ON CONFLICT (week_id, revision) DO NOTHING
      """)
  }

  static func note(
    _ kind: String, on week: RecordWeek, by account: Int64, for principal: String = "", as function: FunctionKind,
    comment: String = "", now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO record_events (week_id, kind, revision, occurred_at, account_id, function, comment, acting_for)
      VALUES (\(week.id), \(kind), \(week.revision), \(now), \(account), \(function), \(comment),
        \(principal))
      """)
  }

  /// The account that submitted a week last.
  static func submitter(of week: Int64, in connection: any Connection) throws -> Int64? {
    try connection.value(
      "SELECT account_id FROM record_events WHERE week_id = \(week) AND kind = 'submitted' ORDER BY id DESC LIMIT 1")
  }

  static func events(of week: Int64, in connection: any Connection) throws -> [WeekEvent] {
    try connection.rows(
      """
      SELECT e.kind, e.occurred_at, e.comment, e.acting_for, a.first_name, a.last_name
      FROM record_events e LEFT JOIN account_names a ON a.id = e.account_id
      WHERE e.week_id = \(week) ORDER BY e.id DESC LIMIT 50
      """
    ).map { row in
      let names: [String?] = [try row["first_name"], try row["last_name"]]
      return WeekEvent(
        kind: try row["kind"], at: try row["occurred_at"], name: names.compactMap { $0 }.joined(separator: " "),
        principal: try row["acting_for"], comment: try row["comment"])
    }
  }
}
