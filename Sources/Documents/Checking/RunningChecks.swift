import Synchronization

/// How many files of strangers are being checked: more than a few wait for nothing but each other.
final class RunningChecks: Sendable {
  private static let most = 4
  private let count = Mutex(0)

  /// - Returns: false when there are too many.
  func begin() -> Bool {
    count.withLock { count in
      guard count < Self.most else { return false }
      count += 1
      return true
    }
  }

  func end() {
    count.withLock { $0 -= 1 }
  }
}
