import Chronology
import Settings
import Web

/// Too many forms with passwords, codes or addresses came from one network lately. Thrown by the operations that they are
/// for, before anything is done.
package struct NetworkLimitReached: Error, Sendable, Equatable {
  /// How long until the next one is taken.
  package let wait: TimeSpan
}

extension Accounts {
  /// Counts one more post against the network that it comes from.
  /// - Throws: `NetworkLimitReached`.
  func countPost(_ cause: Cause) throws {
    if let wait = networkWait(cause) { throw NetworkLimitReached(wait: wait) }
  }

  /// The same for whoever tells the wait among the outcomes.
  func networkWait(_ cause: Cause) -> TimeSpan? {
    limiter.wait(
      for: "posts|\(NetworkLimiter.network(of: cause.address))",
      limit: settings[AccountSettings.postsPerNetwork], window: .minutes(10), now: cause.now)
  }

  /// Answers a form; where the limit of the network is reached, by the page that tells how long to wait.
  func limited(_ visit: Visit, _ answer: (Visit) async throws -> Reply) async throws -> Reply {
    do {
      return try await answer(visit)
    } catch let limit as NetworkLimitReached {
      return tooMany(visit, limit.wait)
    }
  }
}
