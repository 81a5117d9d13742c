import Companies
import Database
import Work

/// What an import of examiners and exam participants asks and writes.
enum ExamPersonImportQueries {
  static func known(_ role: ExamRole, in connection: any Connection) throws -> [String: KnownRow] {
    try KnownRow.all("SELECT id, number_key, content_hash FROM " + ExamPersonQueries.table(role), in: connection)
  }

  static func saveExaminer(_ row: ImportedExamPerson, in connection: any Connection) throws -> Int64 {
    let id: Int64? = try connection.value(
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
    return id ?? 0
  }

  static func saveParticipant(_ row: ImportedExamPerson, in connection: any Connection) throws -> Int64 {
    let id: Int64? = try connection.value(
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
    return id ?? 0
  }
}
