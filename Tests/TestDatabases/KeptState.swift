import Database
import Synchronization

/// What all tables held at a moment, kept beside them, so that a test may try what changes or destroys and go on as if it
/// had not. Only for databases of tests: on PostgreSQL their owner has to be a superuser, as `script/postgresql` makes it.
package final class KeptState: Sendable {
  private let database: Database
  private let tables: [String]
  /// How far writing was when all was as it had been: comparing takes longer than most requests.
  private let mark: Mutex<Int64>

  /// Keeps what is there now.
  package init(of database: Database) async throws {
    self.database = database
    let kept = try await database.withLeasedConnection { connection in
      let names: [String] = try connection.rows(Self.names(on: connection.engine)).map { try $0["name"] }
      try connection.runScript(
        connection.engine == .sqlite ? "ATTACH DATABASE ':memory:' AS kept" : "CREATE SCHEMA kept")
      for name in names {
        try connection.runScript("CREATE TABLE kept.\(name) AS SELECT * FROM \(Self.home(name, connection))")
      }
      return (names: names, progress: try Self.progress(connection))
    }
    tables = kept.names
    mark = Mutex(kept.progress)
  }

  /// Puts everything back as it was.
  /// - Returns: the tables whose rows were not what they had been, in the order of their names.
  package func restore() async throws -> [String] {
    let known = mark.withLock { $0 }
    let (changed, now) = try await database.withLeasedConnection { [tables] connection -> ([String], Int64) in
      guard try Self.progress(connection) != known else { return ([], known) }
      let changed = try Self.restore(tables, connection)
      return (changed, try Self.progress(connection))
    }
    mark.withLock { $0 = now }
    return changed
  }

  private static func restore(_ tables: [String], _ connection: any Connection) throws -> [String] {
    let changed = try connection.rows(differences(tables, connection)).map { try $0["name"] as String }
    guard !changed.isEmpty else { return [] }
    let isSQLite = connection.engine == .sqlite
    // Rows come back in any order: nothing may be asked about them before all are there.
    try connection.runScript(
      isSQLite
        ? "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE"
        : "BEGIN READ WRITE; SET LOCAL session_replication_role = replica")
    do {
      for name in changed {
        let home = home(name, connection)
        try connection.runScript("DELETE FROM \(home); INSERT INTO \(home) SELECT * FROM kept.\(name)")
      }
      try connection.runScript("COMMIT")
    } catch {
      try connection.runScript("ROLLBACK")
      throw error
    }
    if isSQLite { try connection.runScript("PRAGMA foreign_keys = ON") }
    return changed.sorted()
  }

  /// Grows with every write, of whomever.
  private static func progress(_ connection: any Connection) throws -> Int64 {
    try connection.key(
      connection.engine == .sqlite
        ? "SELECT total_changes()" : "SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT)")
  }

  private static func names(on engine: Engine) -> SQL {
    engine == .sqlite
      ? "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
      : """
      SELECT CAST(tablename AS TEXT) AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename
      """
  }

  private static func home(_ name: String, _ connection: any Connection) -> String {
    connection.engine == .sqlite ? "main.\(name)" : "public.\(name)"
  }

  /// Asks for the names of the tables that are not as they were.
  private static func differences(_ tables: [String], _ connection: any Connection) -> SQL {
    SQL(
      stringLiteral: tables.map { name in
        let (now, then) = ("SELECT * FROM \(home(name, connection))", "SELECT * FROM kept.\(name)")
        return """
          SELECT '\(name)' AS name WHERE EXISTS (SELECT 1 FROM (\(now) EXCEPT \(then)) AS more)
            OR EXISTS (SELECT 1 FROM (\(then) EXCEPT \(now)) AS less)
          """
      }.joined(separator: "\nUNION ALL\n"))
  }
}
