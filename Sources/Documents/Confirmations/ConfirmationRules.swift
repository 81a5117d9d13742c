import Chronology

/// The exam that a training most likely ends with.
package struct ExpectedExam: Sendable, Equatable {
  package enum Round: String, Sendable {
    case summer, winter
  }

  package let round: Round
  /// The year of a summer exam, or the year in which a winter exam begins.
  package let year: Int
}

/// What the confirmation of an entry (Eintragungsbestätigung) derives from the entry.
package enum ConfirmationRules {
  /// § 43 (1) no. 1 BBiG, § 36 (1) no. 1 HwO: people are admitted if their training ends no later than two months after
  /// the exam. Summer exams end by the end of July, winter exams by the end of January, so trainings that end from
  /// April to September lead to the summer exam, others to the winter exam before.
  package static func expectedExam(endsOn day: CalendarDate) -> ExpectedExam {
    switch day.month {
    case 4...9: ExpectedExam(round: .summer, year: day.year)
    case 10...12: ExpectedExam(round: .winter, year: day.year)
    default: ExpectedExam(round: .winter, year: day.year - 1)
    }
  }

  /// Under 18 on a day, § 2 BGB: the parents or guardians get what the apprentice gets, § 11 (2) BBiG. People born on
  /// 29 February come of age on 1 March of a common year.
  package static func isMinor(bornOn birth: CalendarDate, on day: CalendarDate) -> Bool {
    let years = day.year - birth.year
    let hadBirthday = (day.month, day.day) >= (birth.month, birth.day)
    return years < 18 || (years == 18 && !hadBirthday)
  }
}
