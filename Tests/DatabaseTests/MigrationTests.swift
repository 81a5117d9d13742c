import Database
import Foundation
import Logging
import TestDatabases
import Testing

@Suite final class MigrationTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  private func set(_ files: [String: String], area: String = "Sample") throws -> MigrationSet {
    try Sample.write(files, to: folder.appendingPathComponent(area))
    return MigrationSet(area: area, folder: folder.appendingPathComponent(area))
  }

  private let second = [
    "0002-tags.sqlite.sql": "CREATE TABLE tags (name TEXT NOT NULL) STRICT; INSERT INTO tags VALUES ('sqlite');",
    "0002-tags.postgresql.sql": "CREATE TABLE tags (name TEXT NOT NULL); INSERT INTO tags VALUES ('postgresql');",
  ]

  @Test(arguments: eachEngine()) func `what is missing is applied once, in order`(_ engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let first = try set(Sample.files, area: "First")
      let other = try set(
        ["0001-other.sql": "CREATE TABLE other (counter BIGINT REFERENCES counters (id));"], area: "Other")
      #expect(try await database.pendingMigrations([first, other]) == ["First/0001-counters", "Other/0001-other"])
      #expect(try await database.migrate([first, other]) == ["First/0001-counters", "Other/0001-other"])
      #expect(try await database.migrate([first, other]).isEmpty)

      let longer = try set(second, area: "First")
      #expect(try await database.migrate([longer, other]) == ["First/0002-tags"])
      let name: String? = try await database.read { try $0.value("SELECT name FROM tags") }
      #expect(name == (engine == .sqlite ? "sqlite" : "postgresql"))
      #expect(try await database.pendingMigrations([longer, other]).isEmpty)
    }
  }

  @Test(arguments: eachEngine()) func `a file changed after it was applied is refused by name`(_ engine: Engine)
    async throws
  {
    try await withDatabase(engine) { database in
      try await database.migrate([try set(Sample.files)])
      let changed = try set(["0001-counters.sql": "CREATE TABLE counters (id BIGINT);"])
      let error = await #expect(throws: MigrationError.self) { try await database.migrate([changed]) }
      #expect(error?.migration == "Sample/0001-counters")
    }
  }

  @Test(arguments: eachEngine()) func `a failing migration leaves no trace`(_ engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let broken = try set([
        "0001-fine.sql": "CREATE TABLE fine (id BIGINT);",
        "0002-broken.sql": "CREATE TABLE half (id BIGINT); INSERT INTO nowhere VALUES (1);",
      ])
      let error = await #expect(throws: MigrationError.self) { try await database.migrate([broken]) }
      #expect(error?.migration == "Sample/0002-broken")
      #expect(try await database.pendingMigrations([broken]) == ["Sample/0002-broken"])
      await #expect(throws: DatabaseError.self) { try await database.read { try $0.rows("SELECT id FROM half") } }
    }
  }

  @Test(arguments: eachEngine()) func `two who migrate at once apply each migration once`(_ engine: Engine) async throws
  {
    let set = try set(Sample.files.merging(second) { one, _ in one })
    try await withDatabaseURL(engine) { url in
      let applied = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 1...4 {
          group.addTask {
            let database = try await Database.open(url, connections: 2, logger: Logger(label: "test"))
            let names = try await database.migrate([set])
            await database.close()
            return names
          }
        }
        var all: [String] = []
        for try await names in group { all += names }
        return all
      }
      #expect(applied.sorted() == ["Sample/0001-counters", "Sample/0002-tags"])
    }
  }

  @Test(arguments: ["counters.sql", "1-counters.sql", "0001-Counters.sql", "0001-a.mysql.sql"])
  func `a misnamed file is refused`(_ file: String) async throws {
    try await withDatabase(.sqlite) { database in
      let set = try set([file: "SELECT 1;"])
      await #expect(throws: MigrationError.self) { try await database.migrate([set]) }
    }
  }

  @Test func `a number taken twice or a missing folder is refused`() async throws {
    try await withDatabase(.sqlite) { database in
      let twice = try set(["0001-a.sql": "SELECT 1;", "0001-b.sql": "SELECT 1;"])
      await #expect(throws: MigrationError.self) { try await database.migrate([twice]) }
      let missing = MigrationSet(area: "Missing", folder: folder.appendingPathComponent("nowhere"))
      await #expect(throws: MigrationError.self) { try await database.migrate([missing]) }
    }
  }

  @Test func `SQLite gets its own words and only where they are words`() async throws {
    try await Sample.withDatabase(.sqlite) { database in
      let text = try await database.schemaText()
      #expect(
        text == """
          CREATE TABLE counters (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE CHECK (name <> 'BIGINT'),
            number INTEGER NOT NULL CHECK (number >= 0),
            share REAL,
            data BLOB
          ) STRICT;

          CREATE TABLE marks (
            counter INTEGER NOT NULL REFERENCES counters (id),
            label TEXT NOT NULL,
            PRIMARY KEY (counter, label)
          ) STRICT;

          """)
    }
  }
}
