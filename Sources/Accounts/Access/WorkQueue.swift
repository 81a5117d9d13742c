import Chronology
import Database
import Web

/// A queue of work that waits for officers, as shown on the first page of the back office.
package struct WorkQueue: Sendable {
  /// Text keys.
  package let title: String
  /// What there is to do if the work has no due date; nil shows how long the oldest has waited.
  package let detail: String?
  package let path: String
  package let count: Int
  package let oldest: Instant?

  package init(title: String, path: String, count: Int, oldest: Instant) {
    (self.title, self.path, self.count, self.oldest) = (title, path, count, oldest)
    detail = nil
  }

  package init(title: String, detail: String, path: String, count: Int) {
    (self.title, self.detail, self.path, self.count) = (title, detail, path, count)
    oldest = nil
  }
}

/// An area that has work for officers.
package protocol OfficeArea: Sendable {
  /// The non-empty queues for an officer with the given rights.
  func queues(
    for rights: Set<String>, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> [WorkQueue]

  /// What colleagues proposed and this officer may confirm as the second one; empty if there is nothing.
  func forSecondOfficer(_ visit: Visit, _ acting: Acting, in connection: any Connection) throws -> [TaskItem]
}
