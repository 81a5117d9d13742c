import Accounts
import Chronology
import Database
import Foundation
import Web

/// The weeks of a data file that can be imported into a record.
package struct ReadRecord: Sendable {
  let weeks: [(week: CalendarWeek, content: EncodedWeek)]
  /// How many weeks the file has.
  package let count: Int

  /// One file at a time, on a separate thread, so that imports keep no page waiting.
  private static let queue = DispatchQueue(label: "record-data", qos: .utility)

  /// - Parameter training: weeks outside it are ignored.
  /// - Returns: nil if it is not a data file of a record.
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
  /// Imports weeks into a record, but only those that are still empty.
  /// - Returns: how many were imported.
  /// - Throws: `NotFound` for everybody but the apprentice.
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
