import Database
import Foundation
import Logging
import TestDatabases
import Testing

@Suite struct OutageTests {
  private static let endOthers: SQL = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    """

  @Test(.enabled(if: eachEngine().contains(.postgresql)))
  func `connections the server ended are renewed unseen`() async throws {
    try await withDatabaseURL(.postgresql) { url in
      let database = try await Database.open(url, connections: 1, logger: Logger(label: "test"))
      let other = try await Database.open(url, connections: 1, logger: Logger(label: "test"))
      for _ in 1...2 {
        _ = try await other.read { try $0.rows(Self.endOthers) }
        #expect(try await database.read { try $0.value("SELECT 1") } == 1)
        _ = try await other.read { try $0.rows(Self.endOthers) }
        #expect(try await database.write { try $0.value("SELECT 2") } == 2)
      }
      await database.close()
      await other.close()
    }
  }

  @Test(.enabled(if: eachEngine().contains(.postgresql)))
  func `a write whose connection breaks fails as unavailable and leaves no trace`() async throws {
    try await Sample.withDatabase(.postgresql, connections: 1) { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.write { connection in
          try connection.addCounter("a")
          _ = try connection.rows("SELECT pg_terminate_backend(pg_backend_pid())")
        }
      }
      #expect(error?.kind == .unavailable)
      #expect(await database.isReachable())
      try await database.write { try $0.addCounter("b") }
      #expect(try await database.read { try $0.value("SELECT count(*) FROM counters") } == 1)
    }
  }

  @Test func `a server that is away is told as unavailable`() async throws {
    let error = await #expect(throws: DatabaseError.self) {
      _ = try await Database.open("postgresql://nobody@127.0.0.1:1/none", logger: quiet)
    }
    #expect(error?.kind == .unavailable)
  }

  @Test(arguments: eachEngine()) func `after closing calls fail as unavailable`(_ engine: Engine) async throws {
    try await withDatabaseURL(engine) { url in
      let database = try await Database.open(url, logger: quiet)
      #expect(await database.isReachable())
      await database.close()
      #expect(await database.isReachable() == false)
      let error = await #expect(throws: DatabaseError.self) { try await database.write { _ in } }
      #expect(error?.kind == .unavailable)
    }
  }

  @Test(arguments: eachEngine()) func `health is told also while every connection is taken`(_ engine: Engine)
    async throws
  {
    try await Sample.withDatabase(engine, connections: 1) { database in
      let release = DispatchSemaphore(value: 0)
      let (started, start) = AsyncStream.makeStream(of: Void.self)
      async let busy: Void = database.read { _ in
        start.yield()
        release.wait()
      }
      for await _ in started { break }
      #expect(await database.isReachable(within: .milliseconds(20)) == false)
      release.signal()
      try await busy
      #expect(await database.isReachable())
    }
  }

  @Test func `SQLite makes its folder, survives a power failure and keeps foreign keys`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let database = try await Database.open("sqlite:\(folder.path)/deep/er/portal.sqlite", logger: quiet)
    let settings = try await database.withLeasedConnection { connection in
      try ["synchronous", "foreign_keys", "busy_timeout"].map {
        try connection.rows(SQL(stringLiteral: "PRAGMA \($0)")).first?.values.first
      }
    }
    #expect(settings == [.integer(2), .integer(1), .integer(10_000)])
    await database.close()
  }

  private var quiet: Logger {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
  }
}
