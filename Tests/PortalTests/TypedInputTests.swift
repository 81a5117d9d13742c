import Chronology
import Foundation
import Testing
import TrainingRecords

/// What people type never ends the process: a number or a day comes out, or nothing.
struct TypedInputTests {
  static let extremes = [
    "1e300", "inf", "nan", "-inf", "9223372036854775808", "99999999999999999999", "9223372036854775807:00", "1,5e400",
    "31.12.9999", "01.01.0001", "0", "-1", "٣", "", String(repeating: "9", count: 10_000), "a\u{0}b", "0x1p1000",
    "9223372036854775807", "-9223372036854775808", "24:59", ",", ".", "-", "1,,5",
  ]

  @Test(arguments: extremes)
  func `no text ends the process`(text: String) {
    #expect(TypedNumber.whole(text, in: 0...24).map { (0...24).contains($0) } ?? true)
    #expect(TypedNumber.parts(text, of: 60, in: 0...1440).map { (0...1440).contains($0) } ?? true)
    #expect(TypedNumber.parts(text, of: 1_000_000_000, in: .min...(.max)).map { $0 < .max } ?? true)
    #expect(WeekRules.minutes(text).map { (0...1440).contains($0) } ?? true)
    #expect(TypedDate.date(text) == nil)
    #expect(TypedNumber.key(text).map { $0 > 0 } ?? true)
    _ = (TypedNumber.count(text), CalendarDate(text), CalendarWeek(text))
  }

  @Test func `numbers are read as they are meant`() {
    #expect(TypedNumber.whole(" 12 ", in: 0...24) == 12)
    #expect(TypedNumber.whole("25", in: 0...24) == nil)
    #expect(TypedNumber.whole("-3", in: -5...5) == -3)
    #expect(TypedNumber.whole("+3", in: 0...5) == nil)
    #expect(TypedNumber.parts("38,5", of: 10, in: 50...480) == 385)
    #expect(TypedNumber.parts("7.25", of: 60, in: 0...1440) == 435)
    #expect(TypedNumber.parts("0,333333333333333333333", of: 60, in: 0...1440) == 20)
    #expect(TypedNumber.parts(",5", of: 60, in: 0...1440) == 30)
    #expect(TypedNumber.key("9223372036854775807") == .max)
    #expect(TypedNumber.key("-1") == nil && TypedNumber.key("٣") == nil && TypedNumber.key(" 1") == nil)
    #expect(TypedNumber.count("99999999999999999999") == .max)
  }

  @Test(arguments: [
    ("8", 480), ("8:00", 480), ("7,5", 450), ("7.5", 450), ("7h30", 450), ("24:00", 1440), ("", 0), ("8 Std", 480),
  ])
  func `hours are read as people write them`(typed: String, minutes: Int) {
    #expect(WeekRules.minutes(typed) == minutes)
  }

  @Test(arguments: [
    ("09.03.08", TypedDateFault.shortYear), ("1.8.202", .shortYear), ("26-08-01", .shortYear),
    ("31.12.9999", .farAway), ("01.01.0001", .farAway), ("1.1.1899", .farAway), ("46235", .spreadsheetDay),
    ("31.02.2026", .unreadable), ("2026-08-01 00:00:00", .unreadable), ("01/08/2026", .unreadable),
    ("1.8.02026", .unreadable), ("٠١.٠٨.٢٠٢٦", .unreadable),
  ])
  func `a day that cannot be meant so is refused, with the reason`(typed: String, fault: TypedDateFault) {
    #expect(throws: fault) { try TypedDate.read(typed) }
  }

  @Test func `days are read in both ways of writing`() throws {
    #expect(try TypedDate.read("1.8.2026").description == "2026-08-01")
    #expect(try TypedDate.read(" 2026-08-01 ").description == "2026-08-01")
    #expect(try TypedDate.read("31.12.2199").description == "2199-12-31")
  }

  @Test(arguments: [Int.min, -5_000_000, -1, 0, 1, 5_000_000, .max])
  func `counting beyond the calendar stops at its ends`(count: Int) throws {
    for day in [CalendarDate.first, try #require(CalendarDate("2026-12-31")), .last] {
      #expect(CalendarDate(day.adding(days: count).description) != nil)
      #expect(CalendarDate(day.adding(months: count).description) != nil)
      let week = CalendarWeek(of: day).adding(weeks: count / 7)
      #expect((1...53).contains(week.number) && week.monday <= week.sunday)
      #expect(week.days.count == 7)
    }
    let instant = Instant(microseconds: 1)
    #expect((instant + .days(count) < instant) == (count < 0))
    #expect((instant - .days(count) > instant) == (count < 0))
    #expect((TimeSpan.seconds(count).secondsRoundedUp > 0) == (count > 0))
  }

  @Test func `every day of four centuries is where the calendar has it`() throws {
    var day = try #require(CalendarDate("1899-12-31"))
    let end = try #require(CalendarDate("2299-12-31"))
    while day < end {
      let next = day.adding(days: 1)
      #expect(next > day && next.dayNumber == day.dayNumber + 1)
      let week = CalendarWeek(of: day)
      #expect(week.days.contains(day) && CalendarWeek(year: week.year, number: week.number) == week)
      day = next
    }
  }
}
