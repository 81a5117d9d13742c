import Database
import Foundation

/// The engines that tests run on: `@Test(arguments: eachEngine())`. Both, unless `KAMMERPORTAL_TEST_ENGINES=sqlite` is
/// set for a quick local run.
package func eachEngine() -> [Engine] {
  ProcessInfo.processInfo.environment["KAMMERPORTAL_TEST_ENGINES"] == "sqlite" ? [.sqlite] : [.sqlite, .postgresql]
}

/// Gives the body a migrated database of its own and removes it afterwards. Each set of migrations is applied once;
/// tests get copies.
/// - Throws: what the body throws; `TestDatabaseError` if there is no PostgreSQL server to test on.
package func withDatabase<T: Sendable>(
  _ engine: Engine, migrations: [MigrationSet] = [], connections: Int = 4,
  isolation: isolated (any Actor)? = #isolation, _ body: (Database) async throws -> T
) async throws -> T {
  try await withDatabaseURL(engine, migrations: migrations) { url in
    let database = try await Database.open(url, connections: connections, logger: quiet)
    do {
      let result = try await body(database)
      await database.close()
      return result
    } catch {
      await database.close()
      throw error
    }
  }
}

/// As `withDatabase`, for tests that open the database themselves, such as twice or by the command line.
package func withDatabaseURL<T: Sendable>(
  _ engine: Engine, migrations: [MigrationSet] = [], isolation: isolated (any Actor)? = #isolation,
  _ body: (String) async throws -> T
) async throws -> T {
  await Semaphore.shared.wait()
  do {
    let made = try await make(engine, migrations)
    let result: T
    do {
      result = try await body(made.url)
    } catch {
      try await made.remove()
      throw error
    }
    try await made.remove()
    await Semaphore.shared.signal()
    return result
  } catch {
    await Semaphore.shared.signal()
    throw error
  }
}

/// The tests cannot run on PostgreSQL.
package struct TestDatabaseError: Error, CustomStringConvertible {
  package let description: String
}

/// A test database, and how to remove it.
struct MadeDatabase: Sendable {
  let url: String
  let remove: @Sendable () async throws -> Void
}

private func make(_ engine: Engine, _ migrations: [MigrationSet]) async throws -> MadeDatabase {
  switch engine {
  case .sqlite: try await SQLiteCopies.shared.make(migrations)
  case .postgresql: try await PostgresCopies.server().make(migrations)
  }
}

/// A semaphore: all tests run concurrently, but a server has only about a hundred connections.
private actor Semaphore {
  static let shared = Semaphore(free: 12)

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(free: Int) {
    self.free = free
  }

  func wait() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func signal() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
