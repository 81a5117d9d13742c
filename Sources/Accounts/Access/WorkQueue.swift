import Chronology
import Database
import Web

/// A queue of work that waits for officers, as shown on the first page of the back office.
package struct WorkQueue: Sendable {
  /// The right to work on it; other officers do not see it.
  package let right: OfficerRight
  /// Text keys.
  package let title: String
  /// What there is to do if the work has no due date; nil shows how long the oldest has waited.
  package let detail: String?
  package let path: String
  package let count: Int
  package let oldest: Instant?

  package init(_ right: OfficerRight, title: String, path: String, count: Int, oldest: Instant) {
    (self.right, self.title, self.path, self.count, self.oldest) = (right, title, path, count, oldest)
    detail = nil
  }

  package init(_ right: OfficerRight, title: String, detail: String, path: String, count: Int) {
    (self.right, self.title, self.detail, self.path, self.count) = (right, title, detail, path, count)
    oldest = nil
  }
}

/// An area that has work for officers.
package protocol OfficeArea: Sendable {
  /// The non-empty queues for an officer with the given rights. Queues of other rights are left out by the page, so an
  /// area need not read them.
  func queues(
    for rights: Set<OfficerRight>, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> [WorkQueue]

  /// What colleagues proposed and this officer may confirm as the second one; empty if there is nothing.
  func forSecondOfficer(_ visit: Visit, _ acting: Acting, in connection: any Connection) throws -> [TaskItem]
}
