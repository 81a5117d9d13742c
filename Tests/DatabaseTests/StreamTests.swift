import Database
import TestDatabases
import Testing

@Suite struct StreamTests {
  struct Enough: Error {}

  private let numbers: SQL = """
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < \(2500)) SELECT n FROM numbers
    """

  @Test(arguments: eachEngine()) func `all rows come in order, and the body may run statements`(_ engine: Engine)
    async throws
  {
    try await Sample.withDatabase(engine, connections: 1) { database in
      let (sum, asked) = try await database.read { connection in
        var sum = 0
        var asked = 0
        try connection.forEachRow(numbers) { row in
          let number: Int = try row["n"]
          if number == sum + 1 { sum = number }
          if number % 1000 == 0 {
            try connection.forEachRow(numbers) { _ in asked += 1 }
            asked += try connection.rows("SELECT 1").count
          }
        }
        return (sum, asked)
      }
      #expect(sum == 2500)
      #expect(asked == 2 * 2501)
    }
  }

  @Test(arguments: eachEngine()) func `the body may stop by throwing`(_ engine: Engine) async throws {
    try await Sample.withDatabase(engine, connections: 1) { database in
      await #expect(throws: Enough.self) {
        try await database.read { try $0.forEachRow(numbers) { _ in throw Enough() } }
      }
      // Within a write what went before and after it stays.
      try await database.write { connection in
        try connection.addCounter("before")
        #expect(throws: Enough.self) { try connection.forEachRow(numbers) { _ in throw Enough() } }
        try connection.addCounter("after")
      }
      #expect(try await database.read { try $0.value("SELECT count(*) FROM counters") } == 2)
    }
  }

  @Test(arguments: eachEngine()) func `rows of a write can be changed while they come`(_ engine: Engine) async throws {
    try await Sample.withDatabase(engine, connections: 1) { database in
      try await database.write { connection in
        for name in ["a", "b", "c"] { try connection.addCounter(name) }
        try connection.forEachRow("SELECT id FROM counters ORDER BY name") { row in
          try connection.execute("UPDATE counters SET number = 1 WHERE id = \(try row["id"] as Int64)")
        }
      }
      #expect(try await database.read { try $0.value("SELECT sum(number) FROM counters") } == 3)
    }
  }
}
