import Chronology
import Companies
import Database
import Work

/// The writes of an import of occupations.
enum OccupationImportQueries {
  static func known(in connection: any Connection) throws -> [String: KnownRow] {
    try KnownRow.all("SELECT id, number_key, content_hash FROM occupations", in: connection)
  }

  static func save(_ row: ImportedOccupation, in connection: any Connection) throws {
    let id: Int64? = try connection.value(
      """
      INSERT INTO occupations (number, number_key, name, specialisation, months, name_key, content_hash)
      VALUES (\(row.number), \(row.key), \(row.name), \(row.specialisation), \(row.months),
        \(SortKey.make(row.name, row.specialisation)), \(row.contentHash))
      ON CONFLICT (number_key) DO UPDATE SET number = excluded.number, name = excluded.name,
        specialisation = excluded.specialisation, months = excluded.months, name_key = excluded.name_key,
        content_hash = excluded.content_hash
      RETURNING id
      """)
    guard let id else { return }
    try connection.execute("DELETE FROM occupation_words WHERE occupation_id = \(id)")
    let words = SortKey.indexWords("\(row.name) \(row.specialisation)").sorted()
    let values = words.map { word -> SQL in "(\(word), \(id))" }
    guard !values.isEmpty else { return }
    try connection.execute(
      "INSERT INTO occupation_words (word, occupation_id) VALUES " + SQL.joined(values, separator: ", "))
  }
}

/// The writes of an import of instructors.
enum InstructorImportQueries {
  static func known(in connection: any Connection) throws -> [String: KnownRow] {
    try KnownRow.all("SELECT id, number_key, content_hash FROM instructors", in: connection)
  }

  /// All instructors by number, with their company.
  static func companies(in connection: any Connection) throws -> [String: (id: Int64, company: Int64)] {
    var found: [String: (id: Int64, company: Int64)] = [:]
    try connection.forEachRow("SELECT id, number_key, company_id FROM instructors") { row in
      found[try row["number_key"]] = (id: try row["id"], company: try row["company_id"])
    }
    return found
  }

  static func save(_ row: ImportedInstructor, company: Int64, in connection: any Connection) throws {
    try connection.execute(
      """
      INSERT INTO instructors
        (company_id, number, number_key, first_name, last_name, name_key, email, active_until, content_hash)
      VALUES (\(company), \(row.number), \(row.key), \(row.firstName), \(row.lastName),
        \(SortKey.make(row.lastName, row.firstName)), \(row.email), \(row.activeUntil), \(row.contentHash))
      ON CONFLICT (number_key) DO UPDATE SET company_id = excluded.company_id, number = excluded.number,
        first_name = excluded.first_name, last_name = excluded.last_name, name_key = excluded.name_key,
        email = excluded.email, active_until = excluded.active_until, content_hash = excluded.content_hash
      """)
  }

  /// Takes an instructor out of all apprenticeships.
  static func release(_ instructor: Int64, in connection: any Connection) throws {
    try connection.execute("UPDATE apprenticeships SET instructor_id = NULL WHERE instructor_id = \(instructor)")
  }
}

/// The writes of an import of apprenticeships.
enum ApprenticeshipImportQueries {
  struct Parties: Sendable {
    let apprentice: Int64
    let company: Int64
    let occupation: Int64
    let instructor: Int64?
  }

  static func known(in connection: any Connection) throws -> [String: KnownRow] {
    try KnownRow.all("SELECT id, number_key, content_hash FROM apprenticeships", in: connection)
  }

  /// Adds or changes an apprentice, with the words they are found by.
  static func saveApprentice(_ row: ImportedApprenticeship, in connection: any Connection) throws -> Int64 {
    let key = PINRules.numberKey(row.apprentice)
    let id: Int64? = try connection.value(
      """
      INSERT INTO apprentices
        (number, number_key, first_name, last_name, birth_date, street, postcode, place, email)
      VALUES (\(row.apprentice), \(key), \(row.firstName), \(row.lastName), \(row.birthDate), \(row.street),
        \(row.postcode), \(row.place), \(row.email))
      ON CONFLICT (number_key) DO UPDATE SET number = excluded.number, first_name = excluded.first_name,
        last_name = excluded.last_name, birth_date = excluded.birth_date, street = excluded.street,
        postcode = excluded.postcode, place = excluded.place, email = excluded.email
      RETURNING id
      """)
    guard let id else { return 0 }
    let words = RegisterSearch.words(
      firstName: row.firstName, lastName: row.lastName, numbers: [row.apprentice, row.contract])
    // The numbers of the apprentice's other contracts stay.
    try connection.execute(
      """
      DELETE FROM apprentice_words WHERE apprentice_id = \(id) AND word NOT IN (\(list: words)) AND word NOT IN (
        SELECT lower(number_key) FROM apprenticeships WHERE apprentice_id = \(id))
      """)
    let values = words.map { word -> SQL in "(\(word), \(id))" }
    try connection.execute(
      "INSERT INTO apprentice_words (word, apprentice_id) VALUES " + SQL.joined(values, separator: ", ")
        + " ON CONFLICT (word, apprentice_id) DO NOTHING")
    return id
  }

  static func save(
    _ row: ImportedApprenticeship, _ parties: Parties, now: Instant, in connection: any Connection
  ) throws -> Int64 {
    let id: Int64? = try connection.value(
      """
      INSERT INTO apprenticeships (number, number_key, apprentice_id, company_id, occupation_id, instructor_id,
        starts_on, ends_on, entered_on, dissolved_on, school, weekly_tenths, record_form, name_key, content_hash,
        imported_at)
      VALUES (\(row.number), \(row.key), \(parties.apprentice), \(parties.company), \(parties.occupation),
        \(parties.instructor), \(row.startsOn), \(row.endsOn), \(row.enteredOn), \(row.dissolvedOn), \(row.school),
        \(row.weeklyTenths), \(row.recordForm), \(SortKey.make(row.lastName, row.firstName)), \(row.contentHash),
        \(now))
      ON CONFLICT (number_key) DO UPDATE SET number = excluded.number, apprentice_id = excluded.apprentice_id,
        company_id = excluded.company_id, occupation_id = excluded.occupation_id,
        instructor_id = excluded.instructor_id, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
        entered_on = excluded.entered_on, dissolved_on = excluded.dissolved_on, school = excluded.school,
        weekly_tenths = excluded.weekly_tenths, record_form = excluded.record_form, name_key = excluded.name_key,
        content_hash = excluded.content_hash, imported_at = excluded.imported_at
      RETURNING id
      """)
    return id ?? 0
  }

  /// Adds the company that trains from a day on; the first one from the beginning.
  static func addCompany(
    _ company: Int64, to apprenticeship: Int64, from day: CalendarDate?, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO apprenticeship_companies (apprenticeship_id, company_id, valid_from)
      VALUES (\(apprenticeship), \(company), \(day))
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
