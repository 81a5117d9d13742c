import Accounts
import Chronology
import Companies
import Database
import Work

/// Updates by an import of apprenticeships.
enum ApprenticeshipImportQueries {
  struct Parties: Sendable {
    let apprentice: Int64
    let company: Int64
    let occupation: Int64
    let instructor: Int64?
  }

  /// Rows per statement: some 3,000 values.
  private static let portion = 200

  /// Adds or updates apprentices; of two contracts of one person the later line counts.
  /// - Returns: their keys by number key.
  static func saveApprentices(
    _ rows: [ImportedApprenticeship], in connection: any Connection
  ) throws -> [String: Int64] {
    let newest = Dictionary(rows.map { (NumberKey.folded($0.apprentice), $0) }) { $1 }
    var keys: [String: Int64] = [:]
    for portion in newest.sorted(by: { $0.key < $1.key }).chunked(into: portion) {
      let values = portion.map { key, row -> SQL in
        """
        (\(row.apprentice), \(key), \(row.firstName), \(row.lastName), \(row.birthDate), \(row.street),
          \(row.postcode), \(row.place), \(row.email), \(row.examData.birthPlace), \(row.examData.phone))
        """
      }
      let saved = try connection.rows(
        """
        INSERT INTO apprentices (number, number_key, first_name, last_name, birth_date, street, postcode, place, email,
          birth_place, phone) VALUES\u{20}
        """ + SQL.joined(values, separator: ", ") + """
           ON CONFLICT (number_key) DO UPDATE SET number = excluded.number, first_name = excluded.first_name,
            last_name = excluded.last_name, birth_date = excluded.birth_date, street = excluded.street,
            postcode = excluded.postcode, place = excluded.place, email = excluded.email,
            birth_place = excluded.birth_place, phone = excluded.phone
          RETURNING id, number_key
          """)
      for row in saved { keys[try row["number_key"]] = try row["id"] }
    }
    return keys
  }

  /// Updates the search words of apprentices: names, own number, numbers of all their contracts.
  static func saveWords(of apprentices: [Int64], in connection: any Connection) throws {
    for portion in apprentices.chunked(into: 500) {
      var wanted: [Int64: Set<String>] = [:]
      let contracts = try connection.rows(
        """
        SELECT p.id, p.first_name, p.last_name, p.number, s.number AS contract FROM apprentices p
          LEFT JOIN apprenticeships s ON s.apprentice_id = p.id
        WHERE p.id IN (\(list: portion))
        """)
      for row in contracts {
        let contract: String? = try row["contract"]
        let numbers: [String] = [try row["number"], contract ?? ""]
        wanted[try row["id"], default: []].formUnion(
          RegisterSearch.words(firstName: try row["first_name"], lastName: try row["last_name"], numbers: numbers))
      }
      var stored: [Int64: Set<String>] = [:]
      for row in try connection.rows(
        "SELECT apprentice_id, word FROM apprentice_words WHERE apprentice_id IN (\(list: portion))")
      { stored[try row["apprentice_id"], default: []].insert(try row["word"]) }
      try replace(stored, with: wanted, in: connection)
    }
  }

  private static func replace(
    _ stored: [Int64: Set<String>], with wanted: [Int64: Set<String>], in connection: any Connection
  ) throws {
    for (apprentice, words) in stored {
      let surplus = words.subtracting(wanted[apprentice] ?? [])
      guard !surplus.isEmpty else { continue }
      try connection.execute(
        "DELETE FROM apprentice_words WHERE apprentice_id = \(apprentice) AND word IN (\(list: surplus.sorted()))")
    }
    let missing = wanted.flatMap { apprentice, words in
      words.subtracting(stored[apprentice] ?? []).map { (word: $0, apprentice: apprentice) }
    }
    for portion in missing.sorted(by: { ($0.word, $0.apprentice) < ($1.word, $1.apprentice) }).chunked(into: 1000) {
      let values = portion.map { one -> SQL in "(\(one.word), \(one.apprentice))" }
      try connection.execute(
        "INSERT INTO apprentice_words (word, apprentice_id) VALUES " + SQL.joined(values, separator: ", "))
    }
  }

