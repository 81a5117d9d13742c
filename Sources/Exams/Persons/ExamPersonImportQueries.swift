import Chronology
import Database
import Work

/// Queries for the import of examiners and exam participants.
enum ExamPersonImportQueries {
  /// Stored persons, by the keys of their numbers.
  static func stored(
    _ role: ExamRole, of keys: [String], in connection: any Connection
  ) throws -> [String: [ImportedSubject]] {
    let special: SQL =
      role == .examiner ? "e.board AS work, e.appointed_until AS last" : "e.exam AS work, e.ends_on AS last"
    let rows = try connection.rows(
      """
      SELECT e.number, e.number_key, e.first_name, e.last_name, e.email, e.street, e.postcode, e.place,
        g.account_id AS account, \(sql: special)
      FROM \(sql: ExamPersonQueries.table(role)) e
        LEFT JOIN account_functions g ON g.kind = \(role.rawValue) AND g.subject_id = e.id AND g.state = 'held'
      WHERE e.number_key IN (\(list: keys))
      """)
    return try rows.reduce(into: [:]) { found, row in
      let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
      let (until, account): (CalendarDate?, Int64?) = (try row["last"], try row["account"])
      let number: String = try row["number"]
      let values = ExamPersonColumns.values(
        role, number: number, first, last, email: try row["email"], street: try row["street"],
        postcode: try row["postcode"], place: try row["place"], assignment: try row["work"], lastDay: until)
      found[try row["number_key"]] = [
        ImportedSubject(
          number: number, identity: .person(firstName: first, lastName: last, birthDate: nil), values: values,
          end: until, hasAccess: account != nil)
      ]
    }
  }

  static func saveExaminer(_ row: ImportedExamPerson, in connection: any Connection) throws -> Int64 {
    try connection.key(
      """
      INSERT INTO examiners
        (number, number_key, first_name, last_name, name_key, email, street, postcode, place, board, appointed_until,
          content_hash)
      VALUES (\(row.number), \(row.key), \(row.firstName), \(row.lastName),
        \(SortKey.make(row.lastName, row.firstName)), \(row.email), \(row.street), \(row.postcode), \(row.place),
        \(row.assignment), \(row.lastDay), \(row.contentHash))
      ON CONFLICT (number_key) DO UPDATE SET number = excluded.number, first_name = excluded.first_name,
        last_name = excluded.last_name, name_key = excluded.name_key, email = excluded.email,
        street = excluded.street, postcode = excluded.postcode, place = excluded.place, board = excluded.board,
        appointed_until = excluded.appointed_until, content_hash = excluded.content_hash
      RETURNING id
      """)
  }

  static func saveParticipant(_ row: ImportedExamPerson, in connection: any Connection) throws -> Int64 {
    try connection.key(
      """
      INSERT INTO exam_participants
        (number, number_key, first_name, last_name, name_key, email, street, postcode, place, exam, basis, ends_on,
          content_hash)
      VALUES (\(row.number), \(row.key), \(row.firstName), \(row.lastName),
        \(SortKey.make(row.lastName, row.firstName)), \(row.email), \(row.street), \(row.postcode), \(row.place),
        \(row.assignment), \(row.basis ?? .other), \(row.lastDay), \(row.contentHash))
      ON CONFLICT (number_key) DO UPDATE SET number = excluded.number, first_name = excluded.first_name,
        last_name = excluded.last_name, name_key = excluded.name_key, email = excluded.email,
        street = excluded.street, postcode = excluded.postcode, place = excluded.place, exam = excluded.exam,
        basis = excluded.basis, ends_on = excluded.ends_on, content_hash = excluded.content_hash
      RETURNING id
      """)
  }
}
