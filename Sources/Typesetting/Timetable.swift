/// A day with lessons in a calendar file.
package struct TimetableDay: Sendable, Equatable, Decodable {
  /// As `2026-12-01`.
  package let day: String
  /// Of all lessons together, those at the same time once; 0 where none says how long it is.
  package let minutes: Int
  /// What the lessons are called, each once.
  package let topics: [String]
}

extension Typesetter {
  /// The days of a span, written as `2026-12-01`, on which a calendar file (iCalendar) has lessons, in their order.
  /// Read on the places for people, one file of an account at a time, with a budget of time and memory.
  /// - Parameter zone: the zone in which days begin, as `Europe/Berlin`.
  /// - Throws: `TypesettingError.document` if it is no calendar, `.tooLarge` if it takes too much to read, `.busy`.
  package func timetable(
    in content: [UInt8], first: String, last: String, zone: String, of account: Int64
  ) async throws -> [TimetableDay] {
    let request = WorkerRequest.timetable(first: first, last: last, zone: zone)
    do {
      return try await people.answer(to: request, body: content, of: account, alone: true).0.days ?? []
    } catch TypesettingError.timedOut, TypesettingError.workerEnded {
      // The file did that, not the worker: the next one gets a new worker.
      throw TypesettingError.tooLarge
    }
  }
}
