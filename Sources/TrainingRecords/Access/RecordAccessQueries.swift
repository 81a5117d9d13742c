import Chronology
import Database

/// A period for which a record is open to the chamber.
struct RecordRelease: Sendable {
  let id: Int64
  let reason: String
  let releasedAt: Instant
  let validUntil: CalendarDate
  let endedAt: Instant?
  let origin: RecordReleaseOrigin

  func isOpen(on day: CalendarDate) -> Bool { endedAt == nil && validUntil >= day }
}

/// Who opened a record.
enum RecordReleaseOrigin: String, Sendable, ColumnValue {
  case apprentice
  /// The chamber, for the admission to an exam.
  case exam
}

/// A view of a record by the chamber.
struct RecordLook: Sendable {
  let at: Instant
  let name: String
  let week: String
}

/// Queries about access to a record, besides that of apprentice, instructor and company.
enum RecordAccessQueries {
  /// A condition: the account is that of the apprentice of apprenticeship `s`.
  static func isOwn(of account: Int64) -> SQL {
    """
    CASE WHEN EXISTS (
      SELECT 1 FROM account_functions g WHERE g.kind = 'apprentice' AND g.subject_id = s.apprentice_id
        AND g.state = 'held' AND g.account_id = \(account)
    ) THEN 1 ELSE 0 END
    """
  }

  // MARK: Assistants

  static func assistants(
    of apprenticeship: Int64, assignedBy company: Int64, in connection: any Connection
  ) throws -> [Int64] {
    try connection.rows(
      """
      SELECT account_id FROM record_assistants
      WHERE apprenticeship_id = \(apprenticeship) AND company_id = \(company) ORDER BY assigned_at, account_id
      """
    ).map { try $0["account_id"] }
  }

  static func assign(
    _ account: Int64, to apprenticeship: Int64, of company: Int64, by actor: Int64, now: Instant,
    in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO record_assistants (apprenticeship_id, account_id, company_id, assigned_at, assigned_by)
      VALUES (\(apprenticeship), \(account), \(company), \(now), \(actor))
      ON CONFLICT (apprenticeship_id, account_id) DO UPDATE
      SET company_id = excluded.company_id, assigned_at = excluded.assigned_at, assigned_by = excluded.assigned_by
      """)
  }

  static func unassign(
    _ account: Int64, from apprenticeship: Int64, of company: Int64, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      DELETE FROM record_assistants
      WHERE apprenticeship_id = \(apprenticeship) AND account_id = \(account) AND company_id = \(company)
      """) == 1
  }

  // MARK: Releases

  static func releases(of apprenticeship: Int64, in connection: any Connection) throws -> [RecordRelease] {
    try connection.rows(
      """
      SELECT id, reason, released_at, valid_until, ended_at, origin FROM record_releases
      WHERE apprenticeship_id = \(apprenticeship) ORDER BY id DESC LIMIT 20
      """
    ).map { row in
      RecordRelease(
        id: try row["id"], reason: try row["reason"], releasedAt: try row["released_at"],
        validUntil: try row["valid_until"], endedAt: try row["ended_at"], origin: try row["origin"])
    }
  }

  static func release(
    _ apprenticeship: Int64, reason: String, until day: CalendarDate, origin: RecordReleaseOrigin, now: Instant,
    in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO record_releases (apprenticeship_id, reason, released_at, valid_until, origin)
      VALUES (\(apprenticeship), \(reason), \(now), \(day), \(origin))
      """)
  }

  static func isOpenForExam(
    _ apprenticeship: Int64, on day: CalendarDate, in connection: any Connection
  ) throws -> Bool {
    try connection.row(
      """
      SELECT id FROM record_releases
      WHERE apprenticeship_id = \(apprenticeship) AND origin = 'exam' AND valid_until >= \(day) LIMIT 1
      """) != nil
  }

  /// Ends releases by the apprentice.
  /// - Returns: false if none was in force.
  static func endReleases(of apprenticeship: Int64, now: Instant, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      UPDATE record_releases SET ended_at = \(now)
      WHERE apprenticeship_id = \(apprenticeship) AND ended_at IS NULL AND origin = 'apprentice'
      """) > 0
  }

  static func noteLook(
    _ account: Int64, at apprenticeship: Int64, week: String, now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO record_looks (apprenticeship_id, account_id, looked_at, week)
      VALUES (\(apprenticeship), \(account), \(now), \(week))
      """)
  }

  static func looks(at apprenticeship: Int64, in connection: any Connection) throws -> [RecordLook] {
    try connection.rows(
      """
      SELECT l.looked_at, l.week, a.first_name, a.last_name
      FROM record_looks l LEFT JOIN account_names a ON a.id = l.account_id
      WHERE l.apprenticeship_id = \(apprenticeship) ORDER BY l.id DESC LIMIT 50
      """
    ).map { row in
      let names: [String?] = [try row["first_name"], try row["last_name"]]
      return RecordLook(
        at: try row["looked_at"], name: names.compactMap { $0 }.joined(separator: " "), week: try row["week"])
    }
  }
}
