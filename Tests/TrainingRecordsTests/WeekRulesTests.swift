import Accounts
import Apprenticeships
import Chronology
import Companies
import Testing

@testable import TrainingRecords

/// The weeks of a training record: what may be done with them, by whom, and what they must say.
struct WeekRulesTests {
  private func day(_ text: String) -> CalendarDate {
    CalendarDate(text)!  // constants of the tests
  }

  private func written(_ kinds: [DayKind?]) -> WeekContent {
    var content = WeekContent()
    for (index, kind) in kinds.enumerated() {
      content.days[index].kind = kind
      content.days[index].minutes = kind?.isTraining == true ? 480 : 0
      content.days[index].entries = kind?.isTraining == true ? "Brot gebacken" : ""
    }
    return content
  }

  @Test
  func `whatever people do in whatever order, nothing is signed that was not handed in, and nobody changes what is`() {
    for viewer in WeekViewer.allCases {
      for state in WeekState.allCases {
        for action in WeekAction.allCases {
          let after = WeekRules.state(after: action, of: viewer, from: state)
          if after == .signed, state != .signed {
            #expect(
              state == .submitted && [.instructor, .formerInstructor, .assistant].contains(viewer) && action == .sign)
          }
          if action == .write, after != nil { #expect(viewer == .apprentice && [.draft, .returned].contains(state)) }
          if state == .signed, let after, after != .signed {
            #expect(action == .reopen && [.instructor, .assistant, .company].contains(viewer))
          }
          if state == .draft, viewer != .apprentice { #expect(after == nil, "a draft is the apprentice's own") }
          if viewer == .chamber, after != nil { #expect(action == .view && after == state) }
        }
      }
    }
  }

  @Test func `a week is complete when each working day says what it was, and days of training what was done`() {
    let training = day("2026-08-01")...day("2029-07-31")
    let week = CalendarWeek(of: day("2026-11-18"))
    let full = written([.company, .school, .sick, .holiday, .company, nil, nil])
    #expect(WeekRules.gaps(in: full, of: week, training: training, today: day("2026-11-20")).isEmpty)
    var empty = full
    empty.days[2].kind = nil
    empty.days[0].entries = " \n"
    empty.days[4].minutes = 0
    #expect(
      WeekRules.gaps(in: empty, of: week, training: training, today: day("2026-11-20")) == [
        .noEntries(weekday: 1), .noKind(weekday: 3), .noHours(weekday: 5),
      ])
    #expect(WeekRules.gaps(in: full, of: week, training: training, today: day("2026-11-15")) == [.future])
    #expect(
      WeekRules.gaps(in: full, of: CalendarWeek(of: day("2026-07-20")), training: training, today: day("2026-11-15"))
        == [.outside])
    // The training began on a Saturday: of its first week nothing has to be written.
    #expect(
      WeekRules.gaps(
        in: WeekContent(), of: CalendarWeek(of: day("2026-08-01")), training: training, today: day("2026-11-15")
      ).isEmpty)
  }

  @Test(arguments: [
    ("8", 480), ("8:00", 480), ("7,5", 450), ("7.5", 450), ("7h30", 450), ("7:30 Std.", 450), ("", 0), ("0", 0),
    ("24", 1440),
  ])
  func `hours are taken as people write them`(typed: String, minutes: Int) {
    #expect(WeekRules.minutes(typed) == minutes)
  }

  @Test(arguments: ["acht", "25", "7:60", "-3", "7:3:0", "1e9", "🎉"])
  func `what is no time of a day is told`(typed: String) {
    #expect(WeekRules.minutes(typed) == nil)
  }

  @Test(arguments: [
    ("2026-01-01", 2026, 1), ("2024-12-30", 2025, 1), ("2021-01-03", 2020, 53), ("2026-11-20", 2026, 47),
    ("2027-01-01", 2026, 53), ("2028-01-01", 2027, 52),
  ])
  func `weeks are counted as ISO 8601 counts them`(text: String, year: Int, number: Int) throws {
    let week = CalendarWeek(of: day(text))
    #expect(week.year == year && week.number == number)
    #expect(week.monday.weekday == 1 && week.days.contains(day(text)))
    #expect(CalendarWeek(year: year, number: number) == week)
  }

  @Test func `no year has a week 54, and few a week 53`() {
    #expect(CalendarWeek(year: 2026, number: 53) != nil && CalendarWeek(year: 2027, number: 53) == nil)
    #expect(CalendarWeek(year: 2026, number: 54) == nil && CalendarWeek(year: 2026, number: 0) == nil)
  }

  @Test func `every week from the first to today is due, none after the end`() {
    let training = day("2026-08-01")...day("2026-08-31")
    let weeks = WeekRules.weeks(of: training, until: day("2026-11-20"))
    #expect(weeks.first?.monday == day("2026-07-27") && weeks.last?.monday == day("2026-08-31") && weeks.count == 6)
    #expect(WeekRules.weeks(of: training, until: day("2026-07-01")).isEmpty)
  }

  private typealias Line = (FunctionKind, Int64, Set<String>, WeekViewer?)

  @Test(
    arguments: [
      (FunctionKind.apprentice, 9, [], .apprentice), (.apprentice, 8, [], nil), (.instructor, 8, [], .instructor),
      (.instructor, 9, [], nil), (.companyAdministrator, 7, ["training", "reading"], .company),
      (.companyMember, 7, ["training"], .company), (.companyMember, 7, ["reading"], nil),
      (.companyMember, 6, ["training"], nil), (FunctionKind(rawValue: "examiner"), 9, [], nil),
      (.officer, 7, ["training", "documents"], nil),
    ] as [Line])
  func `only apprentice, instructor and training company look at a record`(
    kind: FunctionKind, subject: Int64, rights: Set<String>, viewer: WeekViewer?
  ) {
    let function = PortalFunction(kind: kind, subject: subject, title: "", rights: rights, path: "")
    let parties = RecordParties(company: 7, instructor: 8, apprentice: 9)
    #expect(RecordAccess.viewer(function, covers: { _ in true }, of: parties) == viewer)
    #expect(RecordAccess.viewer(function, covers: { $0 != .records }, of: parties) == nil)
  }
}
