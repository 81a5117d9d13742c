import Chronology
import Database

/// An officer asks an apprentice to open a record (Anfrage auf Freigabe).
struct RecordRequest: Sendable {
  let id: Int64
  let reason: String
  let askedAt: Instant
  let askedBy: Int64
  let name: String
  let state: RecordRequestState
}

enum RecordRequestState: String, Sendable, ColumnValue {
  case open
  case granted
  case refused
  case withdrawn
}

/// When the chamber may open a record without being let in: pure.
package enum ExamOpeningRules {
  /// § 43 (1) no. 2 BBiG, § 36 (1) no. 2 HwO: admission needs a record that was signed off, so the chamber looks into it from
  /// some months before the end of the training on, when exams are registered for.
  package static func mayOpen(_ training: ClosedRange<CalendarDate>, on day: CalendarDate, months: Int) -> Bool {
    day >= training.upperBound.adding(months: -months)
  }
}
