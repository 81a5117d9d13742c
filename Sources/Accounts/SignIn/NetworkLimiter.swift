import Chronology
import Synchronization
import Web

/// Counts what comes from one network within a window of time, in memory. It protects against floods; limits that must
/// outlive a restart are counted in the database.
package final class NetworkLimiter: Sendable {
  private struct Window {
    var count: Int
    var ends: Instant
  }

  private let windows = Mutex<[String: Window]>([:])

  package init() {}

  /// Counts one more.
  /// - Returns: nil when it is within the limit, else how long to wait.
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

  /// How long to wait, without counting; nil when there is room.
  package func pendingWait(for key: String, limit: Int, now: Instant) -> TimeSpan? {
    windows.withLock { windows in
      guard let window = windows[key], window.ends > now, window.count >= limit else { return nil }
      return window.ends - now
    }
  }

  package func clear(_ key: String) {
    windows.withLock { _ = $0.removeValue(forKey: key) }
  }

  /// The network of an address: for IPv6 its first 64 bits, as one household has them all.
  package static func network(of address: String) -> String { ClientNetwork.key(of: address) }
}
