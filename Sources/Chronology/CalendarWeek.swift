/// An ISO 8601 week: starts on Monday; week 1 contains the year's first Thursday.
package struct CalendarWeek: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The ISO week year, which can differ from the calendar year of the first and last days of a year.
  package let year: Int
  package let number: Int

  /// Nil when the year has no such week.
  package init?(year: Int, number: Int) {
    guard (1...9998).contains(year), number >= 1, number <= 52 || number <= Self.weeks(in: year) else { return nil }
    self.year = year
    self.number = number
  }

  /// Parses `2026-W47`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-W", omittingEmptySubsequences: false)
    guard parts.count == 2, let year = TypedNumber.whole(parts[0], in: 1...9998),
      let number = TypedNumber.whole(parts[1], in: 1...53)
    else { return nil }
    self.init(year: year, number: number)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ordinal)
  }

  /// The week of a day.
  package init(of day: CalendarDate) {
    let thursday = day.adding(days: 4 - day.weekday)
    year = thursday.year
    number = (thursday.dayOfYear - 1) / 7 + 1
  }

  /// As ISO 8601 writes it: `2026-W47`.
  package var description: String { "\(year)-W\(number < 10 ? "0" : "")\(number)" }

  /// Year and number as one integer, such as 202647, for comparisons in SQL.
  package var ordinal: Int { year * 100 + number }

  /// The number of weeks of a year: 52 or 53.
  package static func weeks(in year: Int) -> Int {
    // The 28th of December is always in the last week of its year.
    CalendarDate(year: year, month: 12, day: 28).map { CalendarWeek(of: $0).number } ?? 52
  }

  package var monday: CalendarDate {
    // The 4th of January is always in week 1.
    (CalendarDate(year: year, month: 1, day: 4) ?? .last).monday.adding(days: 7 * (number - 1))
  }

  package var sunday: CalendarDate { monday.adding(days: 6) }

  /// Monday to Sunday.
  package var days: [CalendarDate] {
    let monday = monday
    return (0..<7).map { monday.adding(days: $0) }
  }

  package func adding(weeks: Int) -> CalendarWeek {
    CalendarWeek(of: monday.adding(days: 7 * weeks))
  }

  package static func < (one: CalendarWeek, other: CalendarWeek) -> Bool {
    one.ordinal < other.ordinal
  }
}
