import Accounts
import Chronology
import Database
import Office
import Settings

extension Documents {
  package func queues(
    for rights: Set<OfficerRight>, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> [WorkQueue] {
    guard rights.contains(.documents) else { return [] }
    var queues: [WorkQueue] = []
    let missing = try confirmationState(on: day, in: connection).missing
    if missing > 0 {
      queues.append(
        WorkQueue(
          .documents, title: "documents.office.confirmations", detail: "documents.office.toIssue",
          path: DocumentPath.officeStart,
          count: missing))
    }
    let since = now - .days(settings[DocumentSettings.postDays])
    if let unopened = try OfficeQueries.unopened(since: since, in: connection) {
      queues.append(
        WorkQueue(
          .documents, title: "documents.office.unopened", path: DocumentPath.officeStart, count: unopened.count,
          oldest: unopened.oldest))
    }
    return queues
  }
}
