import Chronology
import Documents

/// Who may co-sign, and from when. Pure functions.
package enum CoSignerRules {
  /// The roles possible in a record, as allowed by the chamber: guardians for minors only (§ 2 BGB).
  package static func roles(_ chosen: CoSigning, birthDate: CalendarDate?, on day: CalendarDate) -> [CoSignerRole] {
    let isMinor = birthDate.map { ConfirmationRules.isMinor(bornOn: $0, on: day) } ?? false
    return chosen.roles.filter { $0 != .guardian || isMinor }
  }

  /// The first week that waits for a new co-signer: older ones can be read and signed, but do not have to be.
  static func firstWeek(on day: CalendarDate) -> CalendarWeek {
    CalendarWeek(of: day).adding(weeks: -12)
  }
}
