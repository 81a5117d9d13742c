import Dispatch

/// Reads and compares tables away from Swift's own threads, of which there is one for each core: pages would wait for them.
/// One at a time, so that files that come together do not fill the memory.
enum ReadingThread {
  private static let queue = DispatchQueue(label: "tables", qos: .utility)

  static func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: body)) }
    }
  }
}