  /// Adds or updates apprenticeships.
  /// - Returns: their keys by number key.
  static func save(
    _ rows: [(row: ImportedApprenticeship, parties: Parties)], now: Instant, on today: CalendarDate,
    in connection: any Connection
  ) throws -> [String: Int64] {
    var keys: [String: Int64] = [:]
    for portion in rows.chunked(into: portion) {
      let values = portion.map { row, parties -> SQL in
        """
        (\(row.number), \(row.key), \(parties.apprentice), \(parties.company), \(parties.occupation),
          \(parties.instructor), \(row.startsOn), \(row.endsOn), \(row.enteredOn), \(row.dissolvedOn),
          \(row.school), \(row.weeklyTenths), \(row.recordForm), \(SortKey.make(row.lastName, row.firstName)),
          \(row.contentHash), \(now), \(row.examData.shortenedMonths), \(row.examData.creditedMonths),
          \(row.examData.partTimePercent))
        """
      }
      let saved = try connection.rows(
        """
        INSERT INTO apprenticeships (number, number_key, apprentice_id, company_id, occupation_id, instructor_id,
          starts_on, ends_on, entered_on, dissolved_on, school, weekly_tenths, record_form, name_key, content_hash,
          imported_at, shortened_months, credited_months, part_time_percent)
        VALUES \(sql: SQL.joined(values, separator: ", "))
        ON CONFLICT (number_key) DO UPDATE SET number = excluded.number, apprentice_id = excluded.apprentice_id,
          company_id = excluded.company_id, occupation_id = excluded.occupation_id,
          instructor_id = excluded.instructor_id, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
          entered_on = excluded.entered_on, dissolved_on = excluded.dissolved_on, school = excluded.school,
          weekly_tenths = excluded.weekly_tenths, record_form = excluded.record_form, name_key = excluded.name_key,
          content_hash = excluded.content_hash, imported_at = excluded.imported_at,
          shortened_months = excluded.shortened_months, credited_months = excluded.credited_months,
          part_time_percent = excluded.part_time_percent,
          end_known_on = CASE
            WHEN coalesce(excluded.dissolved_on, excluded.ends_on)
              < coalesce(apprenticeships.dissolved_on, apprenticeships.ends_on) THEN \(today)
            ELSE apprenticeships.end_known_on END
        RETURNING id, number_key
        """)
      for row in saved { keys[try row["number_key"]] = try row["id"] }
    }
    return keys
  }

  /// Adds the companies that train from the beginning.
  static func addCompanies(
    _ pairs: [(apprenticeship: Int64, company: Int64)], in connection: any Connection
  ) throws {
    for portion in pairs.chunked(into: 500) {
      let values = portion.map { pair -> SQL in "(\(pair.apprenticeship), \(pair.company))" }
      try connection.execute(
        "INSERT INTO apprenticeship_companies (apprenticeship_id, company_id) VALUES "
          + SQL.joined(values, separator: ", "))
    }
  }

  /// Adds the company that trains from a day on.
  static func addCompany(
    _ company: Int64, to apprenticeship: Int64, from day: CalendarDate, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO apprenticeship_companies (apprenticeship_id, company_id, valid_from)
      VALUES (\(apprenticeship), \(company), \(day))
      """)
  }

  /// Keeps the former instructor with their last day, before another takes over.
  static func keepInstructor(
    _ instructor: Int64, of apprenticeship: Int64, until day: CalendarDate, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO apprenticeship_instructors (apprenticeship_id, instructor_id, valid_until, last_week)
      VALUES (\(apprenticeship), \(instructor), \(day), \(CalendarWeek(of: day).ordinal))
      ON CONFLICT (apprenticeship_id, instructor_id)
      DO UPDATE SET valid_until = excluded.valid_until, last_week = excluded.last_week
      """)
  }

  static func closeCompany(
    of apprenticeship: Int64, until day: CalendarDate, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      UPDATE apprenticeship_companies SET valid_until = \(day)
      WHERE apprenticeship_id = \(apprenticeship) AND valid_until IS NULL
      """)
  }
}
