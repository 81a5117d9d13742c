import Synchronization

/// What was read for a request, by its policy or its handler: the other need not ask for it again.
package final class RequestMemory: Sendable {
  private let values = Mutex<[String: any Sendable]>([:])

  /// The value that was read under the key, or what the closure reads.
  package func once<Value: Sendable>(_ key: String, _ read: () async throws -> Value) async throws -> Value {
    if let known = values.withLock({ $0[key] }), let value = known as? Value { return value }
    let value = try await read()
    values.withLock { $0[key] = value }
    return value
  }
}
