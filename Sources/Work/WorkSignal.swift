import Chronology

/// Wakes the workers of this process as soon as work was added, so that a mail leaves at once instead of within a second.
package actor WorkSignal {
  private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
  private var next = 0
  private var isRaised = false

  package init() {}

  package func raise() {
    isRaised = waiting.isEmpty
    for continuation in waiting.values { continuation.resume() }
    waiting = [:]
  }

  /// Waits for the signal, at most so long.
  func wait(atMost span: TimeSpan) async {
    if isRaised {
      isRaised = false
      return
    }
    let ticket = next
    next += 1
    let timer = Task {
      try? await Task.sleep(for: .microseconds(span.microseconds))
      self.release(ticket)
    }
    await withCheckedContinuation { waiting[ticket] = $0 }
    timer.cancel()
  }

  private func release(_ ticket: Int) {
    waiting.removeValue(forKey: ticket)?.resume()
  }
}
