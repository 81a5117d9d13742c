import Database
import Foundation
import Logging
import Sodium

/// Databases on the server named by `KAMMERPORTAL_TEST_POSTGRESQL`, copied from templates that stay on the server:
/// named after their migrations, they serve the next run as well.
actor PostgresCopies {
  private static let shared = Task {
    guard let url = ProcessInfo.processInfo.environment["KAMMERPORTAL_TEST_POSTGRESQL"], !url.isEmpty else {
      throw TestDatabaseError(
        description: """
          Tests need a PostgreSQL server: run script/test, which starts one, or set \
          KAMMERPORTAL_TEST_POSTGRESQL to the URL of one where databases may be made, \
          or KAMMERPORTAL_TEST_ENGINES=sqlite to leave PostgreSQL out.
          """)
    }
    return PostgresCopies(url: url, server: try await Database.open(url, connections: 1, logger: quiet))
  }

  private let url: String
  /// A single connection, so that databases are created and dropped one at a time.
  private let server: Database
  private var templates: [[MigrationSet]: Task<String, any Error>] = [:]

  private init(url: String, server: Database) {
    self.url = url
    self.server = server
  }

  static func server() async throws -> PostgresCopies {
    try await shared.value
  }

  func make(_ migrations: [MigrationSet]) async throws -> MadeDatabase {
    let name = Self.newName()
    let source = try await template(migrations).value
    try await command("CREATE DATABASE \(name) TEMPLATE \(source)")
    return MadeDatabase(url: url(of: name)) { try await self.command("DROP DATABASE \(name) WITH (FORCE)") }
  }

  private func template(_ migrations: [MigrationSet]) -> Task<String, any Error> {
    if let known = templates[migrations] { return known }
    let task = Task { migrations.isEmpty ? "template1" : try await self.build(migrations) }
    templates[migrations] = task
    return task
  }

  /// Makes the template under another name and renames it when it is complete.
  private func build(_ migrations: [MigrationSet]) async throws -> String {
    let checksums = try migrations.map { try $0.checksum(for: .postgresql) }
    let name = "test_template_\(Sodium.hexadecimal(Sodium.hash(checksums.joined())).prefix(24))"
    let known: Int? = try await server.read { try $0.value("SELECT 1 FROM pg_database WHERE datname = \(name)") }
    if known != nil { return name }
    let draft = Self.newName()
    try await command("CREATE DATABASE \(draft)")
    let database = try await Database.open(url(of: draft), connections: 1, logger: quiet)
    do {
      try await database.migrate(migrations)
      await database.close()
    } catch {
      await database.close()
      try await command("DROP DATABASE \(draft) WITH (FORCE)")
      throw error
    }
    do {
      try await command("ALTER DATABASE \(draft) RENAME TO \(name)")
    } catch {
      // Another test process was faster.
      try await command("DROP DATABASE \(draft) WITH (FORCE)")
    }
    return name
  }

  private func command(_ text: String) async throws {
    try await server.withLeasedConnection { _ = try $0.execute(SQL(stringLiteral: text)) }
  }

  /// The server's URL with another database name, between the host and the options.
  private func url(of name: String) -> String {
    let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
    let options = url[start...].firstIndex(of: "?") ?? url.endIndex
    let host = url[start..<options].prefix { $0 != "/" }
    return url[..<start] + host + "/" + name + url[options...]
  }

  private static func newName() -> String {
    "test_\(Sodium.hexadecimal(Sodium.randomBytes(10)))"
  }
}
