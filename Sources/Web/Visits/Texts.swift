import Chronology
import Foundation

/// The texts of the portal in one language. Call it with a key and the values of the placeholders.
package struct Texts: Sendable {
  private let catalogue: TextCatalogue
  package let language: Language

  init(catalogue: TextCatalogue, language: Language) {
    self.catalogue = catalogue
    self.language = language
  }

  package func callAsFunction(_ key: String) -> String {
    catalogue.text(key, in: language)
  }

  package func callAsFunction(_ key: String, _ values: [String: String]) -> String {
    catalogue.text(key, values, in: language)
  }

  /// Plural forms: chooses between `key.one` and `key.other`, and fills `{count}`.
  package func counted(_ key: String, _ count: Int, _ values: [String: String] = [:]) -> String {
    self(key + (count == 1 ? ".one" : ".other"), values.merging(["count": number(count)]) { given, _ in given })
  }

  package func has(_ key: String) -> Bool {
    catalogue.contains(key)
  }
}

// MARK: Dates and numbers as people read them

extension Texts {
  /// `Freitag, 27. November 2026`
  package func longDate(_ date: CalendarDate) -> String {
    catalogue.dates.text(.long, date, in: language) {
      self(
        "web.date.long",
        [
          "weekday": self("web.weekday.\(date.weekday)"), "day": String(date.day),
          "month": self("web.month.\(date.month)"), "year": String(date.year),
        ])
    }
  }

  /// `Freitag, 27. November`
  package func weekdayDate(_ date: CalendarDate) -> String {
    catalogue.dates.text(.weekday, date, in: language) {
      self(
        "web.date.weekday",
        [
          "weekday": self("web.weekday.\(date.weekday)"), "day": String(date.day),
          "month": self("web.month.\(date.month)"),
        ])
    }
  }

  /// `27. November 2026`, for the head of letters
  package func plainDate(_ date: CalendarDate) -> String {
    catalogue.dates.text(.plain, date, in: language) {
      self(
        "web.date.plain",
        ["day": String(date.day), "month": self("web.month.\(date.month)"), "year": String(date.year)])
    }
  }

  /// `12. bis 18. Oktober 2026`: a date range; month and year are not repeated if they are the same.
  package func plainDates(_ days: ClosedRange<CalendarDate>) -> String {
    let (first, last) = (days.lowerBound, days.upperBound)
    let key = first.year != last.year ? "years" : first.month != last.month ? "months" : "days"
    return self(
      "web.dates.\(key)",
      [
        "day": String(first.day), "month": self("web.month.\(first.month)"), "year": String(first.year),
        "last": plainDate(last),
      ])
  }

  /// `27.11.2026`
  package func shortDate(_ date: CalendarDate) -> String {
    catalogue.dates.text(.short, date, in: language) {
      self("web.date.short", ["day": padded(date.day), "month": padded(date.month), "year": String(date.year)])
    }
  }

  /// `Freitag, 27. November 2026, 14:32 Uhr`
  package func longTime(_ instant: Instant, _ clock: WallClock) -> String {
    self("web.time.long", ["date": longDate(clock.day(of: instant)), "time": timeOfDay(instant, clock)])
  }

  /// `27.11.2026, 14:32 Uhr`
  package func shortTime(_ instant: Instant, _ clock: WallClock) -> String {
    self("web.time.long", ["date": shortDate(clock.day(of: instant)), "time": timeOfDay(instant, clock)])
  }

  private func timeOfDay(_ instant: Instant, _ clock: WallClock) -> String {
    let local = clock.local(instant)
    return "\(local.hour):\(padded(local.minute))"
  }

  private func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }

  /// A rounded-up duration: `40 Sekunden`, `15 Minuten`, `24 Stunden`, `7 Tage`.
  package func span(_ span: TimeSpan) -> String {
    let seconds = span.secondsRoundedUp
    switch seconds {
    case ..<60: return counted("web.span.seconds", max(seconds, 1))
    case ..<7200: return counted("web.span.minutes", (seconds + 59) / 60)
    case ..<172_800: return counted("web.span.hours", (seconds + 3599) / 3600)
    default: return counted("web.span.days", (seconds + 86_399) / 86_400)
    }
  }

  /// `12.000`
  package func number(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out += self("web.number.group") }
      out.append(digit)
    }
    return number < 0 ? "−\(out)" : out
  }
}
