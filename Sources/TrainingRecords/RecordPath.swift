import Chronology

/// The addresses of a record and its weeks.
package enum RecordPath {
  package static let start = "/ausbildungsnachweise"
  static let reminders = "\(start)/erinnerungen"

  package static func record(_ apprenticeship: Int64) -> String { "\(start)/\(apprenticeship)" }

  /// The page for releasing the record to the chamber.
  static func release(_ apprenticeship: Int64) -> String { "\(record(apprenticeship))/freigabe" }

  /// The page about co-signers.
  static func coSigners(_ apprenticeship: Int64) -> String { "\(record(apprenticeship))/mitzeichnende" }

  /// The page about paper parts.
  static func papers(_ apprenticeship: Int64) -> String { "\(record(apprenticeship))/frueheres" }

  /// The officers' page.
  package static func office(_ apprenticeship: Int64) -> String { "/kammer/nachweise/\(apprenticeship)" }

  static func week(_ week: CalendarWeek, of apprenticeship: Int64) -> String {
    "\(record(apprenticeship))/\(week.year)/\(week.number)"
  }
}
