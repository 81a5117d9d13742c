import Chronology

/// Where a record and its weeks stand in the portal.
package enum RecordPath {
  package static let start = "/ausbildungsnachweise"
  static let reminders = "\(start)/erinnerungen"

  package static func record(_ apprenticeship: Int64) -> String { "\(start)/\(apprenticeship)" }

  /// Where the apprentice opens the record to the chamber.
  static func release(_ apprenticeship: Int64) -> String { "\(record(apprenticeship))/freigabe" }

  /// Who signs beside the instructor.
  static func coSigners(_ apprenticeship: Int64) -> String { "\(record(apprenticeship))/mitzeichnende" }

  /// What was kept elsewhere before.
  static func papers(_ apprenticeship: Int64) -> String { "\(record(apprenticeship))/frueheres" }

  /// What officers see of it.
  package static func office(_ apprenticeship: Int64) -> String { "/kammer/nachweise/\(apprenticeship)" }

  static func week(_ week: CalendarWeek, of apprenticeship: Int64) -> String {
    "\(record(apprenticeship))/\(week.year)/\(week.number)"
  }
}
