/// All differences between the SQL of the two engines. Migrations are written for PostgreSQL.
struct Dialect: Sendable {
  let engine: Engine

  init(_ engine: Engine) {
    self.engine = engine
  }

  var lockingRows: SQL { engine == .postgresql ? " FOR UPDATE" : "" }
  func lockingRows(of table: StaticString) -> SQL { engine == .postgresql ? " FOR UPDATE OF \(raw: table)" : "" }
  var skippingLockedRows: SQL { engine == .postgresql ? " FOR UPDATE SKIP LOCKED" : "" }

  func distinctTexts(_ column: StaticString) -> SQL {
    engine == .postgresql ? "string_agg(DISTINCT \(raw: column), ',')" : "group_concat(DISTINCT \(raw: column))"
  }

  /// Suffix of migration files for this engine only.
  var fileSuffix: String { engine == .postgresql ? ".postgresql" : ".sqlite" }

  /// The content of `IN (…)` for an empty list: a query without rows, of a type that PostgreSQL can compare.
  static func emptyList(of type: ColumnType) -> String {
    switch type {
    case .integer: "SELECT CAST(NULL AS BIGINT) WHERE 1 = 0"
    case .real: "SELECT CAST(NULL AS DOUBLE PRECISION) WHERE 1 = 0"
    case .text: "SELECT CAST(NULL AS TEXT) WHERE 1 = 0"
    case .blob, .any: "SELECT NULL WHERE 1 = 0"
    }
  }

  /// Set on every SQLite connection: LIKE is case-sensitive, as in PostgreSQL, so it can use an index.
  static let sqlitePragmas = "PRAGMA case_sensitive_like = ON"

  /// Set on every PostgreSQL connection. Only `write` may change anything, as on SQLite. Cursors are planned to be read
  /// to the end. The lock timeout is that of SQLite. Random page cost is close to sequential, as on any current disk:
  /// with the old default, PostgreSQL reads whole tables to join a list of fifty rows.
  static let postgresSettings = """
    SET client_encoding = 'UTF8'; SET TimeZone = 'UTC'; SET lock_timeout = '10s'; SET client_min_messages = 'error';
    SET cursor_tuple_fraction = 1; SET default_transaction_read_only = on; SET bytea_output = 'hex'; SET random_page_cost = 1.1;
    SET default_transaction_isolation = 'read committed'
    """

  /// Run at the start of a migration's transaction so that processes that migrate concurrently wait for each other.
  /// SQLite's write transactions do so anyway.
  var migrationLock: [SQL] {
    engine == .postgresql
      ? ["SET LOCAL lock_timeout = 0", "SELECT pg_advisory_xact_lock(7203194458)"] : []
  }

  /// Lets one transaction at a time pass a point until it ends; nil on SQLite, where writes are serialised.
  func passAlone(at point: LockPoint) -> SQL? {
    engine == .postgresql ? "SELECT pg_advisory_xact_lock(\(point.rawValue))" : nil
  }

  func countOfTables(named name: String) -> SQL {
    engine == .postgresql
      ? "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = \(name)"
      : "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = \(name)"
  }

  /// The schema as SQLite stores it: tables, then indices, then views, each sorted by name.
  static let sqliteSchema: SQL = """
    SELECT sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      AND name NOT IN ('schema_migrations', 'schema_views')
    ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 ELSE 3 END, name
    """

  /// Translates a migration into this engine's SQL.
  func translated(_ migration: String) -> String {
    engine == .postgresql ? migration : SQLiteTranslation(migration).text
  }

  /// Replacements in table definitions for SQLite, besides `STRICT` after each table; the first match applies. SQLite
  /// compares text bytewise by default, which PostgreSQL calls "C".
  static let sqlitePhrases: [(words: [String], replacement: String)] = [
    (
      ["BIGINT", "GENERATED", "BY", "DEFAULT", "AS", "IDENTITY", "PRIMARY", "KEY"],
      "INTEGER PRIMARY KEY AUTOINCREMENT"
    ),
    (["DOUBLE", "PRECISION"], "REAL"),
    (["BIGINT"], "INTEGER"),
    (["BYTEA"], "BLOB"),
    (["COLLATE", "\"C\""], ""),
  ]
}

extension Dialect {
  /// Maps an extended result code of SQLite.
  static func kind(sqliteCode code: Int32, message: String) -> DatabaseError.Kind {
    switch code {
    case 2067, 1555, 2579:
      .uniqueViolation(message.replacing("UNIQUE constraint failed: ", with: "", maxReplacements: 1))
    case 787: .foreignKeyViolation
    case 1299: .notNullViolation
    case 275: .checkViolation
    default: kind(sqlitePrimaryCode: code & 0xff)
    }
  }

  private static func kind(sqlitePrimaryCode code: Int32) -> DatabaseError.Kind {
    switch code {
    case 5, 6: .serializationFailure
    case 13: .diskFull
    case 14: .unavailable
    default: .other
    }
  }

  /// Maps an SQLSTATE of PostgreSQL.
  /// - Parameter key: the columns of the violated key, if any.
  static func kind(sqlState: String, key: @autoclosure () -> String) -> DatabaseError.Kind {
    switch sqlState {
    case "23505": .uniqueViolation(key())
    case "23503": .foreignKeyViolation
    case "23502": .notNullViolation
    case "23514": .checkViolation
    case "40001", "40P01", "55P03": .serializationFailure
    case "53100": .diskFull
    case "53300", "57P01", "57P02", "57P03": .unavailable
    case let state where state.hasPrefix("08"): .unavailable
    default: .other
    }
  }

  /// The violated key in SQLite's form, from PostgreSQL's `Key (kind, delivery_key)=(…) already exists.`, whose wording
  /// depends on the server's language.
  static func violatedKey(table: String, constraint: String, detail: String) -> String {
    guard let start = detail.firstIndex(of: "("), let end = detail.firstRange(of: ")=(")?.lowerBound else {
      return "index '\(constraint)'"
    }
    let columns = detail[start..<end].dropFirst()
    if columns.contains("(") || columns.contains(":") { return "index '\(constraint)'" }
    return columns.split(separator: ", ").map { "\(table).\($0)" }.joined(separator: ", ")
  }
}
