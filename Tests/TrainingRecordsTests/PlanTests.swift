import Chronology
import Testing

@testable import TrainingRecords

/// What a week begins with, and what is put in from elsewhere.
struct PlanTests {
  private let training = CalendarDate("2026-08-03")!...CalendarDate("2029-07-31")!  // constants of the tests
  private let week = CalendarWeek(year: 2026, number: 47)!

  @Test func `a week begins with working days, school days and public holidays`() {
    let plan = WeekPlan(schoolDays: [2, 4], workMinutes: 480, schoolMinutes: 360)
    let content = PlanRules.content(of: week, training: training, plan, state: .saxony)
    #expect(content.days.map(\.kind) == [.company, .school, .publicHoliday, .school, .company, nil, nil])
    #expect(content.days.map(\.minutes) == [480, 360, 0, 360, 480, 0, 0])
    let elsewhere = PlanRules.content(of: week, training: training, plan, state: .berlin)
    #expect(elsewhere.days[2].kind == .company, "Buß- und Bettag is kept in Saxony only")
  }

  @Test func `a timetable goes before the plan, and days outside the training stay empty`() throws {
    let first = CalendarWeek(of: CalendarDate("2026-08-03")!)  // a constant of the test
    let day = first.monday.adding(days: 1)
    let content = PlanRules.content(
      of: first, training: day...training.upperBound, .usual(weeklyTenths: 385), state: nil,
      timetable: [day: SchoolDay(minutes: 270, topics: "Werkstoffkunde")])
    #expect(content.days[0].kind == nil)
    #expect(content.days[1].kind == .school && content.days[1].entries == "Werkstoffkunde")
    #expect(content.days[2].minutes == 462, "38,5 hours a week are 7:42 a day")
  }

  @Test func `what stands in a day stays when something is put in`() {
    var day = DayContent()
    day.kind = .mobile
    day.minutes = 300
    day.entries = "Angebot geschrieben"
    var other = DayContent()
    other.kind = .company
    other.minutes = 480
    other.entries = "Angebot geschrieben\nKunden beraten"
    let put = PlanRules.day(day, with: other)
    #expect(put.kind == .mobile && put.minutes == 300)
    #expect(put.entries == "Angebot geschrieben\nKunden beraten", "each line once")
    #expect(PlanRules.day(DayContent(), with: other) == other)
  }

  @Test func `last week fills only what is empty, and no public holiday`() {
    var now = WeekContent()
    now.days[0].entries = "schon geschrieben"
    now.days[2].kind = .publicHoliday
    var last = WeekContent()
    for index in 0..<5 {
      last.days[index].kind = .company
      last.days[index].minutes = 480
      last.days[index].entries = "Tag \(index)"
    }
    let filled = PlanRules.week(now, with: last)
    #expect(filled.days[0].entries == "schon geschrieben")
    #expect(filled.days[1].entries == "Tag 1")
    #expect(filled.days[2].kind == .publicHoliday)
  }

  @Test func `a public holiday stays one, whatever the timetable says`() throws {
    let week = CalendarWeek(year: 2026, number: 53)!  // a constant of the test
    let friday = try #require(CalendarDate("2027-01-01"))
    let lessons = [
      friday: SchoolDay(minutes: 300, topics: "Fachkunde"),
      friday.adding(days: -1): SchoolDay(minutes: 90, topics: "Deutsch"),
    ]
    let content = PlanRules.content(
      of: week, training: training, .usual(weeklyTenths: 400), state: nil, timetable: lessons)
    #expect(content.days[4].kind == .publicHoliday && content.days[4].minutes == 0 && content.days[4].entries.isEmpty)
    #expect(content.days[3].kind == .school && content.days[3].minutes == 90)
  }

  @Test func `many lines are put in at once`() {
    let lines = (0..<20_000).map { "Zeile \($0)" }
    let start = ContinuousClock.now
    let put = PlanRules.lines(lines.joined(separator: "\n"), and: lines.reversed().joined(separator: "\n") + "\nneu")
    #expect(put.split(separator: "\n").count == 20_001)
    #expect(ContinuousClock.now - start < .seconds(5), "a line is not compared with all others")
  }
}
