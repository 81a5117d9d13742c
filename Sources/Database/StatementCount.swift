import Synchronization

/// Counts the statements run on behalf of a task, so that a test can assert how many a page needs.
package enum StatementCount {
  package final class Counter: Sendable {
    private let number = Mutex(0)

    package init() {}

    package var count: Int { number.withLock { $0 } }

    func increment() {
      number.withLock { $0 += 1 }
    }
  }

  /// The counter of this task. Inherited by child tasks, not by detached ones.
  @TaskLocal package static var counter: Counter?

  /// Runs the body and returns how many statements it ran, not counting BEGIN and COMMIT.
  package static func counting<T: Sendable>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> T
  ) async rethrows -> (result: T, count: Int) {
    let counter = Counter()
    let result = try await $counter.withValue(counter, operation: body)
    return (result, counter.count)
  }
}
