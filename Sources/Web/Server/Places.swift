import Synchronization

/// A few places for work that must not be done too often at once. Whoever finds none is sent away, not kept waiting.
package final class Places: Sendable {
  private let free: Mutex<Int>

  package init(_ count: Int) {
    free = Mutex(count)
  }

  /// Does the work on a place of its own.
  /// - Throws: `ServiceUnavailable` when none is free, or the error of the work.
  package func hold<Result>(_ work: () async throws -> Result) async throws -> Result {
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
