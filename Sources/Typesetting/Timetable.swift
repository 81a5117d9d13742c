/// A day with lessons in an iCalendar file.
package struct TimetableDay: Sendable, Equatable, Decodable {
  /// As `2026-12-01`.
  package let day: String
  /// The total duration, overlapping lessons counted once; 0 if no lesson has a duration.
  package let minutes: Int
  /// The distinct titles of the lessons.
  package let topics: [String]
}

extension Typesetter {
  /// Reads an iCalendar file: the days with lessons in a span, in order. Days are written as `2026-12-01`. Runs on the
  /// workers for uploads of people, one file per account at a time, within limits of time and memory.
  /// - Parameter zone: the time zone that days are counted in, such as `Europe/Berlin`.
  /// - Throws: `TypesettingError.document` if it is not a calendar, `.tooLarge` if it takes too much to read, `.busy`.
  package func timetable(
    in content: [UInt8], first: String, last: String, zone: String, of account: Int64
  ) async throws -> [TimetableDay] {
    let request = WorkerRequest.timetable(first: first, last: last, zone: zone)
    do {
      return try await people.answer(to: request, body: content, of: account, alone: true).0.days ?? []
    } catch TypesettingError.timedOut, TypesettingError.workerEnded {
      // The file caused this, not the worker: the next file gets a new worker.
      throw TypesettingError.tooLarge
    }
  }
}
