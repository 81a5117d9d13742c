import Database

/// What all tables held at a moment, kept beside them, so that a test may try what changes or destroys and go on as if it
/// had not. Only for databases of tests: on PostgreSQL their owner has to be a superuser, as `script/postgresql` makes it.
package struct KeptState: Sendable {
  private let database: Database

  /// Keeps what the tables hold now.
  package init(of database: Database) async throws {
    self.database = database
    try await database.withLeasedConnection { connection in
      let names: [String] = try connection.rows(Self.names(on: connection.engine)).map { try $0["name"] }
      try connection.runScript(Self.place(on: connection.engine))
      for name in names { try connection.runScript(Self.keeping(name, on: connection.engine)) }
    }
  }

  /// Puts everything back as it was.
  /// - Returns: the tables whose rows were not what they had been, in the order of their names.
  package func restore() async throws -> [String] {
    try await database.withLeasedConnection { connection in
      let touched: [String] = try connection.rows("SELECT name FROM kept_touched ORDER BY name").map { try $0["name"] }
      guard !touched.isEmpty else { return [] }
      let changed = try touched.filter { try Self.isChanged($0, connection) }
      try Self.restore(changed, connection)
      return changed
    }
  }

  private static func restore(_ tables: [String], _ connection: any Connection) throws {
    let isSQLite = connection.engine == .sqlite
    // Rows come back in any order: nothing may be asked about them before all are there, and no trigger heeds them.
    try connection.runScript(
      isSQLite
        ? "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE"
        : "BEGIN READ WRITE; SET LOCAL session_replication_role = replica")
    do {
      for name in tables {
        let home = home(name, on: connection.engine)
        try connection.runScript("DELETE FROM \(home); INSERT INTO \(home) SELECT * FROM kept.\(name)")
      }
      try connection.runScript("DELETE FROM kept_touched; COMMIT")
    } catch {
      try connection.runScript("ROLLBACK")
      throw error
    }
    if isSQLite { try connection.runScript("PRAGMA foreign_keys = ON") }
  }

  private static func isChanged(_ name: String, _ connection: any Connection) throws -> Bool {
    let (now, then) = ("SELECT * FROM \(home(name, on: connection.engine))", "SELECT * FROM kept.\(name)")
    return try connection.row(
      SQL(
        stringLiteral: """
          SELECT 1 WHERE EXISTS (SELECT 1 FROM (\(now) EXCEPT \(then)) AS more)
            OR EXISTS (SELECT 1 FROM (\(then) EXCEPT \(now)) AS less)
          """)) != nil
  }

  private static func names(on engine: Engine) -> SQL {
    engine == .sqlite
      ? "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
      : "SELECT CAST(tablename AS TEXT) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
  }

  private static func home(_ name: String, on engine: Engine) -> String {
    engine == .sqlite ? "main.\(name)" : "public.\(name)"
  }

  /// Makes room for copies, and for the names of the tables that are written to: comparing all takes longer than most
  /// requests.
  private static func place(on engine: Engine) -> String {
    engine == .sqlite
      ? "ATTACH DATABASE ':memory:' AS kept; CREATE TABLE kept.kept_touched (name TEXT PRIMARY KEY)"
      : """
      CREATE SCHEMA kept;
      CREATE TABLE public.kept_touched (name TEXT PRIMARY KEY);
      CREATE FUNCTION kept.touch() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO public.kept_touched VALUES (TG_TABLE_NAME) ON CONFLICT DO NOTHING;
          RETURN NULL;
        END
      $$
      """
  }

  private static func keeping(_ name: String, on engine: Engine) -> String {
    let copy = "CREATE TABLE kept.\(name) AS SELECT * FROM \(home(name, on: engine));\n"
    guard engine == .sqlite else {
      return copy + """
        CREATE TRIGGER kept_touch AFTER INSERT OR UPDATE OR DELETE ON public.\(name)
          FOR EACH STATEMENT EXECUTE FUNCTION kept.touch()
        """
    }
    return copy
      + ["INSERT", "UPDATE", "DELETE"].map { event in
        """
        CREATE TEMP TRIGGER kept_\(name)_\(event) AFTER \(event) ON main.\(name)
        BEGIN
          INSERT OR IGNORE INTO kept_touched VALUES ('\(name)');
        END;
        """
      }.joined(separator: "\n")
  }
}
