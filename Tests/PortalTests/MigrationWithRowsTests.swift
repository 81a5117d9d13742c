import Database
import Foundation
import Portal
import TestDatabases
import Testing

/// An installation that has run for a while is brought up to date: what stands in its tables stays.
struct MigrationWithRowsTests {
  /// Each migration that makes a table anew, the table, and a row that was there before.
  private static let changes: [(area: String, below: String, table: String, row: SQL)] = [
    (
      "Accounts", "0006", "function_grants",
      """
      INSERT INTO function_grants (kind, subject_id, account_id, state, origin, created_at, created_by, decided_at)
      VALUES ('examiner', 3, 1, 'held', 'chamber', 11, 1, 12)
      """
    ),
    (
      "Accounts", "0007", "postal_codes",
      """
      INSERT INTO postal_codes (kind, subject_id, state, requested_at, printed_at, expires_at)
      VALUES ('apprentice', 5, 'live', 21, 22, 23)
      """
    ),
    (
      "Delegation", "0002", "deputyships",
      """
      INSERT INTO deputyships (principal_kind, principal_subject, given_by, deputy_account, deputy_name, deputy_key,
        first_name, last_name, fields, valid_until, state, created_at, decided_at, decided_by, reason)
      VALUES ('examiner', 3, 1, 1, 'Vera', 'vera', '', '', 'exams', '2027-01-31', 'active', 31, 32, 1, 'so')
      """
    ),
    (
      "Documents", "0002", "document_recipients",
      """
      INSERT INTO document_recipients (document_id, kind, subject_id, provided_at, opened_at, opened_by, told_at)
      VALUES (1, 'company', 7, 41, 42, 1, 43)
      """
    ),
  ]

  /// The same rows, before kinds became rows of a table: all areas took part at once.
  private static let kinds: [(area: String, below: String, table: String, row: SQL)] = [
    ("Accounts", "0010", "function_grants", changes[0].row), ("Accounts", "0010", "postal_codes", changes[1].row),
    ("Delegation", "0003", "deputyships", changes[2].row), ("Documents", "0007", "document_recipients", changes[3].row),
    (
      "Exams", "0004", "exam_person_words",
      "INSERT INTO exam_person_words (role, word, person_id) VALUES ('exam_participant', 'frei', 3)"
    ),
  ]

  @Test(arguments: eachEngine())
  func `rows survive when their table is made anew`(engine: Engine)
    async throws
  {
    for (area, below, table, row) in Self.changes + Self.kinds {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("migrations-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let before = try PortalApplication.migrations.map { set in
        try Self.older(set, than: set.area == area ? below : "9999", in: folder.appendingPathComponent(set.area))
      }
      try await withDatabase(engine, migrations: before) { database in
        try await Self.fill(database, row)
        let old = try await Self.rows(of: table, database)
        try await database.migrate(PortalApplication.migrations)
        #expect(try await Self.rows(of: table, database) == old, "\(table)")
        #expect(old.count == 1)
      }
    }
  }

  /// The same set without the migrations from one on, and without those that came with the table of kinds.
  private static func older(_ set: MigrationSet, than number: String, in folder: URL) throws -> MigrationSet {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in try FileManager.default.contentsOfDirectory(atPath: set.folder.path)
    where file < number && !file.contains("-kinds") {
      try FileManager.default.copyItem(
        at: set.folder.appendingPathComponent(file), to: folder.appendingPathComponent(file))
    }
    return MigrationSet(area: set.area, folder: folder)
  }

  /// The row, and what it refers to.
  private static func fill(_ database: Database, _ row: SQL) async throws {
    try await database.write { connection in
      try connection.execute(
        """
        INSERT INTO accounts (email, email_key, first_name, last_name, name_key, state, created_at, language)
        VALUES ('v@x.example', 'v@x.example', 'Vera', 'Frei', 'frei vera', 'pending', 1, 'de')
        """)
      try connection.execute("INSERT INTO stored_files (hash, byte_count, stored_at) VALUES (\([UInt8(1)]), 1, 1)")
      try connection.execute(
        """
        INSERT INTO seal_keys (fingerprint, holder, valid_from, valid_until, first_used_at)
        VALUES ('ab', 'Kammer', 1, 2, 1)
        """)
      try connection.execute(
        """
        INSERT INTO documents (kind, title, title_key, code, file_id, page_count, key_id, state, issued_at)
        VALUES ('notice', 'Bescheid', 'bescheid', 'BCD', 1, 1, 1, 'issued', 1)
        """)
      try connection.execute(row)
    }
  }

  /// The rows of a table by their main columns, as text.
  private static func rows(of table: String, _ database: Database) async throws -> [[String]] {
    let columns: SQL =
      switch table {
      case "function_grants":
        "id, kind AS a, subject_id AS b, account_id AS c, state AS d, created_at AS e, decided_at AS f"
      case "postal_codes":
        "id, kind AS a, subject_id AS b, requested_at AS c, state AS d, printed_at AS e, expires_at AS f"
      case "deputyships":
        """
        id, principal_kind AS a, principal_subject AS b, given_by AS c, valid_until AS d, created_at AS e,
        decided_at AS f
        """
      case "exam_person_words":
        """
        person_id AS id, role AS a, person_id AS b, person_id AS c, word AS d, person_id AS e, person_id AS f
        """
      default: "id, kind AS a, subject_id AS b, provided_at AS c, '-' AS d, opened_at AS e, told_at AS f"
      }
    let name: SQL =
      switch table {
      case "function_grants": "function_grants"
      case "postal_codes": "postal_codes"
      case "deputyships": "deputyships"
      case "exam_person_words": "exam_person_words"
      default: "document_recipients"
      }
    return try await database.read { connection in
      try connection.rows("SELECT " + columns + " FROM " + name).map { row in
        let (id, b, c, e): (Int64, Int64, Int64, Int64) = (try row["id"], try row["b"], try row["c"], try row["e"])
        let (a, d): (String, String) = (try row["a"], try row["d"])
        let f: Int64? = try row["f"]
        return [String(id), a, String(b), String(c), d, String(e), f.map(String.init) ?? ""]
      }
    }
  }
}
