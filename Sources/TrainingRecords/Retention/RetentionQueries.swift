import Accounts
import Chronology
import Database

/// Queries about records whose training is over.
enum RetentionQueries {
  /// Records with content whose training ended before a day and without a notice so far, with the account that wrote
  /// them.
  static func untold(
    endedBefore day: CalendarDate, limit: Int, in connection: any Connection
  ) throws -> [(apprenticeship: Int64, account: Int64?)] {
    try connection.rows(
      """
      SELECT s.id, g.account_id FROM trainings s
        LEFT JOIN account_functions g ON g.kind = 'apprentice' AND g.subject_id = s.apprentice_id AND g.state = 'held'
      WHERE \(sql: ended(before: day))
        AND NOT EXISTS (SELECT 1 FROM record_retentions t WHERE t.apprenticeship_id = s.id)
        AND (EXISTS (SELECT 1 FROM record_weeks w WHERE w.apprenticeship_id = s.id)
          OR EXISTS (SELECT 1 FROM record_papers a WHERE a.apprenticeship_id = s.id))
      ORDER BY s.id LIMIT \(limit)
      """
    ).map { (try $0["id"], try $0["account_id"]) }
  }

  /// - Returns: false if somebody else recorded it meanwhile.
  static func note(_ apprenticeship: Int64, now: Instant, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      INSERT INTO record_retentions (apprenticeship_id, told_at) VALUES (\(apprenticeship), \(now))
      ON CONFLICT (apprenticeship_id) DO NOTHING
      """) == 1
  }

  /// Records with a notice whose training was extended, or continues under another contract.
  static func goingOn(endedBefore day: CalendarDate, in connection: any Connection) throws -> [Int64] {
    try connection.rows(
      """
      SELECT s.id FROM record_retentions t JOIN trainings s ON s.id = t.apprenticeship_id
      WHERE t.erased_at IS NULL AND NOT (\(sql: ended(before: day))) ORDER BY s.id LIMIT 200
      """
    ).map { try $0["id"] }
  }

  static func forget(_ apprenticeships: [Int64], in connection: any Connection) throws {
    try connection.execute(
      "DELETE FROM record_retentions WHERE apprenticeship_id IN (\(list: apprenticeships)) AND erased_at IS NULL")
  }

  /// Whether the record is still to be erased; call within the write.
  static func isDue(_ apprenticeship: Int64, endedBefore day: CalendarDate, in connection: any Connection) throws
    -> Bool
  {
    try connection.row(
      """
      SELECT s.id FROM record_retentions t JOIN trainings s ON s.id = t.apprenticeship_id
      WHERE s.id = \(apprenticeship) AND t.erased_at IS NULL AND \(sql: ended(before: day))
      """) != nil
  }

  static func due(
    endedBefore day: CalendarDate, toldBefore: Instant, limit: Int, in connection: any Connection
  ) throws -> [Int64] {
    try connection.rows(
      """
      SELECT s.id FROM record_retentions t JOIN trainings s ON s.id = t.apprenticeship_id
      WHERE t.erased_at IS NULL AND t.told_at < \(toldBefore) AND \(sql: ended(before: day)) ORDER BY s.id LIMIT \(limit)
      """
    ).map { try $0["id"] }
  }

  /// - Returns: how many weeks there were.
  static func erase(_ apprenticeship: Int64, now: Instant, in connection: any Connection) throws -> Int {
    let ofWeeks: SQL = " WHERE week_id IN (SELECT id FROM record_weeks WHERE apprenticeship_id = \(apprenticeship))"
    for signer in try CoSignerQueries.all(of: apprenticeship, in: connection) {
      _ = try FunctionGrantQueries.end(.coSigner, signer.id, now: now, in: connection)
    }
    for table: SQL in ["record_events", "record_versions", "record_sign_offs"] {
      try connection.execute("DELETE FROM \(sql: table)\(sql: ofWeeks)")
    }
    let weeks = try connection.execute("DELETE FROM record_weeks WHERE apprenticeship_id = \(apprenticeship)")
    let others: [SQL] = [
      "record_plans", "record_lessons", "record_assistants", "record_releases", "record_looks", "record_requests",
      "record_papers", "record_co_signers",
    ]
    for table in others {
      try connection.execute("DELETE FROM \(sql: table) WHERE apprenticeship_id = \(apprenticeship)")
    }
    try connection.execute(
      """
      DELETE FROM record_templates
      WHERE apprentice_id = (SELECT apprentice_id FROM trainings WHERE id = \(apprenticeship))
      """)
    try connection.execute(
      "UPDATE record_retentions SET erased_at = \(now) WHERE apprenticeship_id = \(apprenticeship)")
    return weeks
  }

  /// Deletes the rows of the record's files.
  /// - Returns: the hashes of those that no other record has.
  static func takeFiles(of apprenticeship: Int64, in connection: any Connection) throws -> [[UInt8]] {
    let hashes: [[UInt8]] = try connection.rows(
      "DELETE FROM record_files WHERE apprenticeship_id = \(apprenticeship) RETURNING hash"
    ).map { try $0["hash"] }
    return try hashes.filter { hash in
      try connection.row("SELECT 1 AS one FROM record_files WHERE hash = \(hash) LIMIT 1") == nil
    }
  }

  /// A condition: neither this contract nor another one of the person continues, ended later, or was ever known to end
  /// later; and nothing was written for a later week, so that an end moved far back by mistake does not count.
  private static func ended(before day: CalendarDate) -> SQL {
    """
    coalesce(s.dissolved_on, s.ends_on) < \(day) AND NOT EXISTS (
      SELECT 1 FROM trainings n
      WHERE n.apprentice_id = s.apprentice_id
        AND (coalesce(n.dissolved_on, n.ends_on) >= \(day) OR n.end_known_on >= \(day)))
      AND NOT EXISTS (
        SELECT 1 FROM record_weeks l
        WHERE l.apprenticeship_id = s.id AND l.iso_year * 100 + l.iso_week > \(CalendarWeek(of: day).ordinal))
    """
  }
}
