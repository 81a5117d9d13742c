import Foundation
import NIOCore
import Synchronization

/// All open connections, with what each does and since when. Looked through twice a second: what takes too long is
/// ended, and when there are too many, those that wait longest go, so that the portal stays open for everybody else.
package final class OpenConnections: Sendable {
  package let rules: ConnectionRules
  private let all = Mutex<[ObjectIdentifier: OpenConnection]>([:])

  package init(_ rules: ConnectionRules) {
    self.rules = rules
  }

  package var count: Int { all.withLock { $0.count } }

  /// A handler for one new connection.
  package func newGuard() -> ConnectionGuard { ConnectionGuard(self) }

  func add(_ connection: OpenConnection) {
    all.withLock { $0[ObjectIdentifier(connection)] = connection }
  }

  func remove(_ connection: OpenConnection) {
    _ = all.withLock { $0.removeValue(forKey: ObjectIdentifier(connection)) }
  }

  /// Looks through all until the task is cancelled.
  package func watch() async {
    while !Task.isCancelled {
      look(at: .now)
      try? await Task.sleep(for: .milliseconds(500))
    }
    // The program ends, and waits for the requests that have begun: whoever still sends has a few seconds.
    Task.detached { [self] in
      try? await Task.sleep(for: .seconds(5))
      for connection in all.withLock({ Array($0.values) }) {
        let state = connection.state
        if state.phase == .receiving { connection.end(judged: state) }
      }
    }
  }

  func look(at now: ContinuousClock.Instant) {
    let found = all.withLock { Array($0.values) }.map { (connection: $0, state: $0.state) }
    var dispensable: [(connection: OpenConnection, state: OpenConnection.State)] = []
    for (connection, state) in found {
      let span = now - state.since
      switch rules.verdict(state.phase, for: span, received: state.received) {
      case .ends, .tooSlow: connection.end(judged: state)
      case .stays: if rules.isDispensable(state.phase, for: span) { dispensable.append((connection, state)) }
      }
    }
    guard rules.isCrowded(found.count) else { return }
    dispensable.sort {
      ($0.state.phase == .waiting ? 0 : 1, $0.state.since) < ($1.state.phase == .waiting ? 0 : 1, $1.state.since)
    }
    for (connection, state) in dispensable.prefix(rules.surplus(found.count)) { connection.end(judged: state) }
  }
}

/// What is known of one connection.
final class OpenConnection: Sendable {
  struct State: Sendable {
    var phase = ConnectionRules.Phase.waiting
    var since = ContinuousClock.now
    /// Bytes of the body that comes in.
    var received = 0
    /// Requests whose answer is not complete.
    var underWay = 0

    mutating func enter(_ phase: ConnectionRules.Phase) {
      self.phase = phase
      since = .now
    }
  }

  private let channel: any Channel
  private let stored = Mutex(State())

  init(_ channel: any Channel) {
    self.channel = channel
  }

  var state: State { stored.withLock { $0 } }
  func change(_ change: (inout State) -> Void) { stored.withLock { change(&$0) } }

  /// The guard of the connection says 408 where it can still say something, and does nothing where the connection has
  /// gone on meanwhile.
  func end(judged state: State) { channel.pipeline.fireUserInboundEventTriggered(Ending(judged: state)) }
}

/// Tells the guard of a connection to end it, for what it did when it was looked at.
struct Ending: Sendable {
  let judged: OpenConnection.State

  /// Whether the connection still does that: it has entered no other phase, nor the same one anew.
  func stands(in state: OpenConnection.State) -> Bool {
    state.phase == judged.phase && state.since == judged.since
  }
}
