import Accounts
import Chronology
import Database

extension Apprenticeships {
  package func queues(
    for rights: Set<String>, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> [WorkQueue] {
    guard rights.contains("companies"), let waiting = try CredentialRequestQueries.waiting(in: connection) else {
      return []
    }
    return [
      WorkQueue(
        title: "chamber.requests.title", path: "/kammer/antraege", count: waiting.count, oldest: waiting.oldest)
    ]
  }
}
