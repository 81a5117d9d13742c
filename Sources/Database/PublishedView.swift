import Chronology
import Sodium

/// A view that an area publishes: what the SQL of other areas may read of its tables. It stands in a file of its name as
/// `CREATE VIEW name AS SELECT …`, in words that both engines read, and is made anew whenever its text or the schema
/// below it changes.
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

/// The published views as a database has them, noted in a table beside that of the migrations.
enum PublishedViews {
  /// The checksums of those that were made, by name.
  static func made(in connection: any Connection) throws -> [String: String] {
    let tables: Int? = try connection.value(Dialect(connection.engine).countOfTables(named: "schema_views"))
    guard tables == 1 else { return [:] }
    return try connection.rows("SELECT name, checksum FROM schema_views").reduce(into: [:]) { made, row in
      made[try row["name"]] = try row["checksum"]
    }
  }

  /// The names of those that are missing, have another text, or are not published any more.
  static func stale(_ views: [PublishedView], in connection: any Connection) throws -> [String] {
    let made = try made(in: connection)
    let withdrawn = Set(made.keys).subtracting(views.map(\.name)).sorted()
    return views.filter { made[$0.name] != $0.checksum }.map(\.title) + withdrawn
  }

  /// Takes all away, the last first: SQLite renames no table and PostgreSQL changes no column's type below a view.
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

  /// Makes all, in their order.
  static func make(_ views: [PublishedView], at now: Instant, in connection: any Connection) throws {
    let dialect = Dialect(connection.engine)
    for (position, view) in views.enumerated() {
      do {
        try connection.runScript(dialect.translated(view.text))
        // SQLite looks only now whether there is what the view names.
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
