import Chronology

/// When the chamber may open a record without being let in: pure.
package enum ExamOpeningRules {
  /// § 43 (1) no. 2 BBiG, § 36 (1) no. 2 HwO: admission needs a record that was signed off, so the chamber looks into it from
  /// some months before the end of the training on, when exams are registered for, and up to a year after it: so far
  /// § 21 (3) BBiG lets a training go on to repeat the exam. Not after a contract was dissolved.
  package static func mayOpen(
    end: CalendarDate, isDissolved: Bool, on day: CalendarDate, months: Int
  ) -> Bool {
    !isDissolved && (end.adding(months: -months)...end.adding(months: 12)).contains(day)
  }
}
