import Chronology

/// When the chamber may open a record without a release. Pure functions.
package enum ExamOpeningRules {
  /// § 43 (1) no. 2 BBiG, § 36 (1) no. 2 HwO: admission requires a signed-off record, so the chamber may view it from
  /// some months before the end of the training, when people register for exams, until a year after it, up to which §
  /// 21 (3) BBiG extends a training for a repeated exam. Not after a contract was dissolved.
  package static func mayOpen(
    end: CalendarDate, isDissolved: Bool, on day: CalendarDate, months: Int
  ) -> Bool {
    !isDissolved && (end.adding(months: -months)...end.adding(months: 12)).contains(day)
  }
}
