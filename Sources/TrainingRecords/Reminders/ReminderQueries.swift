import Chronology
import Database
import Settings

extension ReminderChoice: ColumnValue {}

/// An account being checked for reminders, with its choice.
struct RemindedAccount: Sendable {
  let account: Int64
  let choice: ReminderChoice
  let mailedAt: Instant?
}

/// Queries about reminders.
enum ReminderQueries {
  /// Active accounts that have to do with records and were not checked since a Monday, sorted by key.
  static func accounts(
    notCheckedSince monday: CalendarDate, limit: Int, in connection: any Connection
  ) throws -> [RemindedAccount] {
    try connection.rows(
      """
      SELECT a.id, r.choice, r.mailed_at FROM account_facts a LEFT JOIN record_reminders r ON r.account_id = a.id
      WHERE a.state = 'active' AND (r.checked_on IS NULL OR r.checked_on < \(monday)) AND (
        EXISTS (
          SELECT 1 FROM account_functions g
          WHERE g.account_id = a.id AND g.kind IN ('apprentice', 'instructor', 'co_signer') AND g.state = 'held')
        OR EXISTS (SELECT 1 FROM company_people m WHERE m.account_id = a.id AND m.ended_at IS NULL))
      ORDER BY a.id LIMIT \(limit)
      """
    ).map { row in
      RemindedAccount(
        account: try row["id"], choice: try row["choice"] ?? .weekly, mailedAt: try row["mailed_at"])
    }
  }

  /// Records that accounts were checked.
  /// - Returns: those not recorded by anybody else meanwhile.
  static func noteChecked(
    _ accounts: [Int64], on monday: CalendarDate, in connection: any Connection
  ) throws -> Set<Int64> {
    let rows = try connection.rows(
      """
      INSERT INTO record_reminders (account_id, checked_on)
      SELECT id, \(monday) FROM account_facts WHERE id IN (\(list: accounts))
      ON CONFLICT (account_id) DO UPDATE SET checked_on = excluded.checked_on
      WHERE record_reminders.checked_on IS NULL OR record_reminders.checked_on < excluded.checked_on
      RETURNING account_id
      """)
    return try Set(rows.map { try $0["account_id"] })
  }

  static func noteMailed(_ account: Int64, now: Instant, in connection: any Connection) throws {
    try connection.execute("UPDATE record_reminders SET mailed_at = \(now) WHERE account_id = \(account)")
  }

  static func choice(of account: Int64, in connection: any Connection) throws -> ReminderChoice {
    try connection.value("SELECT choice FROM record_reminders WHERE account_id = \(account)") ?? .weekly
  }

  static func choose(_ choice: ReminderChoice, by account: Int64, in connection: any Connection) throws {
    try connection.execute(
      """
      INSERT INTO record_reminders (account_id, choice) VALUES (\(account), \(choice))
      ON CONFLICT (account_id) DO UPDATE SET choice = excluded.choice
      """)
  }

  // MARK: News

  /// The reminders for some accounts on a day.
  static func news(
    for accounts: [Int64], _ settings: ChamberSettings, on day: CalendarDate, overdueBefore limit: Instant,
    in connection: any Connection
  ) throws -> [Int64: ReminderNews] {
    var news: [Int64: ReminderNews] = [:]
    for (account, missing) in try missing(of: accounts, on: day, in: connection) {
      news[account, default: ReminderNews()].missing += missing
    }
    for row in try waiting(for: accounts, in: connection) {
      news[try row["account_id"], default: ReminderNews()].waiting = try row["waiting"]
      news[try row["account_id"], default: ReminderNews()].waitingSince = try row["since"]
    }
    let beside = try WaitingQueries.countBeside(
      for: accounts, settings.coSigning.roles, on: day, graceSince: settings.graceSince(day), in: connection)
    for (account, waiting) in beside { news[account, default: ReminderNews()].waitingBeside = waiting }
    for row in try overdue(for: accounts, on: day, before: limit, in: connection) {
      news[try row["account_id"], default: ReminderNews()].overdue = try row["overdue"]
    }
    return news
  }

  /// Weeks that wait for instructors, and since when.
  private static func waiting(for accounts: [Int64], in connection: any Connection) throws -> [Row] {
    try connection.rows(
      """
      SELECT g.account_id, count(*) AS waiting, min(w.submitted_at) AS since
      FROM account_functions g JOIN trainings s ON s.instructor_id = g.subject_id
        JOIN record_weeks w ON w.apprenticeship_id = s.id AND w.state = 'submitted'
      WHERE g.kind = 'instructor' AND g.state = 'held' AND g.account_id IN (\(list: accounts))
      GROUP BY g.account_id
      """)
  }

  /// Apprentices whose weeks wait for too long, for people of their company with the right for training.
  private static func overdue(
    for accounts: [Int64], on day: CalendarDate, before limit: Instant, in connection: any Connection
  ) throws -> [Row] {
    try connection.rows(
      """
      SELECT m.account_id, count(DISTINCT h.apprenticeship_id) AS overdue
      FROM company_people m JOIN training_companies h ON h.company_id = m.company_id
        JOIN record_weeks w ON w.apprenticeship_id = h.apprenticeship_id AND w.state = 'submitted'
          AND w.submitted_at < \(limit)
      WHERE m.ended_at IS NULL AND (m.is_administrator = 1 OR m.rights LIKE '%training%')
        AND (m.valid_until IS NULL OR m.valid_until >= \(day))
        AND (h.valid_from IS NULL OR h.valid_from <= \(day)) AND (h.valid_until IS NULL OR h.valid_until >= \(day))
        AND m.account_id IN (\(list: accounts))
      GROUP BY m.account_id
      """)
  }

  /// The number of past weeks in running digital records that were not submitted.
  private static func missing(
    of accounts: [Int64], on day: CalendarDate, in connection: any Connection
  ) throws -> [(account: Int64, count: Int)] {
    let week = CalendarWeek(of: day)
    let rows = try connection.rows(
      """
      SELECT g.account_id, s.id, s.starts_on, s.ends_on, (
          SELECT count(*) FROM record_weeks w
          WHERE w.apprenticeship_id = s.id AND w.state IN ('submitted', 'signed')
            AND (w.iso_year < \(week.year) OR (w.iso_year = \(week.year) AND w.iso_week < \(week.number)))
        ) AS handed_in
      FROM account_functions g JOIN trainings s ON s.apprentice_id = g.subject_id
      WHERE g.kind = 'apprentice' AND g.state = 'held' AND g.account_id IN (\(list: accounts))
        AND s.record_form = 'digital' AND s.starts_on <= \(day) AND s.ends_on >= \(day)
        AND (s.dissolved_on IS NULL OR s.dissolved_on > \(day))
      """)
    let papers = try PaperQueries.covers(of: rows.map { try $0["id"] }, confirmedOnly: false, in: connection)
    return try rows.map { row in
      let (starts, ends): (CalendarDate, CalendarDate) = (try row["starts_on"], try row["ends_on"])
      let due = WeekRules.due(
        of: starts...max(starts, ends), until: week.monday.adding(days: -1), without: papers[try row["id"]] ?? .none
      ).count
      return (try row["account_id"], max(0, due - (try row["handed_in"] as Int)))
    }
  }
}
