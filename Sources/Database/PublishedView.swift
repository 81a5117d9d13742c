import Chronology
import Sodium

/// A published view: what SQL of other areas may read of an area's tables (ADR 0039). Defined in a file named after it
/// as `CREATE VIEW name AS SELECT …`, in SQL for both engines; recreated whenever its text or the underlying schema
/// changes.
struct PublishedView: Sendable {
  let area: String
  let name: String
  let text: String

  var title: String { "\(area)/\(name)" }
  var checksum: String { Sodium.hexadecimal(Sodium.hash(text)) }

  init(area: String, file: String, text: String) throws {
    guard let match = file.wholeMatch(of: /([a-z][a-z0-9_]*)\.sql/) else {
      throw MigrationError(migration: "\(area)/\(file)", reason: "a view's file is called some_name.sql")
    }
    self.area = area
    self.text = text
    name = String(match.1)
    let made = text.matches(of: /CREATE\s+VIEW\s+([A-Za-z0-9_"]+)\s+AS\s/).map { String($0.1) }
    guard made == [name] else {
      throw MigrationError(migration: title, reason: "the file holds one statement, CREATE VIEW \(name) AS …")
    }
  }
}

/// The published views in a database, recorded in a table like the migrations.
enum PublishedViews {
  /// Checksums of the existing views, by name.
  static func made(in connection: any Connection) throws -> [String: String] {
    let tables: Int? = try connection.value(Dialect(connection.engine).countOfTables(named: "schema_views"))
    guard tables == 1 else { return [:] }
    return try connection.rows("SELECT name, checksum FROM schema_views").reduce(into: [:]) { made, row in
      made[try row["name"]] = try row["checksum"]
    }
  }

  /// Names of views that are missing, have another text, or are no longer published.
  static func stale(_ views: [PublishedView], in connection: any Connection) throws -> [String] {
    let made = try made(in: connection)
    let withdrawn = Set(made.keys).subtracting(views.map(\.name)).sorted()
    return views.filter { made[$0.name] != $0.checksum }.map(\.title) + withdrawn
  }

  /// Drops all views, in reverse order: SQLite renames no table and PostgreSQL changes no column type while a view
  /// depends on it.
  static func drop(in connection: any Connection) throws {
    try connection.runScript(Dialect(connection.engine).translated(table))
    for row in try connection.rows("SELECT name FROM schema_views ORDER BY position DESC") {
      let name: String = try row["name"]
      do {
        try connection.runScript("DROP VIEW IF EXISTS \"\(name)\"")
      } catch let error as DatabaseError where error.kind != .serializationFailure {
        throw MigrationError(migration: name, reason: "the view cannot be made anew: \(error.message)")
      }
    }
    try connection.execute("DELETE FROM schema_views")
  }

  /// Creates all views, in their order.
  static func make(_ views: [PublishedView], at now: Instant, in connection: any Connection) throws {
    let dialect = Dialect(connection.engine)
    for (position, view) in views.enumerated() {
      do {
        try connection.runScript(dialect.translated(view.text))
        // SQLite checks only on use that what a view names exists.
        _ = try connection.rows("SELECT 1 AS one FROM \(sql: SQL(stringLiteral: view.name)) LIMIT 0")
      } catch let error as DatabaseError where error.kind != .serializationFailure {
        throw MigrationError(migration: view.title, reason: error.message)
      }
      try connection.execute(
        """
        INSERT INTO schema_views (name, position, checksum, made_at)
        VALUES (\(view.name), \(position), \(view.checksum), \(now))
        """)
    }
  }

  private static let table = """
    CREATE TABLE IF NOT EXISTS schema_views (
      name TEXT NOT NULL PRIMARY KEY,
      position BIGINT NOT NULL,
      checksum TEXT NOT NULL,
      made_at BIGINT NOT NULL
    )
    """
}
