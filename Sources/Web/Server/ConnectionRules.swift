/// Timeouts of connections, and which of them are closed when there are too many.
package struct ConnectionRules: Sendable {
  /// What a connection is doing.
  package enum Phase: Sendable, Equatable {
    /// No complete request head: a new connection, one between two requests, or one sending its head slowly.
    case waiting
    /// The head is complete, the body is not.
    case receiving
    /// The request is complete; the response is being made.
    case answering
    /// The response is being sent.
    case sending
  }

  package enum Verdict: Sendable, Equatable {
    case stays
    /// Closed silently: no request is under way.
    case ends
    /// The body arrives too slowly (408).
    case tooSlow
  }

  /// The maximum number of open connections.
  package let most: Int
  package var wait = Duration.seconds(75)
  /// No minimum rate is required within this time: many bodies arrive together with their head.
  package var bodyGrace = Duration.seconds(20)
  package var bodyBytesEachSecond = 16 * 1024
  package var body = Duration.seconds(600)
  package var sending = Duration.seconds(900)

  package init(most: Int) {
    self.most = most
  }

  /// Leaves file descriptors for the database, the workers, uploads, and one file per response, whatever the limit of
  /// the system.
  package init(descriptors: Int) {
    self.init(most: min(8_000, max(32, (descriptors - 128) / 2)))
  }

  /// - Parameters:
  ///   - span: how long the phase has lasted.
  ///   - received: bytes of the body so far.
  package func verdict(_ phase: Phase, for span: Duration, received: Int) -> Verdict {
    switch phase {
    case .waiting: span > wait ? .ends : .stays
    case .receiving: isTooSlow(span, received) ? .tooSlow : .stays
    case .answering: .stays
    case .sending: span > sending ? .ends : .stays
    }
  }

  private func isTooSlow(_ span: Duration, _ received: Int) -> Bool {
    guard span > bodyGrace else { return false }
    let seconds = (span - bodyGrace) / .seconds(1)
    return span > body || Double(received) < seconds * Double(bodyBytesEachSecond)
  }

  /// Whether connections have to be closed before their time, so that others can connect.
  package func isCrowded(_ count: Int) -> Bool { count > most * 3 / 4 }

  /// How many connections to close when it is crowded: enough that it does not become crowded again at once.
  package func surplus(_ count: Int) -> Int { isCrowded(count) ? count - most / 2 : 0 }

  /// Whether a connection may be closed when it is crowded: not if it is new, and not while its response is being made.
  package func isDispensable(_ phase: Phase, for span: Duration) -> Bool {
    switch phase {
    case .waiting: span > .seconds(1)
    case .receiving: span > .seconds(3)
    case .sending: span > .seconds(60)
    case .answering: false
    }
  }
}
