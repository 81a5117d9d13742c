import Chronology
import Companies
import Database
import Work

/// Updates by an import of occupations.
enum OccupationImportQueries {
  static func known(in connection: any Connection) throws -> [String: KnownRow] {
    try KnownRow.rows(of: "occupations", in: connection)
  }

  static func save(_ row: ImportedOccupation, in connection: any Connection) throws {
    let facts = row.examFacts
    let id = try connection.key(
      """
      INSERT INTO occupations (number, number_key, name, specialisation, months, name_key, content_hash, law, regulation,
        exam_form, first_part_weight, task_provider, kldb)
      VALUES (\(row.number), \(row.key), \(row.name), \(row.specialisation), \(row.months),
        \(SortKey.make(row.name, row.specialisation)), \(row.contentHash), \(facts.law?.rawValue ?? ""),
        \(facts.regulation), \(facts.form?.rawValue ?? ""), \(facts.firstPartWeight), \(facts.taskProvider),
        \(facts.kldb))
      ON CONFLICT (number_key) DO UPDATE SET number = excluded.number, name = excluded.name,
        specialisation = excluded.specialisation, months = excluded.months, name_key = excluded.name_key,
        content_hash = excluded.content_hash,
        law = excluded.law, regulation = excluded.regulation, exam_form = excluded.exam_form,
        first_part_weight = excluded.first_part_weight, task_provider = excluded.task_provider, kldb = excluded.kldb
      RETURNING id
      """)
    try saveWords("\(row.name) \(row.specialisation)", of: id, in: connection)
  }

  static func saveWords(_ text: String, of id: Int64, in connection: any Connection) throws {
    try connection.execute("DELETE FROM occupation_words WHERE occupation_id = \(id)")
    let words = SortKey.indexWords(text).sorted()
    let values = words.map { word -> SQL in "(\(word), \(id))" }
    guard !values.isEmpty else { return }
    try connection.execute(
      "INSERT INTO occupation_words (word, occupation_id) VALUES " + SQL.joined(values, separator: ", "))
  }
}

/// Updates by an import of instructors.
enum InstructorImportQueries {
  /// All instructors by number key, with their companies.
  static func companies(in connection: any Connection) throws -> [String: (id: Int64, company: Int64)] {
    var found: [String: (id: Int64, company: Int64)] = [:]
    try connection.forEachRow("SELECT id, number_key, company_id FROM instructors") { row in
      found[try row["number_key"]] = (id: try row["id"], company: try row["company_id"])
    }
    return found
  }

  /// The stored data of instructors, by number key.
  static func stored(of keys: [String], in connection: any Connection) throws -> [String: [ImportedSubject]] {
    var found: [String: [ImportedSubject]] = [:]
    let rows = try connection.rows(
      """
      SELECT i.number, i.number_key, i.first_name, i.last_name, i.email, i.active_until, c.number AS company,
        g.account_id AS account
      FROM instructors i JOIN company_facts c ON c.id = i.company_id
        LEFT JOIN account_functions g ON g.kind = 'instructor' AND g.subject_id = i.id AND g.state = 'held'
      WHERE i.number_key IN (\(list: keys))
      """)
    for row in rows {
      let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
      let (until, account): (CalendarDate?, Int64?) = (try row["active_until"], try row["account"])
      let values = [
        ImportedValue("ausbildernummer", try row["number"]), ImportedValue("vorname", first),
        ImportedValue("nachname", last), ImportedValue("betriebsnummer", try row["company"]),
        ImportedValue("email", try row["email"]), ImportedValue("aktiv_bis", until?.description ?? ""),
      ]
      found[try row["number_key"]] = [
        ImportedSubject(
          number: try row["number"], identity: .person(firstName: first, lastName: last, birthDate: nil),
          values: values, end: until, hasAccess: account != nil)
      ]
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

  /// Removes an instructor from all apprenticeships, including those of former times.
  static func release(_ instructor: Int64, in connection: any Connection) throws {
    try connection.execute("DELETE FROM apprenticeship_instructors WHERE instructor_id = \(instructor)")
    try connection.execute("UPDATE apprenticeships SET instructor_id = NULL WHERE instructor_id = \(instructor)")
  }
}
