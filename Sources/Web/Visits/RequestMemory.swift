import Synchronization

/// A cache for one request, so that policy and handler need not read the same thing twice.
package final class RequestMemory: Sendable {
  private let values = Mutex<[String: any Sendable]>([:])

  /// The cached value of the key, or what the closure reads.
  package func once<Value: Sendable>(_ key: String, _ read: () async throws -> Value) async throws -> Value {
    if let known = values.withLock({ $0[key] }), let value = known as? Value { return value }
    let value = try await read()
    values.withLock { $0[key] = value }
    return value
  }
}
