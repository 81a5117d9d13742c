import Chronology

/// Wakes the workers of this process when work was added, so that a mail leaves at once instead of within a second. A
/// signal raised while a worker is busy is not lost.
package actor WorkSignal {
  private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
  private var next = 0
  private var raised = 0

  package init() {}

  package func raise() {
    raised += 1
    for continuation in waiting.values { continuation.resume() }
    waiting = [:]
  }

  /// How often the signal was raised; read before looking for work, then passed to `wait`.
  var count: Int { raised }

  /// Waits until the signal was raised more often than `seen`, or until the timeout.
  func wait(after seen: Int, atMost span: TimeSpan) async {
    guard raised == seen else { return }
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
