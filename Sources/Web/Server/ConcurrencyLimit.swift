import Synchronization

/// A concurrency limit (counting semaphore that does not wait): at most `count` at once, the next one is refused.
package final class ConcurrencyLimit: Sendable {
  private let free: Mutex<Int>

  package init(_ count: Int) {
    free = Mutex(count)
  }

  /// Runs the work if the limit is not reached.
  /// - Throws: `ServiceUnavailable` at the limit, or the error of the work.
  package func run<Result>(_ work: () async throws -> Result) async throws -> Result {
    let isTaken = free.withLock { free in
      guard free > 0 else { return false }
      free -= 1
      return true
    }
    guard isTaken else { throw ServiceUnavailable() }
    defer { free.withLock { $0 += 1 } }
    return try await work()
  }
}
