import Database
import Work

/// Queries about framework plans.
enum FrameworkQueries {
  /// The plan of a record's occupation, in its order.
  static func plan(of apprenticeship: Int64, in connection: any Connection) throws -> [FrameworkItem] {
    try connection.rows(
      """
      SELECT f.code, f.section, f.title FROM trainings s JOIN framework_items f ON f.occupation_id = s.occupation_id
      WHERE s.id = \(apprenticeship) ORDER BY f.id LIMIT 500
      """
    ).map { FrameworkItem(code: try $0["code"], section: try $0["section"], title: try $0["title"]) }
  }

  /// Occupations by number key.
  static func occupations(in connection: any Connection) throws -> [String: Int64] {
    try connection.rows("SELECT id, number_key FROM occupation_names").reduce(into: [:]) { found, row in
      found[try row["number_key"]] = try row["id"]
    }
  }

  static func save(_ row: ImportedFrameworkItem, of occupation: Int64, in connection: any Connection) throws {
    try connection.execute(
      """
      INSERT INTO framework_items (occupation_id, code, section, title, number_key, content_hash)
      VALUES (\(occupation), \(row.code), \(row.section), \(row.title), \(row.key), \(row.contentHash))
      ON CONFLICT (number_key) DO UPDATE
      SET code = excluded.code, section = excluded.section, title = excluded.title, content_hash = excluded.content_hash
      """)
  }
}
