import Chronology
import Database

/// A text that an apprentice stores for reuse (Vorlage).
struct RecordTemplate: Sendable {
  let id: Int64
  let entries: String

  /// The first line.
  var title: String { entries.split(separator: "\n").first.map(String.init) ?? "" }
}

/// Queries about the initial content of weeks, and about templates.
enum PlanQueries {
  static let mostTemplates = 50

  static func plan(of apprenticeship: Int64, in connection: any Connection) throws -> WeekPlan? {
    try connection.row(
      """
      SELECT school_days, work_minutes, school_minutes FROM record_plans WHERE apprenticeship_id = \(apprenticeship)
      """
    ).map { row in
      let days: String = try row["school_days"]
      return WeekPlan(
        schoolDays: Set(days.compactMap(\.wholeNumberValue)), workMinutes: try row["work_minutes"],
        schoolMinutes: try row["school_minutes"])
    }
  }

  static func save(_ plan: WeekPlan, of apprenticeship: Int64, in connection: any Connection) throws {
    let days = plan.schoolDays.sorted().map(String.init).joined()
    try connection.execute(
      """
      INSERT INTO record_plans (apprenticeship_id, school_days, work_minutes, school_minutes)
      VALUES (\(apprenticeship), \(days), \(plan.workMinutes), \(plan.schoolMinutes))
      ON CONFLICT (apprenticeship_id) DO UPDATE
      SET school_days = excluded.school_days, work_minutes = excluded.work_minutes,
        school_minutes = excluded.school_minutes
      """)
  }

  // MARK: Timetable

  static func timetable(
    of apprenticeship: Int64, _ days: ClosedRange<CalendarDate>, in connection: any Connection
  ) throws -> [CalendarDate: SchoolDay] {
    let rows = try connection.rows(
      """
      SELECT day, minutes, topics FROM record_lessons
      WHERE apprenticeship_id = \(apprenticeship) AND day BETWEEN \(days.lowerBound) AND \(days.upperBound)
      """)
    return try rows.reduce(into: [:]) { found, row in
      found[try row["day"]] = SchoolDay(minutes: try row["minutes"], topics: try row["topics"])
    }
  }

  /// The last day of the timetable; nil if there is none.
  static func endOfTimetable(of apprenticeship: Int64, in connection: any Connection) throws -> CalendarDate? {
    try connection.value("SELECT max(day) FROM record_lessons WHERE apprenticeship_id = \(apprenticeship)")
  }

  /// Saves a timetable, replacing everything from its first day to its last.
  static func save(
    _ timetable: [CalendarDate: SchoolDay], of apprenticeship: Int64, in connection: any Connection
  ) throws {
    guard let first = timetable.keys.min(), let last = timetable.keys.max() else { return }
    try connection.execute(
      "DELETE FROM record_lessons WHERE apprenticeship_id = \(apprenticeship) AND day BETWEEN \(first) AND \(last)")
    for (day, school) in timetable {
      try connection.execute(
        """
        INSERT INTO record_lessons (apprenticeship_id, day, minutes, topics)
        VALUES (\(apprenticeship), \(day), \(school.minutes), \(school.topics))
        ON CONFLICT (apprenticeship_id, day) DO UPDATE SET minutes = excluded.minutes, topics = excluded.topics
        """)
    }
  }

  // MARK: Templates

  static func templates(of apprentice: Int64, in connection: any Connection) throws -> [RecordTemplate] {
    try connection.rows(
      """
      SELECT id, entries FROM record_templates WHERE apprentice_id = \(apprentice) ORDER BY id DESC
      LIMIT \(mostTemplates)
      """
    ).map { RecordTemplate(id: try $0["id"], entries: try $0["entries"]) }
  }

  /// Stores a text once; the oldest beyond the limit is deleted.
  static func addTemplate(
    _ entries: String, of apprentice: Int64, now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO record_templates (apprentice_id, entries, created_at)
      SELECT \(apprentice), \(entries), \(now) WHERE NOT EXISTS (
        SELECT 1 FROM record_templates WHERE apprentice_id = \(apprentice) AND entries = \(entries))
      """)
    try connection.execute(
      """
      DELETE FROM record_templates WHERE apprentice_id = \(apprentice) AND id NOT IN (
        SELECT id FROM record_templates WHERE apprentice_id = \(apprentice) ORDER BY id DESC LIMIT \(mostTemplates))
      """)
  }

  static func removeTemplate(_ id: Int64, of apprentice: Int64, in connection: any Connection) throws {
    try connection.execute("DELETE FROM record_templates WHERE id = \(id) AND apprentice_id = \(apprentice)")
  }

  // MARK: Companies

  static func basis(of company: Int64, in connection: any Connection) throws -> RecordBasis? {
    try connection.value("SELECT basis FROM record_companies WHERE company_id = \(company)")
  }

  static func save(_ basis: RecordBasis, of company: Int64, in connection: any Connection) throws {
    try connection.execute(
      """
      INSERT INTO record_companies (company_id, basis) VALUES (\(company), \(basis))
      ON CONFLICT (company_id) DO UPDATE SET basis = excluded.basis
      """)
  }
}
