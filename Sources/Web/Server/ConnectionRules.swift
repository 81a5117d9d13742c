/// How long a connection may take for what it does, and which ones go first when there are too many.
package struct ConnectionRules: Sendable {
  /// What a connection does at the moment.
  package enum Phase: Sendable, Equatable {
    /// Open, and no head of a request is complete: new, between two requests, or slow with its head.
    case waiting
    /// The head is there, the body is not.
    case receiving
    /// All is there; the portal makes the answer.
    case answering
    /// The answer is on its way.
    case sending
  }

  package enum Verdict: Sendable, Equatable {
    case stays
    /// Nothing is told: no request is under way.
    case ends
    /// The body comes too slowly (408).
    case tooSlow
  }

  /// How many connections may be open at once.
  package let most: Int
  package var wait = Duration.seconds(75)
  /// Nobody is asked for any rate within this time: many bodies are there with their head.
  package var bodyGrace = Duration.seconds(20)
  package var bodyBytesEachSecond = 16 * 1024
  package var body = Duration.seconds(600)
  package var sending = Duration.seconds(900)

  package init(most: Int) {
    self.most = most
  }

  /// Leaves room for the database, the workers, uploads, and one file for each answer, whatever the system allows.
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

  /// Whether connections have to go although their time is not over, so that others come in.
  package func isCrowded(_ count: Int) -> Bool { count > most * 3 / 4 }

  /// How many go when it is crowded: enough that the next moment is not crowded again.
  package func surplus(_ count: Int) -> Int { isCrowded(count) ? count - most / 2 : 0 }

  /// Who may be sent away when it is crowded: nobody who has just come, and nobody whose answer is being made.
  package func isDispensable(_ phase: Phase, for span: Duration) -> Bool {
    switch phase {
    case .waiting: span > .seconds(1)
    case .receiving: span > .seconds(3)
    case .sending: span > .seconds(60)
    case .answering: false
    }
  }
}
