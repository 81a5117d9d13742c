import Chronology
import Foundation
import Typesetting

/// Why the school days of a calendar file were rejected. The words are the texts `records.plan.error.PROBLEM`.
enum TimetableProblem: String, Error {
  case noFile
  case noCalendar
  case noLessons
  /// Reading it takes more time or memory than a school year needs.
  case tooCostly
  /// Another file of this person, or too many of others, are being read.
  case busy
}

/// Reads school days from an iCalendar file (RFC 5545), as exported by timetable programs. Done in a worker process, so
/// that uploads never keep the portal busy.
enum CalendarFile {
  /// All lessons in a span, totalled by day, with distinct subjects.
  /// - Parameter wholeDay: the minutes of a day whose entries have no times.
  static func schoolDays(
    in content: [UInt8], _ days: ClosedRange<CalendarDate>, wholeDay: Int, clock: WallClock, of account: Int64,
    _ typesetter: Typesetter
  ) async throws -> [CalendarDate: SchoolDay] {
    let read = try await read(content, days, in: clock.zone, of: account, with: typesetter)
    let found = read.reduce(into: [CalendarDate: SchoolDay]()) { found, day in
      guard let date = TypedDate.date(day.day), days.contains(date) else { return }
      found[date] = SchoolDay(
        minutes: day.minutes > 0 ? day.minutes : wholeDay, topics: day.topics.joined(separator: "\n"))
    }
    guard !found.isEmpty else { throw TimetableProblem.noLessons }
    return found
  }

  private static func read(
    _ content: [UInt8], _ days: ClosedRange<CalendarDate>, in zone: TimeZone, of account: Int64,
    with typesetter: Typesetter
  ) async throws -> [TimetableDay] {
    do {
      return try await typesetter.timetable(
        in: content, first: days.lowerBound.description, last: days.upperBound.description,
        zone: zone.identifier, of: account)
    } catch TypesettingError.document {
      throw TimetableProblem.noCalendar
    } catch let fault as TypesettingError {
      switch fault {
      case .tooLarge, .timedOut, .workerEnded: throw TimetableProblem.tooCostly
      case .busy: throw TimetableProblem.busy
      default: throw fault
      }
    }
  }
}
