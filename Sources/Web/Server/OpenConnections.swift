import Foundation
import NIOCore
import Synchronization

/// All open connections with their phase. Checked twice a second: timed-out connections are closed, and when there are
/// too many, those that have waited longest, so that the portal stays reachable.
package final class OpenConnections: Sendable {
  package let rules: ConnectionRules
  private let all = Mutex<[ObjectIdentifier: OpenConnection]>([:])

  package init(_ rules: ConnectionRules) {
    self.rules = rules
  }

  package var count: Int { all.withLock { $0.count } }

  /// A handler for a new connection.
  package func newGuard() -> ConnectionGuard { ConnectionGuard(self) }

  func add(_ connection: OpenConnection) {
    all.withLock { $0[ObjectIdentifier(connection)] = connection }
  }

  func remove(_ connection: OpenConnection) {
    _ = all.withLock { $0.removeValue(forKey: ObjectIdentifier(connection)) }
  }

  /// Checks all connections periodically until the task is cancelled.
  package func watch() async {
    while !Task.isCancelled {
      look(at: .now)
      try? await Task.sleep(for: .milliseconds(500))
    }
    // On shutdown the program waits for requests that have begun: slow senders have a few seconds.
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

/// The state of one connection.
final class OpenConnection: Sendable {
  struct State: Sendable {
    var phase = ConnectionRules.Phase.waiting
    var since = ContinuousClock.now
    /// Bytes of the current body so far.
    var received = 0
    /// Requests without a complete response.
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

  /// Asks the connection's guard to close it. The guard responds with 408 if it still can, and does nothing if the
  /// connection has made progress meanwhile.
  func end(judged state: State) { channel.pipeline.fireUserInboundEventTriggered(Ending(judged: state)) }
}

/// Tells a `ConnectionGuard` to close its connection, because of the state it was seen in.
struct Ending: Sendable {
  let judged: OpenConnection.State

  /// Whether the connection is still in that state and has not entered another phase, or the same one again.
  func stands(in state: OpenConnection.State) -> Bool {
    state.phase == judged.phase && state.since == judged.since
  }
}
