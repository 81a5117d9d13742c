import Chronology
import Settings
import Web

/// Too many forms with passwords, codes or addresses came from one network recently. Thrown by the operations behind
/// these forms, before they do anything.
package struct NetworkLimitReached: Error, Sendable, Equatable {
  /// The time until the next one is accepted.
  package let wait: TimeSpan
}

extension Accounts {
  /// Counts a post against the network that it comes from.
  /// - Throws: `NetworkLimitReached`.
  func countPost(_ cause: Cause) throws {
    if let wait = networkWait(cause) { throw NetworkLimitReached(wait: wait) }
  }

  /// The same as a value, for operations that report the wait among their outcomes.
  func networkWait(_ cause: Cause) -> TimeSpan? {
    limiter.wait(
      for: "posts|\(NetworkLimiter.network(of: cause.address))",
      limit: settings[AccountSettings.postsPerNetwork], window: .minutes(10), now: cause.now)
  }

  /// Answers a form; if the network's limit is reached, with the page that says how long to wait.
  func limited(_ visit: Visit, _ answer: (Visit) async throws -> Reply) async throws -> Reply {
    do {
      return try await answer(visit)
    } catch let limit as NetworkLimitReached {
      return tooMany(visit, limit.wait)
    }
  }
}
