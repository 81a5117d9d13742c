import Dispatch

/// Parses and compares tables outside of Swift's cooperative threads, of which there is one per core, so that pages
/// need not wait. One at a time, to limit memory.
enum ReadingThread {
  private static let queue = DispatchQueue(label: "tables", qos: .utility)

  static func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: body)) }
    }
  }
}
