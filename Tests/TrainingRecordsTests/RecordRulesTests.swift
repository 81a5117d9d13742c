import Chronology
import Testing

@testable import TrainingRecords

/// When the chamber opens a record for an exam, who may sign beside, and which weeks were kept elsewhere.
struct RecordRulesTests {
  private func day(_ text: String) -> CalendarDate {
    CalendarDate(text)!  // constants of the tests
  }

  @Test(
    arguments: [
      ("2027-12-30", false, false), ("2028-01-31", false, true), ("2028-07-31", false, true),
      ("2029-07-31", false, true), ("2029-08-01", false, false), ("2028-06-01", true, false),
    ])
  func `the chamber opens a record for an exam from six months before its end to a year after, § 43 and § 21 (3) BBiG`(
    today: String, isDissolved: Bool, mayOpen: Bool
  ) {
    #expect(
      ExamOpeningRules.mayOpen(end: day("2028-07-31"), isDissolved: isDissolved, on: day(today), months: 6) == mayOpen)
  }

  @Test func `guardians sign beside for minors only, and others only where the chamber wants it`() {
    let (birth, minor, adult) = (day("2009-04-03"), day("2027-04-02"), day("2027-04-03"))
    #expect(CoSignerRules.roles(.all, birthDate: birth, on: minor) == [.guardian, .school, .site])
    #expect(CoSignerRules.roles(.all, birthDate: birth, on: adult) == [.school, .site])
    #expect(CoSignerRules.roles(.guardians, birthDate: birth, on: minor) == [.guardian])
    #expect(CoSignerRules.roles(.guardians, birthDate: nil, on: minor).isEmpty)
    #expect(CoSignerRules.roles(.nobody, birthDate: birth, on: minor).isEmpty)
  }

  @Test func `a week was kept elsewhere when all its working days were, and it does not stand here, too`() {
    let training = day("2025-08-01")...day("2028-07-31")
    let (first, second) = (CalendarWeek(of: day("2025-08-01")), CalendarWeek(of: day("2025-08-04")))
    var cover = PaperCover(spans: [day("2025-08-01")...day("2025-08-06"), day("2025-08-07")...day("2025-08-08")])
    // Of the first week only the Friday belongs to the training.
    #expect(cover.covers(first, of: training) && cover.covers(second, of: training))
    #expect(!cover.covers(second.adding(weeks: 1), of: training))
    #expect(WeekRules.due(of: training, until: day("2025-08-20"), without: cover).count == 2)
    cover.written = [second]
    #expect(!cover.covers(second, of: training))
    #expect(WeekRules.due(of: training, until: day("2025-08-20"), without: cover).count == 3)
  }

  @Test(
    arguments: [
      ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-11-26", -24, "2024-11-26"),
      ("2026-12-15", 1, "2027-01-15"), ("2027-01-15", -1, "2026-12-15"), ("2028-07-31", -6, "2028-01-31"),
    ])
  func `the same day of another month, or its last`(from: String, months: Int, to: String) {
    #expect(day(from).adding(months: months) == day(to))
  }
}
