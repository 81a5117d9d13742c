import Logging

/// The portal's database, on SQLite or PostgreSQL. Closures run on the engine's own threads, so they may block without
/// holding up the web server.
package final class Database: Sendable {
  package let engine: Engine
  private let core: any EngineCore
  private static let mostAttempts = 5

  private init(engine: Engine, core: any EngineCore) {
    self.engine = engine
    self.core = core
  }

  /// Opens `sqlite:PATH` (creating the folder if missing) or `postgresql://user@host/name`.
  /// - Parameter connections: size of the connection pool; 8 by default on PostgreSQL. On SQLite the number of readers
  ///   besides the one writer, 4 by default.
  /// - Throws: `DatabaseError`; `.unavailable` when a PostgreSQL server does not answer within some seconds.
  package static func open(_ url: String, connections: Int? = nil, logger: Logger) async throws -> Database {
    if url.hasPrefix("sqlite:") {
      var path = url.dropFirst("sqlite:".count)
      if path.hasPrefix("//") { path = path.dropFirst(2) }
      let core = try SQLiteEngine(path: String(path), readers: connections ?? 4)
      return Database(engine: .sqlite, core: core)
    }
    guard url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") else {
      throw DatabaseError(.other, "a database URL begins with sqlite: or postgresql://")
    }
    let core = PostgresEngine(url: url, connections: connections ?? 8, logger: logger)
    let database = Database(engine: .postgresql, core: core)
    try await database.read { _ = try $0.rows("SELECT 1") }
    return database
  }

  /// Runs a closure that only reads. On SQLite all its statements see one snapshot; on PostgreSQL each statement sees
  /// what was committed before it. The closure may run twice when the connection turns out to be broken.
  package func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    try await core.read(body)
  }

  /// Runs a closure in one transaction, which is committed and durable when this returns, and rolled back when it
  /// throws.
  ///
  /// After a conflict with another transaction the closure runs again, at most five times, so it must have no effect
  /// outside of the database. On PostgreSQL the isolation level is READ COMMITTED: lock rows that a decision depends on
  /// with `lockingRows`, or put the condition into the WHERE of the change.
  @discardableResult
  package func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    var attempt = 1
    while true {
      do {
        return try await core.write(body)
      } catch let error as DatabaseError where error.kind == .serializationFailure && attempt < Self.mostAttempts {
        // Random backoff keeps conflicting transactions from colliding again.
        try await Task.sleep(for: .milliseconds(Int.random(in: 5...20) << attempt))
        attempt += 1
      }
    }
  }

  /// Lends a connection outside of any transaction, for what cannot run in one: `VACUUM INTO`, `CREATE DATABASE`,
  /// advisory locks (released at the end). On SQLite nobody else writes meanwhile.
  @discardableResult
  package func withLeasedConnection<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await core.lease(body)
  }

  /// Whether a table exists, for checks made before the schema is known to be up to date.
  package func hasTable(_ name: String) async throws -> Bool {
    try await read { try $0.value(Dialect($0.engine).countOfTables(named: name)) == 1 }
  }

  /// Whether the database answers, for the health check. Reconnects to PostgreSQL after an outage.
  /// - Parameter patience: timeout; false after it, even if a connection hangs.
  package func isReachable(within patience: Duration = .seconds(3)) async -> Bool {
    let (answers, answer) = AsyncStream.makeStream(of: Bool.self)
    Task { answer.yield((try? await read { try $0.rows("SELECT 1") }) != nil) }
    let timer = Task {
      try? await Task.sleep(for: patience)
      answer.yield(false)
    }
    defer { timer.cancel() }
    return await answers.first { _ in true } ?? false
  }

  /// Waits for running work, then closes all connections.
  package func close() async {
    await core.close()
  }
}
