import Foundation

/// A thread pool with one queue. Each thread owns a seat, such as a connection, which is made on that thread and never
/// shared. Keeps blocking work away from Swift's cooperative threads and the event loops.
///
/// `@unchecked Sendable`: all variables are guarded by `condition`.
final class EngineThreads<Seat>: @unchecked Sendable {
  private typealias Job = (Seat) -> Void

  private let condition = NSCondition()
  private var jobs: [Job] = []
  private var next = 0
  private var isClosed = false
  private var running: Int
  private var closers: [CheckedContinuation<Void, Never>] = []

  init(name: String, count: Int, seat: @escaping @Sendable () -> Seat) {
    running = count
    for number in 1...count {
      let thread = Thread { [self] in
        work(seat())
        finish()
      }
      thread.name = "\(name)-\(number)"
      thread.start()
    }
  }

  /// Runs the body on the next free thread, first come, first served.
  /// - Throws: what the body throws, or `.unavailable` after `close`.
  func run<T: Sendable>(_ body: @escaping @Sendable (Seat) throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      let isTaken = add { seat in continuation.resume(with: Result { try body(seat) }) }
      if !isTaken { continuation.resume(throwing: DatabaseError(.unavailable, "the database was closed")) }
    }
  }

  /// Accepts no new jobs. The threads end when the queue is empty.
  func stop() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }

  /// Stops, and waits until all threads have ended.
  func close() async {
    stop()
    await withCheckedContinuation { continuation in
      let isOver = condition.withLock {
        if running > 0 { closers.append(continuation) }
        return running == 0
      }
      if isOver { continuation.resume() }
    }
  }

  private func add(_ job: @escaping (Seat) -> Void) -> Bool {
    condition.withLock {
      guard !isClosed else { return false }
      jobs.append(job)
      condition.signal()
      return true
    }
  }

  private func work(_ seat: Seat) {
    while let job = take() { job(seat) }
  }

  private func take() -> Job? {
    condition.withLock {
      while next == jobs.count {
        if isClosed { return nil }
        condition.wait()
      }
      let job = jobs[next]
      next += 1
      if next == jobs.count {
        jobs.removeAll(keepingCapacity: next < 1024)
        next = 0
      } else if next == 1024 {
        jobs.removeFirst(next)
        next = 0
      }
      return job
    }
  }

  private func finish() {
    let waiting = condition.withLock {
      running -= 1
      guard running == 0 else { return [CheckedContinuation<Void, Never>]() }
      defer { closers = [] }
      return closers
    }
    for continuation in waiting { continuation.resume() }
  }
}
