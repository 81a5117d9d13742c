import Chronology
import Foundation

extension Database {
  /// Applies what is missing, set after set, each migration in a transaction of its own. Several processes may do so at
  /// once.
  /// - Returns: the names of those applied, such as `Journal/0001-journal`.
  /// - Throws: `MigrationError` when a file was changed after it had been applied, or cannot be applied.
  @discardableResult
  package func migrate(_ sets: [MigrationSet]) async throws -> [String] {
    var applied: [String] = []
    for migration in try await pending(sets) {
      let isNew = try await write { try Migrator.apply(migration, at: Instant(Date()), in: $0) }
      if isNew { applied.append(migration.name) }
    }
    return applied
  }

  /// The names of those not applied yet, in the order they would be. Changes nothing.
  package func pendingMigrations(_ sets: [MigrationSet]) async throws -> [String] {
    try await pending(sets).map(\.name)
  }

  /// The schema as text, for `docs/schema.sql`: tables, then indices, each sorted by name. SQLite only.
  package func schemaText() async throws -> String {
    guard engine == .sqlite else { throw DatabaseError(.other, "the schema's text comes from SQLite") }
    let statements = try await read { try $0.rows(Dialect.sqliteSchema).map { try $0[at: 0] as String } }
    return statements.map { $0 + ";\n" }.joined(separator: "\n")
  }

  /// Whether all of a schema is applied, and nothing of it was changed since.
  package func isUpToDate(with schema: ExpectedSchema) async throws -> Bool {
    let applied = try await read { try Migrator.checksums(in: $0) }
    return schema.migrations.allSatisfy { (try? Migrator.isApplied($0, applied)) ?? false }
  }

  private func pending(_ sets: [MigrationSet]) async throws -> [Migration] {
    let all = try ExpectedSchema(sets, for: engine).migrations
    return try await read { connection in
      let applied = try Migrator.checksums(in: connection)
      return try all.filter { try !Migrator.isApplied($0, applied) }
    }
  }
}

/// The schema that this program needs: its migration files, read once.
package struct ExpectedSchema: Sendable {
  let migrations: [Migration]

  package init(_ sets: [MigrationSet], for engine: Engine) throws {
    migrations = try sets.flatMap { try $0.migrations(for: engine) }
  }
}

enum Migrator {
  struct Key: Hashable {
    let area: String
    let number: Int
  }

  typealias Checksums = [Key: String]

  /// What was applied so far; nothing in an empty database.
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

  /// Applies a migration, unless another process has done so meanwhile.
  static func apply(_ migration: Migration, at now: Instant, in connection: any Connection) throws -> Bool {
    let dialect = Dialect(connection.engine)
    for statement in dialect.migrationLock { try connection.execute(statement) }
    try connection.runScript(dialect.translated(table))
    if try isApplied(migration, checksums(in: connection)) { return false }
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
