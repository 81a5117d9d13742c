import Database
import TestDatabases
import Testing

@Suite struct SQLTests {
  @Test(arguments: eachEngine()) func `pieces of SQL keep their values when put together`(_ engine: Engine) async throws
  {
    try await Sample.withDatabase(engine) { database in
      let columns: StaticString = "name, number"
      let conditions: [SQL] = ["number > \(1)", "number < \(4)", "name <> \("c")"]
      let condition: SQL = "(\(sql: .joined(conditions, separator: " AND ")))"
      let names = try await database.write { connection in
        for (number, name) in ["a", "b", "c", "d", "e"].enumerated() { try connection.addCounter(name, number: number) }
        let sql: SQL = "SELECT \(raw: columns) FROM counters WHERE \(sql: condition)" + " ORDER BY name LIMIT \(9)"
        return try connection.rows(sql).map { try $0["name"] as String }
      }
      #expect(names == ["d"])
    }
  }

  @Test(arguments: eachEngine()) func `more than nine values stay in their order`(_ engine: Engine) async throws {
    try await Sample.withDatabase(engine) { database in
      let row = try await database.read {
        try $0.row(
          """
          SELECT \(1) AS a, \(2) AS b, \(3) AS c, \(4) AS d, \(5) AS e, \(6) AS f, \(7) AS g, \(8) AS h, \(9) AS i,
            \(10) AS j, \(11) AS k, \("twelve") AS l
          """)
      }
      #expect(row?.values == (1...11).map { .integer($0) } + [.text("twelve")])
    }
  }

  @Test(arguments: eachEngine()) func `lists match their members, the empty list nothing`(_ engine: Engine) async throws
  {
    try await Sample.withDatabase(engine) { database in
      try await database.write { connection in
        for name in ["a", "b", "c"] { try connection.addCounter(name) }
      }
      func count(_ condition: SQL) async throws -> Int? {
        try await database.read { try $0.value("SELECT count(*) FROM counters WHERE \(sql: condition)") }
      }
      let none: [String] = []
      #expect(try await count("name IN (\(list: ["a", "c", "x"]))") == 2)
      #expect(try await count("name IN (\(list: none))") == 0)
      #expect(try await count("name NOT IN (\(list: none))") == 3)
      #expect(try await count("number IN (\(list: [Int]()))") == 0)
      #expect(try await count("id IN (\(list: Array(1...5000)))") == 3)
    }
  }

  @Test(arguments: eachEngine()) func `LIKE tells upper from lower case`(_ engine: Engine) async throws {
    try await Sample.withDatabase(engine) { database in
      let found: Int? = try await database.read {
        try $0.value("SELECT count(*) FROM (SELECT 'Anna' AS name) AS people WHERE name LIKE \("a%")")
      }
      #expect(found == 0)
    }
  }

  @Test(arguments: eachEngine()) func `ON CONFLICT, RETURNING and counts of rows agree`(_ engine: Engine) async throws {
    try await Sample.withDatabase(engine) { database in
      try await database.write { connection in
        try connection.addCounter("a", number: 1)
        let insert: SQL = "INSERT INTO counters (name, number) VALUES ('a', 5)"
        #expect(try connection.execute(insert + " ON CONFLICT (name) DO NOTHING") == 0)
        let updated: Int? = try connection.value(
          insert + " ON CONFLICT (name) DO UPDATE SET number = counters.number + excluded.number RETURNING number")
        #expect(updated == 6)
        #expect(try connection.execute("UPDATE counters SET number = 9 WHERE name = 'a'") == 1)
        #expect(try connection.execute("CREATE TABLE others (id BIGINT)") == 0)
        #expect(try connection.execute("DELETE FROM counters WHERE name = 'b' RETURNING id") == 0)
        #expect(try connection.row("SELECT 1 AS one WHERE 1 = 0") == nil)
      }
    }
  }

  @Test(arguments: eachEngine()) func `statements are counted for the task that runs them`(_ engine: Engine)
    async throws
  {
    try await Sample.withDatabase(engine) { database in
      let (_, count) = try await StatementCount.counting {
        try await database.write { try $0.addCounter("a") }
        _ = try await database.read { connection in
          try connection.forEachRow("SELECT id FROM counters") { _ in }
          return try connection.number(of: "a")
        }
      }
      #expect(count == 3)
    }
  }
}

extension Row: Equatable {
  package static func == (one: Row, other: Row) -> Bool {
    one.columnNames == other.columnNames && one.values == other.values
  }
}
