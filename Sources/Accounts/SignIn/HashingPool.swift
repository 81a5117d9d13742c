import Foundation
import Sodium
import Synchronization
import Web

/// Threads of their own for password hashing: it costs milliseconds of a core each, so it stays off the event loops and
/// runs at low priority. A sign-in flood waits here and does not slow pages; past a limit it is turned away.
package final class HashingPool: Sendable {
  /// Jobs hold passwords in plain text, so a job leaves the queue as soon as it is taken.
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
  /// A hash that belongs to nobody, so that an unknown address costs the same time.
  private let decoy: String

  /// - Parameter limit: how many may wait at once; whoever comes later is told so at once, instead of holding a
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

  /// The hash of a password in its normal form.
  package func hash(_ password: String) async throws -> String {
    let cost = cost
    return try await run { try PasswordHash.make(PasswordText(password).normalised, cost: cost) }
  }

  /// Compares; without a hash it compares with the decoy and says no, in the same time. Two hashes at most: one, but for
  /// a password that is typed in another form than the normal one.
  /// - Parameter alsoAsTyped: whether a hash from before normalising is looked for as well.
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

/// What came of a comparison.
enum PasswordMatch: Sendable {
  case wrong
  case right
  /// Right, but hashed in the way of earlier days: it is hashed anew.
  case outdated
}
