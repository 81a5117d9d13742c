import Logging
import Synchronization

/// PostgreSQL through libpq: a pool of threads, each with a connection of its own, and one queue.
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
        // If this fails the connection is broken and is replaced before its next use.
        try? driver.command("SET default_transaction_read_only = on; SELECT pg_advisory_unlock_all()")
      }
      return try body(Session(driver, counter: counter, isTransaction: false))
    }
  }

  func close() async {
    await threads.close()
  }
}

/// The connection of one thread, renewed when it breaks.
final class PostgresSeat {
  private let url: String
  private let outage: Outage
  private var driver: PostgresDriver?

  init(url: String, outage: Outage) {
    self.url = url
    self.outage = outage
  }

  /// Runs work that is safe to repeat: if an idle connection turns out to be broken, as after a restart of the server,
  /// the work runs again on a new one.
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

/// A circuit breaker: for a moment after a failed attempt to connect, calls fail at once instead of each waiting for an
/// unreachable server.
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
