import Logging
import Synchronization

/// PostgreSQL through libpq: a few threads, each with its own connection, take the work from one queue.
final class PostgresEngine: EngineCore {
  private let threads: EngineThreads<PostgresSeat>

  init(url: String, connections: Int, logger: Logger) {
    let outage = Outage(logger)
    threads = EngineThreads(name: "postgres", count: connections) { PostgresSeat(url: url, outage: outage) }
  }

  deinit {
    threads.stop()
  }

  func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    let counter = StatementCount.counter
    return try await threads.run { seat in
      try seat.withDriver { try body(Session($0, counter: counter, isTransaction: false)) }
    }
  }

  func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    let counter = StatementCount.counter
    return try await threads.run { seat in
      let driver = try seat.withDriver { driver in
        try driver.command("BEGIN READ WRITE")
        return driver
      }
      do {
        let result = try Session(driver, counter: counter, isTransaction: true).transact(body)
        try driver.command("COMMIT")
        return result
      } catch {
        driver.rollBack()
        throw error
      }
    }
  }

  func lease<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    let counter = StatementCount.counter
    return try await threads.run { seat in
      let driver = try seat.withDriver { driver in
        try driver.command("SET default_transaction_read_only = off")
        return driver
      }
      defer {
        // A connection on which this fails is broken, and replaced before its next use.
        try? driver.command("SET default_transaction_read_only = on; SELECT pg_advisory_unlock_all()")
      }
      return try body(Session(driver, counter: counter, isTransaction: false))
    }
  }

  func close() async {
    await threads.close()
  }
}

/// A thread's place: its connection, renewed when it broke.
final class PostgresSeat {
  private let url: String
  private let outage: Outage
  private var driver: PostgresDriver?

  init(url: String, outage: Outage) {
    self.url = url
    self.outage = outage
  }

  /// Runs work that may be done twice: when a connection that had rested turns out to be broken, as after a restart of
  /// the server, the work is done again with a new one.
  func withDriver<T>(_ work: (PostgresDriver) throws -> T) throws -> T {
    if let driver, driver.isUsable {
      do {
        return try work(driver)
      } catch {
        if driver.isUsable { throw error }
      }
    }
    return try work(renewed())
  }

  private func renewed() throws -> PostgresDriver {
    driver = nil
    let driver = try outage.watching { try PostgresDriver(url: url) }
    self.driver = driver
    return driver
  }
}

/// Lets calls fail at once for a moment after a failed attempt to connect, so that those who wait do not wait one
/// after the other for a server that is away.
final class Outage: Sendable {
  private struct State {
    var error: DatabaseError?
    var isOver = ContinuousClock.now
  }

  private let state = Mutex(State())
  private let logger: Logger

  init(_ logger: Logger) {
    self.logger = logger
  }

  func watching<T>(_ connecting: () throws -> T) throws -> T {
    let known = state.withLock { ContinuousClock.now < $0.isOver ? $0.error : nil }
    if let known { throw known }
    do {
      let made = try connecting()
      let wasAway = state.withLock { state in
        defer { state.error = nil }
        return state.error != nil
      }
      if wasAway { logger.notice("PostgreSQL is back") }
      return made
    } catch let error as DatabaseError {
      state.withLock { $0 = State(error: error, isOver: .now + .seconds(1)) }
      logger.error("PostgreSQL cannot be reached", metadata: ["reason": "\(error.message)"])
      throw error
    }
  }
}
