import Accounts
import Chronology
import Database

/// Queries about weeks.
package enum WeekQueries {
  package static func record(
    _ apprenticeship: Int64, on day: CalendarDate, for asker: RecordAsker = .nobody, in connection: any Connection
  ) throws -> TrainingRecord? {
    try connection.row(
      """
      SELECT s.id, s.apprentice_id, p.first_name, p.last_name, p.birth_date, o.name AS occupation, o.specialisation, c.full_name AS company,
        s.starts_on, s.ends_on, s.dissolved_on, s.instructor_id, s.weekly_tenths, h.company_id AS today_company, b.basis,
        x.erased_at,
        f.instructor_id AS former_id, f.last_week, k.id AS co_signer_id, k.role,
        CASE WHEN EXISTS (
          SELECT 1 FROM record_assistants a
          WHERE a.apprenticeship_id = s.id AND a.account_id = \(asker.account) AND a.company_id = h.company_id
        ) THEN 1 ELSE 0 END AS is_assigned,
        \(sql: RecordAccessQueries.isOwn(of: asker.account)) AS is_own,
        CASE WHEN EXISTS (
          SELECT 1 FROM record_releases e
          WHERE e.apprenticeship_id = s.id AND e.ended_at IS NULL AND e.valid_until >= \(day)
        ) THEN 1 ELSE 0 END AS is_released,
        CASE WHEN EXISTS (
          SELECT 1 FROM record_requests q WHERE q.apprenticeship_id = s.id AND q.state = 'open'
        ) THEN 1 ELSE 0 END AS is_asked
      FROM trainings s JOIN apprentice_facts p ON p.id = s.apprentice_id JOIN company_facts c ON c.id = s.company_id
        JOIN occupation_names o ON o.id = s.occupation_id
        LEFT JOIN training_companies h ON h.apprenticeship_id = s.id
          AND (h.valid_from IS NULL OR h.valid_from <= \(day)) AND (h.valid_until IS NULL OR h.valid_until >= \(day))
        LEFT JOIN record_retentions x ON x.apprenticeship_id = s.id
        LEFT JOIN record_companies b ON b.company_id = s.company_id
        LEFT JOIN former_instructors f ON f.apprenticeship_id = s.id
          AND f.instructor_id IN (\(list: asker.instructors)) AND f.valid_until >= \(asker.graceSince)
        LEFT JOIN record_co_signers k ON k.apprenticeship_id = s.id AND k.id IN (\(list: asker.coSigners))
          AND k.ended_at IS NULL
      WHERE s.id = \(apprenticeship) ORDER BY f.last_week DESC, k.id LIMIT 1
      """
    ).map(TrainingRecord.init)
  }

  /// The newest apprenticeship of an account's apprentice.
  package static func apprenticeship(of account: Int64, in connection: any Connection) throws -> Int64? {
    try connection.value(
      """
      SELECT max(s.id) FROM account_functions g JOIN trainings s ON s.apprentice_id = g.subject_id
      WHERE g.account_id = \(account) AND g.kind = 'apprentice' AND g.state = 'held'
      """)
  }

  static func week(
    _ week: CalendarWeek, of apprenticeship: Int64, lock: SQL = SQL(), in connection: any Connection
  ) throws -> RecordWeek? {
    try connection.row(
      select + """
         WHERE apprenticeship_id = \(apprenticeship) AND iso_year = \(week.year) AND iso_week = \(week.number)
        """ + lock
    ).map(RecordWeek.init)
  }

  /// All weeks of a record, in order.
  static func weeks(of apprenticeship: Int64, in connection: any Connection) throws -> [RecordWeek] {
    try connection.rows(select + " WHERE apprenticeship_id = \(apprenticeship) ORDER BY iso_year, iso_week").map(
      RecordWeek.init)
  }

  /// The nearest earlier or later week that people other than the apprentice can open.
  static func handedIn(
    beside week: CalendarWeek, isLater: Bool, of apprenticeship: Int64, in connection: any Connection
  ) throws -> CalendarWeek? {
    let place: SQL =
      isLater
      ? "> (\(week.year), \(week.number)) ORDER BY iso_year, iso_week"
      : "< (\(week.year), \(week.number)) ORDER BY iso_year DESC, iso_week DESC"
    return try connection.row(
      """
      SELECT iso_year, iso_week FROM record_weeks
      WHERE apprenticeship_id = \(apprenticeship) AND state <> 'draft' AND (iso_year, iso_week) \(sql: place) LIMIT 1
      """
    ).flatMap { CalendarWeek(year: try $0["iso_year"], number: try $0["iso_week"]) }
  }

  /// The states of the weeks of a record.
  static func states(
    of apprenticeship: Int64, in connection: any Connection
  ) throws -> [CalendarWeek: WeekState] {
    let rows = try connection.rows(
      "SELECT iso_year, iso_week, state FROM record_weeks WHERE apprenticeship_id = \(apprenticeship)")
    return try rows.reduce(into: [:]) { states, row in
      guard let week = CalendarWeek(year: try row["iso_year"], number: try row["iso_week"]) else { return }
      states[week] = try row["state"]
    }
  }

  /// Stores a content over a revision that was read (optimistic locking); the first one has revision 0.
  /// - Returns: nil if the week was changed, submitted or signed meanwhile.
  static func save(
    _ content: WeekContent, _ week: CalendarWeek, of apprenticeship: Int64, over revision: Int, now: Instant,
    in connection: any Connection
  ) throws -> RecordWeek? {
    try save(EncodedWeek(content), week, of: apprenticeship, over: revision, now: now, in: connection)
  }

  static func save(
    _ encoded: EncodedWeek, _ week: CalendarWeek, of apprenticeship: Int64, over revision: Int, now: Instant,
    in connection: any Connection
  ) throws -> RecordWeek? {
    let (text, hash) = (encoded.text, encoded.hash)
    let row =
      revision == 0
      ? try connection.row(
        """
        INSERT INTO record_weeks
          (apprenticeship_id, iso_year, iso_week, state, revision, content, content_hash, changed_at)
        VALUES (\(apprenticeship), \(week.year), \(week.number), 'draft', 1, \(text), \(hash), \(now))
        ON CONFLICT (apprenticeship_id, iso_year, iso_week) DO NOTHING RETURNING \(raw: columns)
        """)
      : try connection.row(
        """
        UPDATE record_weeks
        SET content = \(text), content_hash = \(hash), revision = revision + 1, changed_at = \(now)
        WHERE apprenticeship_id = \(apprenticeship) AND iso_year = \(week.year) AND iso_week = \(week.number)
          AND revision = \(revision) AND state IN ('draft', 'returned')
        RETURNING \(raw: columns)
        """)
    return try row.map(RecordWeek.init)
  }

  /// Moves a week to another state, if it is still what was read.
  static func move(
    _ week: RecordWeek, to state: WeekState, now: Instant, in connection: any Connection
  ) throws -> Bool {
    let submitted = state == .submitted ? now : nil
    return try connection.execute(
      """
      UPDATE record_weeks SET state = \(state), submitted_at = \(submitted)
      WHERE id = \(week.id) AND state = \(week.state) AND revision = \(week.revision)
      """) == 1
  }

  private static let columns: StaticString =
    "id, apprenticeship_id, iso_year, iso_week, state, revision, content, content_hash, changed_at"

  private static let select: SQL = "SELECT \(raw: columns) FROM record_weeks"
}

