import Synchronization
import Web

/// A lock by key: work on the same thing runs one after the other, in order of arrival.
final class Turns: Sendable {
  /// The work behind the one whose turn it is.
  private let waiting = Mutex<[String: [CheckedContinuation<Void, Never>]]>([:])
  private let limit: Int

  /// - Parameter limit: how many may wait for one thing.
  init(limit: Int = 1000) {
    self.limit = limit
  }

  /// - Throws: `ServiceUnavailable` if too many are already waiting, and the errors of the work.
  func inTurn<Value: Sendable>(_ key: String, _ work: () async throws -> Value) async throws -> Value {
    try await wait(for: key)
    do {
      let value = try await work()
      pass(on: key)
      return value
    } catch {
      pass(on: key)
      throw error
    }
  }

  private func wait(for key: String) async throws {
    let isFull = waiting.withLock { ($0[key]?.count ?? 0) >= limit }
    if isFull { throw ServiceUnavailable() }
    await withCheckedContinuation { continuation in
      let isFirst = waiting.withLock { waiting in
        guard waiting[key] != nil else {
          waiting[key] = []
          return true
        }
        waiting[key]?.append(continuation)
        return false
      }
      if isFirst { continuation.resume() }
    }
  }

  private func pass(on key: String) {
    let next = waiting.withLock { waiting -> CheckedContinuation<Void, Never>? in
      guard let line = waiting[key], !line.isEmpty else {
        waiting[key] = nil
        return nil
      }
      return waiting[key]?.removeFirst()
    }
    next?.resume()
  }
}
