import Chronology
import Database
import TestDatabases
import Testing

@Suite struct ValueTests {
  enum Mood: String, ColumnValue { case calm, busy }
  enum Level: Int, ColumnValue { case low = 1, high }

  /// Binds a value, lets the server send it back, and compares.
  private func comesBack<T: ColumnValue & Equatable>(_ value: T, _ engine: Engine) async throws -> Bool {
    try await Sample.withDatabase(engine) { database in
      let back: T = try await database.read { connection in
        try #require(try connection.row("SELECT \(value) AS it"))["it"]
      }
      return back == value
    }
  }

  @Test(arguments: eachEngine()) func everyTypeComesBackAsItWasBound(_ engine: Engine) async throws {
    try #require(try await comesBack(Int64.min, engine))
    try #require(try await comesBack(Int64.max, engine))
    try #require(try await comesBack(-42, engine))
    try #require(try await comesBack(0.1 + 0.2, engine))
    try #require(try await comesBack(-1e300, engine))
    try #require(try await comesBack(true, engine))
    try #require(try await comesBack(false, engine))
    try #require(try await comesBack([UInt8](0...255), engine))
    try #require(try await comesBack([UInt8](), engine))
    try #require(try await comesBack(Instant(microseconds: 1_764_000_000_123_456), engine))
    try #require(try await comesBack(#require(CalendarDate("2026-11-27")), engine))
    try #require(try await comesBack(Mood.busy, engine))
    try #require(try await comesBack(Level.high, engine))
    try #require(try await comesBack(String?.none, engine))
    try #require(try await comesBack(Int?.none, engine))
    try #require(try await comesBack([UInt8]?.none, engine))
    try #require(try await comesBack(Int?.some(7), engine))
  }

  @Test(arguments: eachEngine(), ["", "Jürgen Groß, Köln", "👩🏽‍🔧 Zoë ẞ", "a'b\"c\\d$1;--", "Zeile\nzwei\ttab"])
  func textComesBackAsItWasBound(_ engine: Engine, _ text: String) async throws {
    #expect(try await comesBack(text, engine))
  }

  @Test(arguments: eachEngine()) func `a text with NUL is refused and nothing is stored`(_ engine: Engine) async throws
  {
    try await Sample.withDatabase(engine) { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.write { try $0.addCounter("a\0b") }
      }
      #expect(error?.message.contains("NUL") == true)
      let count: Int? = try await database.read { try $0.value("SELECT count(*) FROM counters") }
      #expect(count == 0)
    }
  }

  @Test(arguments: eachEngine()) func `nil can be asked for without its type in the text`(_ engine: Engine) async throws
  {
    try await Sample.withDatabase(engine) { database in
      let wanted: String? = nil
      let count: Int? = try await database.read {
        try $0.value("SELECT count(*) FROM (SELECT 1) AS one WHERE (\(wanted) IS NULL OR 'x' = \(wanted))")
      }
      #expect(count == 1)
    }
  }

  @Test(arguments: eachEngine()) func `no value, no text and no bytes are three things where they are asked for`(
    _ engine: Engine
  ) async throws {
    try await Sample.withDatabase(engine) { database in
      let (nothing, text, bytes): (String?, String, [UInt8]) = (nil, "", [])
      let asked: SQL = "SELECT \(nothing) AS a, \(text) AS b, \(bytes) AS c, \([UInt8](repeating: 0, count: 3)) AS d"
      let found = try await database.read { connection in try (0..<3).map { _ in try connection.rows(asked) } }
      for rows in found { #expect(rows.map(\.values) == [[.null, .text(""), .blob([]), .blob([0, 0, 0])]]) }
    }
  }

  @Test(arguments: eachEngine()) func `a statement that failed in a read can be asked again`(_ engine: Engine)
    async throws
  {
    try await Sample.withDatabase(engine) { database in
      let broken: SQL = "SELECT CAST(1 AS BIGINT) / CAST(\(0) AS BIGINT) AS result, nonsense FROM counters"
      for _ in 0..<2 {
        await #expect(throws: DatabaseError.self) { try await database.read { _ = try $0.rows(broken) } }
      }
      let one: Int? = try await database.read { try $0.value("SELECT 1 + \(0)") }
      #expect(one == 1)
    }
  }

  @Test(arguments: eachEngine()) func `what the engines compute is read alike`(_ engine: Engine) async throws {
    try await Sample.withDatabase(engine) { database in
      try await database.write { connection in
        try connection.addCounter("one", number: 1)
        try connection.addCounter("two", number: 2)
      }
      let row = try #require(
        try await database.read {
          try $0.row(
            """
            SELECT count(*) AS count, sum(number) AS sum, avg(number) AS mean, max(number) > 1 AS many,
              max(name) AS last, 1 + \(1) AS two, CASE WHEN 1 = 1 THEN \(5) ELSE 0 END AS five
            FROM counters
            """)
        })
      #expect(
        row.values == [.integer(2), .integer(3), .real(1.5), .integer(1), .text("two"), .integer(2), .integer(5)])
      let many: Bool = try row["many"]
      #expect(many)
    }
  }

  @Test(arguments: eachEngine()) func `a wrong column or type is named`(_ engine: Engine) async throws {
    try await Sample.withDatabase(engine) { database in
      let row = try #require(try await database.read { try $0.row("SELECT 'x' AS name, NULL AS vacant") })
      #expect(throws: ColumnError.self) { try row["nobody"] as String }
      let error = #expect(throws: ColumnError.self) { try row["name"] as Int }
      #expect(error?.description == "column name: expected Int, found text")
      #expect(throws: ColumnError.self) { try row["vacant"] as String }
      #expect(throws: ColumnError.self) { try row["name"] as Mood }
      let nothing: String? = try row["vacant"]
      #expect(nothing == nil)
    }
  }
}
