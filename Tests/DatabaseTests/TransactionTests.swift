import Database
import Foundation
import TestDatabases
import Testing

@Suite struct TransactionTests {
  struct Refusal: Error {}

  @Test(arguments: eachEngine()) func `a throwing write leaves no trace`(_ engine: Engine) async throws {
    try await Sample.withDatabase(engine, connections: 1) { database in
      await #expect(throws: Refusal.self) {
        try await database.write { connection in
          try connection.addCounter("a")
          throw Refusal()
        }
      }
      try await database.write { try $0.addCounter("b") }
      let names = try await database.read { try $0.rows("SELECT name FROM counters").map { try $0["name"] as String } }
      #expect(names == ["b"])
    }
  }

  @Test(arguments: eachEngine()) func `a failed statement ends the write even when kept quiet`(_ engine: Engine)
    async throws
  {
    try await Sample.withDatabase(engine) { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.write { connection in
          try connection.addCounter("a")
          _ = try? connection.addCounter("a")
          _ = try? connection.addCounter("b")
        }
      }
      #expect(error?.kind == .uniqueViolation("counters.name"))
      let count: Int? = try await database.read { try $0.value("SELECT count(*) FROM counters") }
      #expect(count == 0)
    }
  }

  @Test(arguments: eachEngine()) func `reads cannot write`(_ engine: Engine) async throws {
    try await Sample.withDatabase(engine, connections: 1) { database in
      await #expect(throws: DatabaseError.self) { try await database.read { try $0.addCounter("a") } }
      try await database.withLeasedConnection { try $0.addCounter("b") }
      await #expect(throws: DatabaseError.self) { try await database.read { try $0.addCounter("c") } }
      #expect(try await database.read { try $0.value("SELECT count(*) FROM counters") } == 1)
    }
  }

  @Test(arguments: eachEngine()) func `of 50 conditional updates at once exactly one wins`(_ engine: Engine)
    async throws
  {
    try await Sample.withDatabase(engine, connections: 8) { database in
      try await database.write { try $0.addCounter("seats", number: 1) }
      let winners = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 1...50 {
          group.addTask {
            try await database.write {
              try $0.execute("UPDATE counters SET number = number - 1 WHERE name = 'seats' AND number > 0")
            }
          }
        }
        var sum = 0
        for try await changed in group { sum += changed }
        return sum
      }
      #expect(winners == 1)
      #expect(try await database.read { try $0.number(of: "seats") } == 0)
    }
  }

  @Test(arguments: eachEngine()) func `locked rows lose no update`(_ engine: Engine) async throws {
    try await Sample.withDatabase(engine, connections: 8) { database in
      try await database.write { try $0.addCounter("sum") }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 1...40 {
          group.addTask {
            try await database.write { connection in
              let number: Int? = try connection.value(
                "SELECT number FROM counters WHERE name = 'sum'\(sql: connection.lockingRows)")
              try connection.execute("UPDATE counters SET number = \((number ?? 0) + 1) WHERE name = 'sum'")
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await database.read { try $0.number(of: "sum") } == 40)
    }
  }

  @Test(arguments: eachEngine()) func `violations are told by kind and column`(_ engine: Engine) async throws {
    try await Sample.withDatabase(engine) { database in
      try await database.write { connection in
        let id = try connection.addCounter("a")
        try connection.execute("INSERT INTO marks (counter, label) VALUES (\(id), 'x')")
        try connection.execute("CREATE UNIQUE INDEX counters_by_double ON counters ((number * 2))")
      }
      func kind(_ sql: SQL) async -> DatabaseError.Kind? {
        do {
          _ = try await database.write { try $0.execute(sql) }
          return nil
        } catch {
          return (error as? DatabaseError)?.kind
        }
      }
      #expect(await kind("INSERT INTO counters (name, number) VALUES ('a', 1)") == .uniqueViolation("counters.name"))
      #expect(
        await kind("INSERT INTO marks SELECT counter, label FROM marks")
          == .uniqueViolation("marks.counter, marks.label"))
      #expect(
        await kind("INSERT INTO counters (name, number) VALUES ('b', 0)")
          == .uniqueViolation("index 'counters_by_double'"))
      #expect(await kind("INSERT INTO counters (name, number) VALUES (\(String?.none), 1)") == .notNullViolation)
      #expect(await kind("INSERT INTO counters (name, number) VALUES ('b', -1)") == .checkViolation)
      #expect(await kind("INSERT INTO marks (counter, label) VALUES (4711, 'x')") == .foreignKeyViolation)
      #expect(await kind("SELECT nonsense") == .other)
    }
  }
}
