import Accounts
import Chronology
import Companies
import Database

extension Delegation {
  package func queues(
    for rights: Set<OfficerRight>, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> [WorkQueue] {
    guard rights.contains(.companies), let waiting = try DeputyshipQueries.waiting(in: connection) else { return [] }
    return [
      WorkQueue(
        .companies, title: "delegation.proposals.title", path: DelegationPath.proposals, count: waiting.count,
        oldest: waiting.oldest)
    ]
  }
}
