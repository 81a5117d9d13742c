import Accounts
import Chronology
import Database
import Foundation
import Web

/// The weeks of a file of data that can be taken into a record, ready to be stored.
package struct ReadRecord: Sendable {
  let weeks: [(week: CalendarWeek, content: EncodedWeek)]
  /// How many the file has.
  package let count: Int

  /// One file at a time, on a thread of its own: what a person uploads keeps no page waiting.
  private static let queue = DispatchQueue(label: "record-data", qos: .utility)

  /// - Parameter training: weeks outside of it are left out.
  /// - Returns: nil for what is no such data.
  package static func read(_ json: Data, within training: ClosedRange<CalendarDate>) async -> ReadRecord? {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: ReadRecord(json, training)) }
    }
  }

  private init?(_ json: Data, _ training: ClosedRange<CalendarDate>) {
    guard let data = RecordData(json: json) else { return nil }
    count = data.weeks.count
    weeks = data.weeks.compactMap { one in
      guard let week = one.calendarWeek, week.sunday >= training.lowerBound, week.monday <= training.upperBound else {
        return nil
      }
      var content = one.content
      content.attachments = []
      return (week, EncodedWeek(content.withinLimits))
    }
  }
}

extension TrainingRecords {
  /// Takes weeks into a record where nothing is written yet; the others stay.
  /// - Returns: how many were taken.
  /// - Throws: `NotFound` for all but the apprentice.
  package func take(_ data: ReadRecord, into open: OpenRecord, cause: Cause) async throws -> Int {
    try open.requireOwn()
    return try await database.write { connection in
      try data.weeks.count { week, content in
        try WeekQueries.save(
          content, week, of: open.apprenticeship, over: 0, now: cause.now, in: connection) != nil
      }
    }
  }
}
