import Chronology
import Synchronization

/// A clock that stands still until a test moves it.
package final class TestClock: Sendable {
  private let instant: Mutex<Instant>

  /// Starts on Friday, 20 November 2026, 10:00 in Germany.
  package init() {
    instant = Mutex(Instant(microseconds: 1_795_165_200_000_000))
  }

  package func advance(_ span: TimeSpan) {
    instant.withLock { $0 = $0 + span }
  }

  package var now: Instant { instant.withLock { $0 } }

  package var clock: WallClock {
    WallClock(zone: WallClock.germany) { self.now }
  }
}
