import Chronology
import Database
import Web

/// Something that waits for officers, as the first page of the back office shows it.
package struct WorkQueue: Sendable {
  /// Keys of texts.
  package let title: String
  /// Tells what is to be done where no day does; nil shows since when the oldest waits.
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
  /// What waits for somebody with these rights, by their names; nothing for others, and none that is empty.
  func queues(
    for rights: Set<String>, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> [WorkQueue]

  /// What a colleague did that waits for a second officer, such as this one; nothing for others.
  func forSecondOfficer(_ visit: Visit, _ acting: Acting, in connection: any Connection) throws -> [TaskItem]
}
