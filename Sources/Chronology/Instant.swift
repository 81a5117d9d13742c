import Foundation

/// A point in time in UTC, to the microsecond; stored as a 64-bit integer.
package struct Instant: Sendable, Hashable, Comparable, Codable {
  /// Microseconds since 1 January 1970, 00:00 UTC.
  package let microseconds: Int64

  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  package init(_ date: Date) {
    let exact = (date.timeIntervalSince1970 * 1_000_000).rounded()
    // Values beyond 64 bits are clamped.
    microseconds = Int64(exactly: exact) ?? (exact < 0 ? .min : .max)
  }

  package var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }

  package static func < (one: Instant, other: Instant) -> Bool { one.microseconds < other.microseconds }

  package static func + (instant: Instant, span: TimeSpan) -> Instant {
    Instant(microseconds: instant.microseconds.addingClamped(span.microseconds))
  }

  package static func - (instant: Instant, span: TimeSpan) -> Instant {
    Instant(microseconds: instant.microseconds.subtractingClamped(span.microseconds))
  }

  package static func - (one: Instant, other: Instant) -> TimeSpan {
    TimeSpan(microseconds: one.microseconds.subtractingClamped(other.microseconds))
  }
}

/// A duration, to the microsecond. Its day has 24 hours; use `CalendarDate` to count calendar days.
package struct TimeSpan: Sendable, Hashable, Comparable {
  package let microseconds: Int64

  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  package static func seconds(_ count: Int) -> TimeSpan { scaled(count, by: 1_000_000) }
  package static func minutes(_ count: Int) -> TimeSpan { scaled(count, by: 60_000_000) }
  package static func hours(_ count: Int) -> TimeSpan { scaled(count, by: 3_600_000_000) }
  package static func days(_ count: Int) -> TimeSpan { scaled(count, by: 86_400_000_000) }

  private static func scaled(_ count: Int, by size: Int64) -> TimeSpan {
    let (span, isTooLong) = Int64(count).multipliedReportingOverflow(by: size)
    return TimeSpan(microseconds: isTooLong ? (count < 0 ? .min : .max) : span)
  }

  /// Whole seconds, rounded up, so that a waiting time shown to a person is never too short.
  package var secondsRoundedUp: Int { Int(microseconds.addingClamped(999_999) / 1_000_000) }

  package static func < (one: TimeSpan, other: TimeSpan) -> Bool { one.microseconds < other.microseconds }
}

extension Int64 {
  fileprivate func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? (other < 0 ? .min : .max) : sum
  }

  fileprivate func subtractingClamped(_ other: Int64) -> Int64 {
    let (difference, overflows) = subtractingReportingOverflow(other)
    return overflows ? (other < 0 ? .max : .min) : difference
  }
}
