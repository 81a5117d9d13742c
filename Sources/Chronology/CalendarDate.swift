/// A calendar date as the law counts days: no time, no time zone. Stored as text, `2026-11-27`.
package struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil when there is no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Parses the stored form, `2026-11-27`. `TypedDate` parses what people type.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = TypedNumber.whole(parts[0], in: 1...9999),
      let month = TypedNumber.whole(parts[1], in: 1...12), let day = TypedNumber.whole(parts[2], in: 1...31)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private init(knownYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The earliest and the latest date. Calculations beyond them stop there.
  package static let first = CalendarDate(knownYear: 1, month: 1, day: 1)
  package static let last = CalendarDate(knownYear: 9999, month: 12, day: 31)

  /// `2026-11-27`, the stored form.
  package var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  package static func < (one: CalendarDate, other: CalendarDate) -> Bool {
    (one.year, one.month, one.day) < (other.year, other.month, other.day)
  }

  package static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: return isLeapYear(year) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  package static func isLeapYear(_ year: Int) -> Bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
  }

  /// This date moved by a number of months, backwards if negative. Where the target month is shorter, its last day.
  package func adding(months: Int) -> CalendarDate {
    let (count, isTooFar) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !isTooFar else { return months < 0 ? .first : .last }
    if count < 12 { return .first }
    let (year, month) = (count / 12, count % 12 + 1)
    guard year <= 9999 else { return .last }
    return CalendarDate(knownYear: year, month: month, day: min(day, Self.days(inMonth: month, of: year)))
  }

  /// This date moved by a number of days, backwards if negative.
  package func adding(days: Int) -> CalendarDate {
    // Within the days that each month has, nothing else changes: most of what calendars and weeks ask for.
    if (-27...27).contains(days), (1...28).contains(day + days) {
      return CalendarDate(knownYear: year, month: month, day: day + days)
    }
    let (number, isTooFar) = dayNumber.addingReportingOverflow(days)
    return isTooFar ? (days < 0 ? .first : .last) : CalendarDate(dayNumber: number)
  }

  /// Days since 1 January 1970, negative before.
  package var dayNumber: Int {
    // Counting from 1 March puts the leap day at the end of the counted year.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date that many days after 1 January 1970, or the earliest or latest date beyond them.
  init(dayNumber: Int) {
    let shifted = min(max(dayNumber, Self.firstNumber), Self.lastNumber) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  private static let firstNumber = first.dayNumber
  private static let lastNumber = last.dayNumber

  /// 1 for the first of January, up to 365 or 366.
  package var dayOfYear: Int {
    let daysMissingInFebruary = Self.isLeapYear(year) ? 1 : 2
    return 275 * month / 9 - daysMissingInFebruary * ((month + 9) / 12) + day - 30
  }

  /// 1 for Monday to 7 for Sunday.
  package var weekday: Int {
    ((dayNumber + 3) % 7 + 7) % 7 + 1
  }

  /// The Monday of the week of the day.
  package var monday: CalendarDate { adding(days: 1 - weekday) }
}
