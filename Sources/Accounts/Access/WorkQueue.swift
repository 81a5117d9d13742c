import Chronology
import Database
import Web

/// Something that waits for officers, as the first page of the back office shows it.
package struct WorkQueue: Sendable {
  /// Who works on it, and is the only one to see it.
  package let right: OfficerRight
  /// Keys of texts.
  package let title: String
  /// Tells what is to be done where no day does; nil shows since when the oldest waits.
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
  /// What waits, none that is empty. The queues of other rights need not be read: the page leaves them out.
  /// - Parameter rights: those of the officer who looks.
  func queues(
    for rights: Set<OfficerRight>, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> [WorkQueue]

  /// What a colleague did that waits for a second officer, such as this one; nothing for others.
  func forSecondOfficer(_ visit: Visit, _ acting: Acting, in connection: any Connection) throws -> [TaskItem]
}
