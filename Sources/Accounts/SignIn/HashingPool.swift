import Foundation
import Sodium
import Synchronization
import Web

/// A thread pool for password hashing, which costs milliseconds of a core each. It runs off the event loops and at low
/// priority, so that a flood of sign-ins waits here and does not slow pages; beyond a limit it is refused.
package final class HashingPool: Sendable {
  /// Jobs hold passwords in plain text, so a job leaves the queue as soon as it starts.
  private struct Queue {
    var incoming: [@Sendable () -> Void] = []
    /// In reverse order, so that the oldest is taken from the end.
    var outgoing: [@Sendable () -> Void] = []
    var count: Int { incoming.count + outgoing.count }
  }

  private let queue = Mutex(Queue())
  private let available = DispatchSemaphore(value: 0)
  private let limit: Int
  package let cost: PasswordCost
  /// A hash of no account, so that an unknown address takes the same time.
  private let decoy: String

  /// - Parameter limit: the number of jobs that may wait; further ones are refused at once, instead of holding a
  ///   connection for a minute.
  package init(threads: Int, limit: Int = 256, cost: PasswordCost = .standard) throws {
    self.limit = limit
    self.cost = cost
    decoy = try PasswordHash.make(Sodium.base64(Sodium.randomBytes(16)), cost: cost)
    for index in 0..<max(1, threads) { start(index) }
  }

  private func start(_ index: Int) {
    let thread = Thread { [weak self, available] in
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
      while true {
        available.wait()
        guard let job = self?.next() else { return }
        job()
      }
    }
    thread.name = "hashing-\(index)"
    thread.start()
  }

  private func next() -> (@Sendable () -> Void)? {
    queue.withLock { queue in
      if queue.outgoing.isEmpty {
        queue.outgoing = queue.incoming.reversed()
        queue.incoming.removeAll()
      }
      return queue.outgoing.popLast()
    }
  }

  private func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      let isTaken = queue.withLock { queue in
        guard queue.count < limit else { return false }
        queue.incoming.append { continuation.resume(with: Result(catching: work)) }
        return true
      }
      if isTaken { available.signal() } else { continuation.resume(throwing: ServiceUnavailable()) }
    }
  }

  /// The hash of a normalised password.
  package func hash(_ password: String) async throws -> String {
    let cost = cost
    return try await run { try PasswordHash.make(PasswordText(password).normalised, cost: cost) }
  }

  /// Compares a password with a hash. Without a hash it compares with the decoy and returns no match, in the same time.
  /// At most two hashes are computed: the second only for a password typed in another than its normal form.
  /// - Parameter alsoAsTyped: whether to accept a hash made before passwords were normalised.
  func match(_ password: String, against hash: String?, alsoAsTyped: Bool = true) async throws -> PasswordMatch {
    let (decoy, cost) = (decoy, cost)
    return try await run {
      let text = PasswordText(password)
      for (index, form) in (alsoAsTyped ? text.forms : [text.normalised]).enumerated()
      where PasswordHash.verify(form, against: hash ?? decoy) {
        guard let hash else { return .wrong }
        return index > 0 || PasswordHash.isOutdated(hash, cost: cost) ? .outdated : .right
      }
      return .wrong
    }
  }
}

/// The outcome of a comparison.
enum PasswordMatch: Sendable {
  case wrong
  case right
  /// Right, but hashed with outdated parameters or form, and to be hashed again.
  case outdated
}
