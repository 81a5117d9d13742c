/// Why typed text was not accepted as a date.
package enum TypedDateFault: String, Error, Sendable {
  /// The year has fewer than four digits; the century would be a guess.
  case shortYear
  /// The year is before 1900 or after 2199, such as 31.12.9999 for "no end".
  case farAway
  /// A spreadsheet's serial day number.
  case spreadsheetDay
  /// Anything else that is not a calendar date.
  case unreadable
}

/// Parses dates that people type or write into files; the only place that does. `CalendarDate(_:)` parses what the
/// portal stored itself.
package enum TypedDate {
  /// The accepted years.
  package static let years = 1900...2199

  /// Parses `31.12.2027` and `2027-12-31`. Day and month may have one digit, the year always has four.
  package static func read(_ text: String) throws(TypedDateFault) -> CalendarDate {
    let typed = text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }).joined(separator: " ")
    let isGerman = typed.contains(".")
    let pieces = typed.split(separator: isGerman ? "." : "-", omittingEmptySubsequences: false)
    guard pieces.count == 3 else { throw isSpreadsheetDay(typed) ? .spreadsheetDay : .unreadable }
    let (yearText, dayText) = isGerman ? (pieces[2], pieces[0]) : (pieces[0], pieces[2])
    guard let month = number(pieces[1]), let day = number(dayText), isYear(yearText) else { throw .unreadable }
    guard yearText.utf8.count >= 4 else { throw .shortYear }
    guard let year = TypedNumber.whole(yearText, in: 0...9999), yearText.utf8.count == 4 else { throw .unreadable }
    guard years.contains(year) else { throw .farAway }
    guard let date = CalendarDate(year: year, month: month, day: day) else { throw .unreadable }
    return date
  }

  /// As `read`; nil where it throws.
  package static func date(_ text: String) -> CalendarDate? { try? read(text) }

  private static func number(_ text: Substring) -> Int? {
    (1...2).contains(text.utf8.count) && text.utf8.allSatisfy(isDigit) ? TypedNumber.whole(text, in: 0...99) : nil
  }

  private static func isYear(_ text: Substring) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isDigit) }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Five digits: days since 1900, which spreadsheets export when a column is not formatted as dates.
  private static func isSpreadsheetDay(_ text: String) -> Bool { text.utf8.count == 5 && text.utf8.allSatisfy(isDigit) }
}
