import Chronology
import Foundation

extension Database {
  /// Applies missing migrations, set by set, each in a transaction of its own. Recreates the published views if they or
  /// the schema changed: dropped with the first migration, created with the last, so a single migration leaves no
  /// moment without them. Several processes may call this concurrently.
  /// - Returns: the names of the migrations applied, such as `Journal/0001-journal`.
  /// - Throws: `MigrationError` when an applied file was changed since, or when one cannot be applied.
  @discardableResult
  package func migrate(_ sets: [MigrationSet]) async throws -> [String] {
    let schema = try ExpectedSchema(sets, for: engine)
    var applied: [String] = []
    for migration in try await read({ try Migrator.pending(schema, in: $0) }) {
      let isNew = try await write { try Migrator.apply(migration, of: schema, at: Instant(Date()), in: $0) }
      if isNew { applied.append(migration.name) }
    }
    if try await !read({ try Migrator.staleViews(schema, in: $0) }).isEmpty {
      try await write { try Migrator.publish(schema, at: Instant(Date()), in: $0) }
    }
    return applied
  }

  /// Dry run of `migrate`: the names of missing migrations, in order, and of published views to be recreated.
  package func pendingMigrations(_ sets: [MigrationSet]) async throws -> [String] {
    let schema = try ExpectedSchema(sets, for: engine)
    return try await read { try Migrator.pending(schema, in: $0).map(\.name) + Migrator.staleViews(schema, in: $0) }
  }

  /// The schema as text for `docs/schema.sql`: tables, then indices, then views, each sorted by name. SQLite only.
  package func schemaText() async throws -> String {
    guard engine == .sqlite else { throw DatabaseError(.other, "the schema's text comes from SQLite") }
    let statements = try await read { try $0.rows(Dialect.sqliteSchema).map { try $0[at: 0] as String } }
    return statements.map { $0 + ";\n" }.joined(separator: "\n")
  }

  /// Whether the database has the schema that this program expects: all migrations applied and unchanged, and views of
  /// all expected names. A newer program may have added columns to them.
  package func isUpToDate(with schema: ExpectedSchema) async throws -> Bool {
    try await read { connection in
      let applied = try Migrator.checksums(in: connection)
      let views = try PublishedViews.made(in: connection)
      return schema.migrations.allSatisfy { (try? Migrator.isApplied($0, applied)) ?? false }
        && schema.views.allSatisfy { views[$0.name] != nil }
    }
  }
}

/// The schema that this program expects: its migrations and views, read once.
package struct ExpectedSchema: Sendable {
  let migrations: [Migration]
  let views: [PublishedView]

  package init(_ sets: [MigrationSet], for engine: Engine) throws {
    migrations = try sets.flatMap { try $0.migrations(for: engine) }
    views = try sets.flatMap { try $0.publishedViews() }
    if let twice = Dictionary(grouping: views, by: \.name).values.first(where: { $0.count > 1 }) {
      throw MigrationError(migration: twice[1].title, reason: "has the same name as \(twice[0].title)")
    }
  }
}

enum Migrator {
  struct Key: Hashable {
    let area: String
    let number: Int
  }

  typealias Checksums = [Key: String]

  /// Checksums of what was applied; empty for an empty database.
  static func checksums(in connection: any Connection) throws -> Checksums {
    let tables: Int? = try connection.value(Dialect(connection.engine).countOfTables(named: "schema_migrations"))
    guard tables == 1 else { return [:] }
    var applied: Checksums = [:]
    for row in try connection.rows("SELECT area, number, checksum FROM schema_migrations") {
      applied[Key(area: try row["area"], number: try row["number"])] = try row["checksum"]
    }
    return applied
  }

  static func isApplied(_ migration: Migration, _ applied: Checksums) throws -> Bool {
    guard let checksum = applied[Key(area: migration.area, number: migration.number)] else { return false }
    guard checksum == migration.checksum else {
      throw MigrationError(
        migration: migration.name, reason: "the file was changed after it had been applied; write a new one instead")
    }
    return true
  }

  static func pending(_ schema: ExpectedSchema, in connection: any Connection) throws -> [Migration] {
    let applied = try checksums(in: connection)
    return try schema.migrations.filter { try !isApplied($0, applied) }
  }

  /// Names of the views to be recreated. Empty if a newer program has migrated: its views stay.
  static func staleViews(_ schema: ExpectedSchema, in connection: any Connection) throws -> [String] {
    let known = Set(schema.migrations.map { Key(area: $0.area, number: $0.number) })
    guard try known.isSuperset(of: checksums(in: connection).keys) else { return [] }
    return try PublishedViews.stale(schema.views, in: connection)
  }

  /// Recreates the views, unless another process has done so meanwhile.
  static func publish(_ schema: ExpectedSchema, at now: Instant, in connection: any Connection) throws {
    for statement in Dialect(connection.engine).migrationLock { try connection.execute(statement) }
    if try staleViews(schema, in: connection).isEmpty { return }
    try PublishedViews.drop(in: connection)
    try PublishedViews.make(schema.views, at: now, in: connection)
  }

  /// Applies a migration, unless another process has done so meanwhile. Drops the views before it; recreates them after
  /// it if it was the last missing one.
  static func apply(
    _ migration: Migration, of schema: ExpectedSchema, at now: Instant, in connection: any Connection
  ) throws -> Bool {
    let dialect = Dialect(connection.engine)
    for statement in dialect.migrationLock { try connection.execute(statement) }
    try connection.runScript(dialect.translated(table))
    if try isApplied(migration, checksums(in: connection)) { return false }
    try PublishedViews.drop(in: connection)
    do {
      try connection.runScript(migration.isForOneEngine ? migration.text : dialect.translated(migration.text))
    } catch let error as DatabaseError where error.kind != .serializationFailure {
      throw MigrationError(migration: migration.name, reason: error.message)
    }
    try connection.execute(
      """
      INSERT INTO schema_migrations (area, number, name, checksum, applied_at)
      VALUES (\(migration.area), \(migration.number), \(migration.name), \(migration.checksum), \(now))
      """)
    if try pending(schema, in: connection).isEmpty { try PublishedViews.make(schema.views, at: now, in: connection) }
    return true
  }

  private static let table = """
    CREATE TABLE IF NOT EXISTS schema_migrations (
      area TEXT NOT NULL,
      number BIGINT NOT NULL,
      name TEXT NOT NULL,
      checksum TEXT NOT NULL,
      applied_at BIGINT NOT NULL,
      PRIMARY KEY (area, number)
    )
    """
}
