import Dispatch
import Foundation
import Synchronization

/// A thread that serves as executor of one actor, for an actor that calls blocking functions. On the cooperative pool,
/// with its one thread per core, they would block everybody else.
final class BlockingThread: SerialExecutor {
  private let queue = Queue()

  init(name: String) {
    // The thread references the queue only, so that it ends when the executor is released.
    let thread = Thread { [queue] in queue.work() }
    thread.name = name
    thread.start()
  }

  deinit {
    queue.add(nil)
  }

  func enqueue(_ job: consuming ExecutorJob) {
    queue.add((UnownedJob(job), asUnownedSerialExecutor()))
  }
}

extension BlockingThread {
  private final class Queue: Sendable {
    typealias Entry = (job: UnownedJob, executor: UnownedSerialExecutor)

    private let entries = Mutex<[Entry?]>([])
    private let count = DispatchSemaphore(value: 0)

    /// Nil ends the thread.
    func add(_ entry: Entry?) {
      entries.withLock { $0.append(entry) }
      count.signal()
    }

    func work() {
      while let entry = next() { entry.job.runSynchronously(on: entry.executor) }
    }

    private func next() -> Entry? {
      count.wait()
      return entries.withLock { $0.removeFirst() }
    }
  }
}
