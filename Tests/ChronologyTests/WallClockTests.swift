import Chronology
import Foundation
import Testing

/// Which day it is in Germany, also at midnight and when the clocks change.
struct WallClockTests {
  private func clock(_ seconds: Int64) -> WallClock {
    WallClock(zone: WallClock.germany) { Instant(microseconds: seconds * 1_000_000) }
  }

  @Test(arguments: [
    ("2026-01-01T22:59:59Z", "2026-01-01", 23, 59), ("2026-01-01T23:00:00Z", "2026-01-02", 0, 0),
    ("2026-07-01T21:59:59Z", "2026-07-01", 23, 59), ("2026-07-01T22:00:00Z", "2026-07-02", 0, 0),
    ("2026-03-29T00:59:00Z", "2026-03-29", 1, 59), ("2026-03-29T01:00:00Z", "2026-03-29", 3, 0),
    ("2026-10-25T00:30:00Z", "2026-10-25", 2, 30), ("2026-10-25T01:30:00Z", "2026-10-25", 2, 30),
    ("1969-12-31T22:30:00Z", "1969-12-31", 23, 30),
  ])
  func `a day ends at midnight in Germany, in summer and in winter`(
    instant: String, day: String, hour: Int, minute: Int
  ) throws {
    let date = try #require(ISO8601DateFormatter().date(from: instant))
    let clock = clock(Int64(date.timeIntervalSince1970))
    let local = clock.local(clock.now)
    #expect(clock.today.description == day && local.hour == hour && local.minute == minute)
  }

  @Test func `each day of ten years begins where the day before ends`() throws {
    let clock = clock(0)
    var day = try #require(CalendarDate(year: 2020, month: 1, day: 1))
    for _ in 0..<3653 {
      let start = clock.start(of: day)
      #expect(clock.day(of: start) == day && clock.day(of: start - .seconds(1)) == day.adding(days: -1), "\(day)")
      day = day.adding(days: 1)
    }
  }
}
