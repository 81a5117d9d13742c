import Database
import TestDatabases
import Testing

/// Tests that destroy something put it back, and know what it was.
struct KeptStateTests {
  @Test(arguments: eachEngine())
  func `what was added, changed and removed is put back, with what refers to it`(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      try await database.write { connection in
        try connection.execute("CREATE TABLE companies (id BIGINT PRIMARY KEY, name TEXT NOT NULL)")
        try connection.execute("CREATE TABLE people (id BIGINT PRIMARY KEY, company BIGINT REFERENCES companies (id))")
        try connection.execute("CREATE TABLE notes (note TEXT)")
        try connection.execute("INSERT INTO companies (id, name) VALUES (1, 'Bäckerei'), (2, 'Elektro')")
        try connection.execute("INSERT INTO people (id, company) VALUES (1, 1), (2, 2)")
      }
      let kept = try await KeptState(of: database)
      #expect(try await kept.restore() == [])
      try await database.write { connection in
        try connection.execute("DELETE FROM people WHERE company = 1")
        try connection.execute("DELETE FROM companies WHERE id = 1")
        try connection.execute("UPDATE companies SET name = 'Anders' WHERE id = 2")
        try connection.execute("INSERT INTO notes (note) VALUES ('neu')")
        try connection.execute("DELETE FROM notes")
      }
      #expect(try await kept.restore() == ["companies", "people"], "a note that came and went is no change")
      let rows: [String] = try await database.read { connection in
        try connection.rows(
          "SELECT c.name || p.id AS text FROM companies c JOIN people p ON p.company = c.id ORDER BY p.id"
        ).map { try $0["text"] }
      }
      #expect(rows == ["Bäckerei1", "Elektro2"])
      #expect(try await kept.restore() == [])
      await #expect(throws: DatabaseError.self, "keys are heeded again") {
        try await database.write { _ = try $0.execute("DELETE FROM companies WHERE id = 1") }
      }
    }
  }
}
