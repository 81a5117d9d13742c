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

  private static let calendar = """
    BEGIN:VCALENDAR
    VERSION:2.0
    BEGIN:VEVENT
    UID:1
    DTSTART;TZID=Europe/Berlin:20260907T080000
    DTEND;TZID=Europe/Berlin:20260907T093000
    RRULE:FREQ=WEEKLY;COUNT=20
    EXDATE;TZID=Europe/Berlin:20261012T080000
    SUMMARY:Fachrechnen
    END:VEVENT
    BEGIN:VEVENT
    UID:2
    DTSTART:20260907T080000Z
    DTEND:20260907T091500Z
    SUMMARY:Deutsch
    END:VEVENT
    BEGIN:VEVENT
    UID:3
    DTSTART;VALUE=DATE:20261116
    DTEND;VALUE=DATE:20261121
    SUMMARY:Blockunterricht
    END:VEVENT
    BEGIN:VEVENT
    UID:4
    STATUS:CANCELLED
    DTSTART:20260908T080000Z
    DTEND:20260908T091500Z
    SUMMARY:fällt aus
    END:VEVENT
    END:VCALENDAR
    """.replacing("\n", with: "\r\n")

  private func schoolDays(_ text: String) throws -> [CalendarDate: SchoolDay] {
    try CalendarFile.schoolDays(in: text, training, wholeDay: 480, clock: .system)
  }

  @Test func `a timetable is read with repetitions, exceptions and whole days`() throws {
    let found = try schoolDays(Self.calendar)
    let monday = try #require(CalendarDate("2026-09-07"))
    #expect(found[monday] == SchoolDay(minutes: 165, topics: "Fachrechnen\nDeutsch"))
    #expect(found[monday.adding(days: 1)] == nil, "cancelled")
    #expect(found[monday.adding(days: 35)] == nil, "an exception")
    #expect(found[monday.adding(days: 42)]?.minutes == 90)
    let block = (16...20).compactMap { CalendarDate(year: 2026, month: 11, day: $0) }
    #expect(block.allSatisfy { found[$0]?.topics.contains("Blockunterricht") == true })
    #expect(found[try #require(CalendarDate("2026-11-21"))] == nil)
  }

  @Test(arguments: ["", "kein Kalender", "%PDF-1.7", "BEGIN:VEVENT\nEND:VEVENT"])
  func `what is no calendar is told`(text: String) {
    #expect(throws: CalendarFile.Unreadable.self) { try schoolDays(text) }
  }

  @Test func `a calendar that repeats for ever ends with the training`() throws {
    let endless = Self.calendar.replacing("FREQ=WEEKLY;COUNT=20", with: "FREQ=SECONDLY")
    let found = try schoolDays(endless)
    #expect(found.keys.allSatisfy(training.contains))
  }
}
