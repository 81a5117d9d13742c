import Chronology
import Synchronization
import Web

/// A limit of how often something may happen within a window of time.
package struct Allowance: Sendable {
  let key: String
  let limit: Int
  let window: TimeSpan

  /// - Parameter key: what is counted, and for whom.
  package init(_ key: String, limit: Int, window: TimeSpan) {
    self.key = key
    self.limit = limit
    self.window = window
  }
}

/// Rate limiter: counts what comes from one network within a window of time, in memory. It protects against floods;
/// limits that must survive a restart are counted in the database.
package final class NetworkLimiter: Sendable {
  private struct Window {
    var count: Int
    var ends: Instant
  }

  private let windows = Mutex<[String: Window]>([:])

  package init() {}

  /// Counts one more.
  /// - Returns: nil if it is within the limit, otherwise the time to wait.
  package func wait(for key: String, limit: Int, window span: TimeSpan, now: Instant) -> TimeSpan? {
    windows.withLock { windows in
      if windows.count > 50_000 { windows = windows.filter { $0.value.ends > now } }
      var window = windows[key] ?? Window(count: 0, ends: now + span)
      if window.ends <= now { window = Window(count: 0, ends: now + span) }
      window.count += 1
      windows[key] = window
      return window.count > limit ? window.ends - now : nil
    }
  }

  /// Counts one more of each if there is room for all, otherwise none. Call it before the work: checking first and
  /// counting later would let concurrent requests through.
  /// - Returns: nil if they were counted, otherwise the time to wait.
  package func take(_ allowances: [Allowance], now: Instant) -> TimeSpan? {
    windows.withLock { windows in
      if windows.count > 50_000 { windows = windows.filter { $0.value.ends > now } }
      let waits = allowances.compactMap { allowance -> TimeSpan? in
        guard let window = windows[allowance.key], window.ends > now, window.count >= allowance.limit else {
          return nil
        }
        return window.ends - now
      }
      if let longest = waits.max() { return longest }
      for allowance in allowances {
        let window = windows[allowance.key].flatMap { $0.ends > now ? $0 : nil }
        windows[allowance.key] = Window(
          count: (window?.count ?? 0) + 1, ends: window?.ends ?? now + allowance.window)
      }
      return nil
    }
  }

  /// Gives back what was taken, if it turned out not to count.
  package func giveBack(_ allowances: [Allowance]) {
    windows.withLock { windows in
      for allowance in allowances {
        guard var window = windows[allowance.key], window.count > 0 else { continue }
        window.count -= 1
        windows[allowance.key] = window
      }
    }
  }

  /// The network of an address: for IPv6 the first 64 bits, which belong to one household.
  package static func network(of address: String) -> String { ClientNetwork.key(of: address) }
}
