import Chronology
import Documents

/// Who may sign beside the instructor, and from when on: pure.
package enum CoSignerRules {
  /// The roles that can be given in a record: guardians of minors only (§ 2 BGB), where the chamber wants any.
  package static func roles(_ chosen: CoSigning, birthDate: CalendarDate?, on day: CalendarDate) -> [CoSignerRole] {
    let isMinor = birthDate.map { ConfirmationRules.isMinor(bornOn: $0, on: day) } ?? false
    return chosen.roles.filter { $0 != .guardian || isMinor }
  }

  /// The first week that waits for somebody new: what was cleared long ago can be read and signed, but nobody has to.
  static func firstWeek(on day: CalendarDate) -> CalendarWeek {
    CalendarWeek(of: day).adding(weeks: -12)
  }
}
