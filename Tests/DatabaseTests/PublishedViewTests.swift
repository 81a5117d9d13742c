import Database
import Foundation
import Logging
import TestDatabases
import Testing

/// Views that an area publishes beside its migrations.
@Suite final class PublishedViewTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  private let names = [
    "counter_names.sql": "CREATE VIEW counter_names AS\n-- What a BIGINT counts.\nSELECT id, name FROM counters;\n"
  ]

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// A program's schema; each has a folder of its own, as each version of a program has.
  private func set(
    _ more: [String: String] = [:], views: [String: String], area: String = "Sample"
  ) throws -> MigrationSet {
    let place = folder.appendingPathComponent(UUID().uuidString)
    let (migrations, shown) = (place.appendingPathComponent("Migrations"), place.appendingPathComponent("Views"))
    try Sample.write(Sample.files.merging(more) { $1 }, to: migrations)
    try Sample.write(views, to: shown)
    return MigrationSet(area: area, folder: migrations, views: shown)
  }

  private func madeAt(_ database: Database) async throws -> Int64? {
    try await database.read { try $0.value("SELECT max(made_at) FROM schema_views") }
  }

  @Test(arguments: eachEngine()) func `views come with the schema, and are left alone afterwards`(_ engine: Engine)
    async throws
  {
    let set = try set(views: names)
    try await withDatabase(engine) { database in
      #expect(try await database.pendingMigrations([set]) == ["Sample/0001-counters", "Sample/counter_names"])
      #expect(try await database.migrate([set]) == ["Sample/0001-counters"])
      try await database.write { try $0.addCounter("weeks") }
      let name: String? = try await database.read { try $0.value("SELECT name FROM counter_names") }
      #expect(name == "weeks")

      try await database.write { try $0.execute("UPDATE schema_views SET made_at = 7") }
      #expect(try await database.migrate([set]).isEmpty)
      #expect(try await database.pendingMigrations([set]).isEmpty)
      #expect(try await madeAt(database) == 7, "nothing was touched")
    }
  }

  @Test(arguments: eachEngine()) func `a view with another text is made anew, and one that is gone is taken away`(
    _ engine: Engine
  ) async throws {
    let before = try set(views: names.merging(["old.sql": "CREATE VIEW old AS SELECT id FROM marks_of;"]) { $1 })
    let first = try set(
      views: names.merging(["mark_labels.sql": "CREATE VIEW mark_labels AS SELECT label FROM marks;"]) { $1 })
    let second = try set(views: [
      "counter_names.sql": "CREATE VIEW counter_names AS SELECT id, name, number FROM counters;"
    ])
    try await withDatabase(engine) { database in
      await #expect(throws: MigrationError.self) { try await database.migrate([before]) }
      try await database.migrate([first])
      #expect(try await database.pendingMigrations([second]) == ["Sample/counter_names", "mark_labels"])
      #expect(try await database.migrate([second]).isEmpty, "no migration was missing")
      #expect(try await database.pendingMigrations([second]).isEmpty)
      try await database.write { try $0.addCounter("weeks", number: 3) }
      let number: Int? = try await database.read { try $0.value("SELECT number FROM counter_names") }
      #expect(number == 3)
      await #expect(throws: DatabaseError.self) {
        try await database.read { try $0.rows("SELECT label FROM mark_labels") }
      }
    }
  }

  /// SQLite renames no table while a view names one that is gone, PostgreSQL changes no type below a view.
  @Test(arguments: eachEngine()) func `a migration makes a table below a view anew`(_ engine: Engine) async throws {
    let first = try set(views: names)
    let second = try set(
      [
        "0002-anew.sqlite.sql": """
        CREATE TABLE counters_new (
          id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, number INTEGER NOT NULL
        ) STRICT;
        INSERT INTO counters_new SELECT id, name, number FROM counters;
        DROP TABLE marks;
        DROP TABLE counters;
        ALTER TABLE counters_new RENAME TO counters;
        """,
        "0002-anew.postgresql.sql": "ALTER TABLE counters ALTER COLUMN name TYPE VARCHAR(80);",
        "0003-more.sql": "ALTER TABLE counters ADD COLUMN unit TEXT NOT NULL DEFAULT 'days';",
      ], views: ["counter_names.sql": "CREATE VIEW counter_names AS SELECT id, name, unit FROM counters;"])
    try await withDatabase(engine) { database in
      try await database.migrate([first])
      try await database.write { try $0.addCounter("weeks") }
      #expect(try await database.migrate([second]) == ["Sample/0002-anew", "Sample/0003-more"])
      let unit: String? = try await database.read {
        try $0.value("SELECT unit FROM counter_names WHERE name = 'weeks'")
      }
      #expect(unit == "days")
    }
  }

  @Test(arguments: eachEngine()) func `two who migrate at once make the views once`(_ engine: Engine) async throws {
    let (first, second) = (
      try set(views: names),
      try set(
        ["0002-more.sql": "CREATE TABLE more (id BIGINT);"],
        views: names.merging(["more_facts.sql": "CREATE VIEW more_facts AS SELECT id FROM more;"]) { $1 })
    )
    try await withDatabaseURL(engine) { url in
      for set in [first, second] {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 1...4 {
            group.addTask {
              let database = try await Database.open(url, connections: 2, logger: Logger(label: "test"))
              try await database.migrate([set])
              #expect(try await database.isUpToDate(with: ExpectedSchema([set], for: engine)))
              #expect(try await database.pendingMigrations([set]).isEmpty)
              await database.close()
            }
          }
          try await group.waitForAll()
        }
      }
    }
  }

  @Test(arguments: eachEngine()) func `a program that is older than the schema finds its views and leaves them`(
    _ engine: Engine
  ) async throws {
    let old = try set(views: names)
    let new = try set(
      ["0002-unit.sql": "ALTER TABLE counters ADD COLUMN unit TEXT NOT NULL DEFAULT '';"],
      views: ["counter_names.sql": "CREATE VIEW counter_names AS SELECT id, name, unit FROM counters;"])
    let without = try set(["0002-unit.sql": "SELECT 1;"], views: [:])
    try await withDatabase(engine) { database in
      try await database.migrate([old])
      let running = try ExpectedSchema([old], for: engine)
      #expect(try await database.isUpToDate(with: running))
      try await database.migrate([new])
      #expect(try await database.isUpToDate(with: running), "it runs until it is replaced")
      #expect(try await database.pendingMigrations([old]).isEmpty)
      #expect(try await database.migrate([old]).isEmpty)
      _ = try await database.read { try $0.rows("SELECT unit FROM counter_names") }
    }
    try await withDatabase(engine) { database in
      try await database.migrate([without])
      #expect(try await !database.isUpToDate(with: ExpectedSchema([old], for: engine)), "its view is missing")
    }
  }

  @Test(arguments: eachEngine()) func `a view that cannot be made keeps its migration back`(_ engine: Engine)
    async throws
  {
    let set = try set(views: ["counter_sizes.sql": "CREATE VIEW counter_sizes AS SELECT size FROM counters;"])
    try await withDatabase(engine) { database in
      let error = await #expect(throws: MigrationError.self) { try await database.migrate([set]) }
      #expect(error?.migration == "Sample/counter_sizes")
      let pending = try await database.pendingMigrations([set])
      #expect(pending == ["Sample/0001-counters", "Sample/counter_sizes"])
    }
  }

  @Test(arguments: [
    "Names.sql": "CREATE VIEW Names AS SELECT 1 AS one;", "names.sql": "CREATE VIEW others AS SELECT 1 AS one;",
    "both.sql": "CREATE VIEW both AS SELECT 1 AS one; CREATE VIEW more AS SELECT 1 AS one;",
    "none.sql": "SELECT 1;",
  ]) func `a misnamed view is refused`(_ file: String, _ text: String) throws {
    let set = try set(views: [file: text])
    #expect(throws: MigrationError.self) { try ExpectedSchema([set], for: .sqlite) }
  }

  @Test func `two areas cannot publish one name, and a template tells views apart`() throws {
    let (one, other) = (try set(views: names), try set(views: names, area: "Other"))
    #expect(throws: MigrationError.self) { try ExpectedSchema([one, other], for: .sqlite) }
    #expect(try one.checksum(for: .sqlite) != set(views: [:]).checksum(for: .sqlite))
    #expect(try one.checksum(for: .sqlite) == set(views: names).checksum(for: .sqlite))
  }
}
