import Foundation

/// The clock and the chamber's time zone. Injected everywhere, so that tests can set the time.
package struct WallClock: Sendable {
  private let reading: @Sendable () -> Instant
  package let zone: TimeZone

  package init(zone: TimeZone, reading: @escaping @Sendable () -> Instant) {
    self.zone = zone
    self.reading = reading
  }

  /// The system clock, in German time.
  package static let system = WallClock(zone: germany) { Instant(Date()) }

  /// Europe/Berlin; Central European Time without daylight saving where the machine lacks the zone's data.
  package static let germany = TimeZone(identifier: "Europe/Berlin") ?? TimeZone(secondsFromGMT: 3600)!  // +1 h exists

  package var now: Instant { reading() }

  /// The calendar day in the chamber's zone.
  package var today: CalendarDate { day(of: now) }

  /// The calendar day of an instant in the chamber's zone.
  package func day(of instant: Instant) -> CalendarDate {
    local(instant).date
  }

  /// Date and time of day in the chamber's zone.
  package func local(_ instant: Instant) -> (date: CalendarDate, hour: Int, minute: Int) {
    let offset = Int64(zone.secondsFromGMT(for: instant.date))
    let (whole, rest) = instant.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    let seconds = Int(whole) - (rest < 0 ? 1 : 0) + Int(offset)
    let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let secondOfDay = seconds - day * 86_400
    return (CalendarDate(dayNumber: day), secondOfDay / 3600, secondOfDay % 3600 / 60)
  }

  /// The first instant of a date in the chamber's zone.
  package func start(of date: CalendarDate) -> Instant {
    let utc = Instant(microseconds: Int64(date.dayNumber) * 86_400_000_000)
    return utc - .seconds(zone.secondsFromGMT(for: (utc - .hours(1)).date))
  }
}
