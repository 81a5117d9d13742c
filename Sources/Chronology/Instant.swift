import Foundation

/// A point in time in UTC, to the microsecond; stored as a 64-bit integer.
package struct Instant: Sendable, Hashable, Comparable, Codable {
  /// Microseconds since 1 January 1970, 00:00 UTC.
  package let microseconds: Int64

  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  package init(_ date: Date) {
    microseconds = Int64((date.timeIntervalSince1970 * 1_000_000).rounded())
  }

  package var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }

  package static func < (one: Instant, other: Instant) -> Bool { one.microseconds < other.microseconds }

  package static func + (instant: Instant, span: TimeSpan) -> Instant {
    Instant(microseconds: instant.microseconds + span.microseconds)
  }

  package static func - (instant: Instant, span: TimeSpan) -> Instant {
    Instant(microseconds: instant.microseconds - span.microseconds)
  }

  package static func - (one: Instant, other: Instant) -> TimeSpan {
    TimeSpan(microseconds: one.microseconds - other.microseconds)
  }
}

/// A length of time, to the microsecond. A day of it is 24 hours; calendar days are counted with `CalendarDate`.
package struct TimeSpan: Sendable, Hashable, Comparable {
  package let microseconds: Int64

  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  package static func seconds(_ count: Int) -> TimeSpan { TimeSpan(microseconds: Int64(count) * 1_000_000) }
  package static func minutes(_ count: Int) -> TimeSpan { seconds(count * 60) }
  package static func hours(_ count: Int) -> TimeSpan { minutes(count * 60) }
  package static func days(_ count: Int) -> TimeSpan { hours(count * 24) }

  /// Whole seconds, rounded up, so that a wait told to a person is never too short.
  package var secondsRoundedUp: Int { Int((microseconds + 999_999) / 1_000_000) }

  package static func < (one: TimeSpan, other: TimeSpan) -> Bool { one.microseconds < other.microseconds }
}
