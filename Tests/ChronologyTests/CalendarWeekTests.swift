import Chronology
import Foundation
import Testing

/// Weeks and days as another calendar counts them.
struct CalendarWeekTests {
  @Test func `every day of seventy years has the week and the place in it that ISO 8601 gives`() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    var day = try #require(CalendarDate(year: 1999, month: 12, day: 20))
    for _ in 0..<25_600 {
      let other = Date(timeIntervalSince1970: Double(day.dayNumber) * 86_400 + 43_200)
      let parts = calendar.dateComponents([.yearForWeekOfYear, .weekOfYear, .year, .month, .day], from: other)
      let week = CalendarWeek(of: day)
      guard (week.year, week.number) == (parts.yearForWeekOfYear, parts.weekOfYear),
        (day.year, day.month, day.day) == (parts.year, parts.month, parts.day),
        week.days[day.weekday - 1] == day, week.monday.weekday == 1,
        day.dayOfYear == calendar.ordinality(of: .day, in: .year, for: other)
      else {
        Issue.record("\(day) lies in \(week)")
        return
      }
      day = day.adding(days: 1)
    }
  }

  @Test func `the first and the last day that there is lie in a week`() {
    #expect(CalendarWeek(of: .first).description == "1-W01")
    #expect(CalendarWeek(of: .last).description == "9999-W52")
    #expect(CalendarWeek(of: .last).days.contains(.last))
  }
}
