import Database
import Foundation
import Synchronization
import TestDatabases
import Testing

@Suite struct RetryTests {
  @Test(arguments: eachEngine()) func `a write in the way of another runs again, five times at most`(_ engine: Engine)
    async throws
  {
    try await Sample.withDatabase(engine) { database in
      let attempts = Attempts()
      try await database.write { connection in
        try connection.addCounter("a")
        if attempts.next() < 5 { throw DatabaseError(.serializationFailure, "in the way") }
      }
      #expect(attempts.count == 5)
      #expect(try await database.read { try $0.value("SELECT count(*) FROM counters") } == 1)

      let more = Attempts()
      await #expect(throws: DatabaseError.self) {
        try await database.write { _ in
          _ = more.next()
          throw DatabaseError(.serializationFailure, "in the way")
        }
      }
      #expect(more.count == 5)
    }
  }

  @Test(.enabled(if: eachEngine().contains(.postgresql)))
  func `of two writes in deadlock both succeed`() async throws {
    try await Sample.withDatabase(.postgresql) { database in
      try await database.write { connection in
        try connection.addCounter("a")
        try connection.addCounter("b")
      }
      let meeting = Meeting()
      let attempts = Attempts()
      @Sendable func raise(_ first: String, then second: String) async throws {
        try await database.write { connection in
          _ = attempts.next()
          try connection.execute("UPDATE counters SET number = number + 1 WHERE name = \(first)")
          meeting.arrive()
          try connection.execute("UPDATE counters SET number = number + 1 WHERE name = \(second)")
        }
      }
      async let one: Void = raise("a", then: "b")
      async let other: Void = raise("b", then: "a")
      _ = try await (one, other)
      #expect(attempts.count == 3)
      #expect(try await database.read { try $0.number(of: "a") } == 2)
      #expect(try await database.read { try $0.number(of: "b") } == 2)
    }
  }
}

private final class Attempts: Sendable {
  private let number = Mutex(0)

  var count: Int { number.withLock { $0 } }

  func next() -> Int {
    number.withLock {
      $0 += 1
      return $0
    }
  }
}

/// The first to arrive waits for the second; who comes later passes.
private final class Meeting: @unchecked Sendable {
  // All is under `condition`.
  private let condition = NSCondition()
  private var arrived = 0

  func arrive() {
    condition.withLock {
      arrived += 1
      condition.broadcast()
      while arrived < 2 { condition.wait() }
    }
  }
}