extension RecordWeek {
  init(_ row: Row) throws {
    guard let week = CalendarWeek(year: try row["iso_year"], number: try row["iso_week"]) else {
      throw DatabaseError(.other, "a week that no year has", sql: "record_weeks")
    }
    self.init(
      id: try row["id"], apprenticeship: try row["apprenticeship_id"], week: week, state: try row["state"],
      revision: try row["revision"], content: try WeekContent(text: try row["content"]),
      contentHash: try row["content_hash"], changedAt: try row["changed_at"])
  }
}

extension FormerInstructor {
  fileprivate init?(_ row: Row) throws {
    guard let instructor: Int64 = try row["former_id"] else { return nil }
    self.init(instructor: instructor, lastWeek: try row["last_week"])
  }
}

extension CoSigner {
  fileprivate init?(_ row: Row) throws {
    guard let id: Int64 = try row["co_signer_id"] else { return nil }
    self.init(id: id, role: try row["role"])
  }
}

extension TrainingRecord {
  fileprivate init(_ row: Row) throws {
    let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
    let (occupation, specialisation): (String, String) = (try row["occupation"], try row["specialisation"])
    let (starts, ends): (CalendarDate, CalendarDate) = (try row["starts_on"], try row["ends_on"])
    let dissolved: CalendarDate? = try row["dissolved_on"]
    self.init(
      apprenticeship: try row["id"], apprentice: try row["apprentice_id"], name: "\(first) \(last)",
      occupation: specialisation.isEmpty ? occupation : "\(occupation), \(specialisation)",
      companyName: try row["company"], birthDate: try row["birth_date"], contractEnd: ends,
      erasedAt: try row["erased_at"],
      training: starts...max(starts, min(ends, dissolved ?? ends)),
      parties: RecordParties(
        company: try row["today_company"], instructor: try row["instructor_id"], apprentice: try row["apprentice_id"],
        isAssigned: try row["is_assigned"], isOwn: try row["is_own"], isReleased: try row["is_released"],
        former: try FormerInstructor(row),
        coSigner: try CoSigner(row)),
      companyBasis: try row["basis"], isAsked: try row["is_asked"], weeklyTenths: try row["weekly_tenths"])
  }
}
