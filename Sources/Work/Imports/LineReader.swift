import Chronology

/// The result of reading a line: a row, or problems; and warnings about skipped values.
package struct ReadLine<Row: Sendable>: Sendable {
  package let row: Row?
  package let problems: [LineProblem]
  package let warnings: [LineProblem]

  package init(_ row: Row?, _ reader: LineReader) {
    self.row = reader.problems.isEmpty ? row : nil
    problems = reader.problems
    warnings = reader.warnings
  }
}

/// Reads the values of one line and collects its problems.
package struct LineReader {
  package let columns: ImportColumns
  package let line: TableFile.Line
  package private(set) var problems: [LineProblem]
  package private(set) var warnings: [LineProblem]

  package init(_ columns: ImportColumns, _ line: TableFile.Line) {
    self.columns = columns
    self.line = line
    (problems, warnings) = columns.problems(of: line)
  }

  /// The years accepted in date columns; others have another meaning, such as "no end".
  package static let years = 1900...2100

  /// Optional columns that the file does not have, or whose value was skipped: what is stored of them stays.
  package var unread: Set<String> { columns.absent.union(warnings.map(\.column)).subtracting([""]) }

  package func text(_ column: String) -> String { columns.value(column, line) }

  /// - Parameter length: maximum length in characters. Longer values are a problem, as are missing required ones.
  package mutating func text(_ column: String, atMost length: Int, isRequired: Bool = false) -> String {
    let value = text(column)
    if value.count > length { add(column, value, .tooLong) }
    if isRequired, value.isEmpty { add(column, value, .missing) }
    return value
  }

  /// An optional value: if it is invalid, the line is imported without it.
  /// - Parameter read: parses the value; nil if invalid.
  package mutating func optional<Value>(
    _ column: String, atMost length: Int = 250, _ reason: ImportReason, _ read: (String) -> Value?
  ) -> Value? {
    let value = text(column)
    guard !value.isEmpty else { return nil }
    guard value.count <= length, let found = read(value) else {
      warnings.append(
        LineProblem(line: line.number, column: column, value: value, reason: value.count > length ? .tooLong : reason))
      return nil
    }
    return found
  }

  /// A date such as 31.12.2027 or 2027-12-31.
  package mutating func date(
    _ column: String, isRequired: Bool = false, in span: ClosedRange<CalendarDate>? = nil,
    _ outside: ImportReason = .farAway
  ) -> CalendarDate? {
    let value = text(column)
    guard !value.isEmpty else {
      if isRequired { add(column, value, .missing) }
      return nil
    }
    do throws(TypedDateFault) {
      let date = try TypedDate.read(value)
      if !Self.years.contains(date.year) {
        add(column, value, .farAway)
      } else if let span, !span.contains(date) {
        add(column, value, outside)
      } else {
        return date
      }
    } catch {
      switch error {
      case .shortYear: add(column, value, .shortYear)
      case .farAway: add(column, value, .farAway)
      case .spreadsheetDay: add(column, value, .spreadsheetDay)
      case .unreadable: add(column, value, .date)
      }
    }
    return nil
  }

  /// A birth date of somebody between 13 and 80 years old.
  package mutating func birthDate(_ column: String, today: CalendarDate) -> CalendarDate? {
    date(column, in: today.adding(months: -80 * 12)...today.adding(months: -13 * 12), .birth)
  }

  /// Adds a problem if the first date is after the second; reported with the typed value of the column.
  package mutating func require(
    _ first: CalendarDate?, notAfter second: CalendarDate?, at column: String, else reason: ImportReason
  ) {
    if let first, let second, second < first { add(column, reason) }
  }

  /// A number within a range, as integer in units of 1/`scale`: 38,5 hours are 385 with scale 10.
  package mutating func number(_ column: String, in range: ClosedRange<Int>, scale: Int = 1) -> Int? {
    let value = text(column)
    guard !value.isEmpty else { return nil }
    guard let number = TypedNumber.parts(value, of: scale, in: range) else {
      add(column, value, .number)
      return nil
    }
    return number
  }

  /// An optional postcode, empty if missing or invalid.
  package mutating func postcode(_ column: String) -> String {
    optional(column, .postcode) { Self.isPostcode($0) ? $0 : nil } ?? ""
  }

  /// Five digits for Germany; other countries with their code in front, such as `A-1010`.
  private static func isPostcode(_ text: String) -> Bool {
    let isGerman = text.count == 5 && text.allSatisfy { $0.isASCII && $0.isNumber }
    let parts = text.split(separator: "-", maxSplits: 1)
    let isForeign =
      parts.count == 2 && (1...3).contains(parts[0].count) && parts[0].allSatisfy { $0.isLetter && $0.isUppercase }
      && (3...10).contains(parts[1].count)
    return isGerman || isForeign
  }

  /// Adds a problem with the value of a column.
  package mutating func add(_ column: String, _ reason: ImportReason) {
    add(column, text(column), reason)
  }

  /// As `add`, without the value, which nobody may read in a report.
  package mutating func addSecret(_ column: String, _ reason: ImportReason) {
    add(column, "…", reason)
  }

  private mutating func add(_ column: String, _ value: String, _ reason: ImportReason) {
    guard !problems.contains(where: { $0.column == column }) else { return }
    problems.append(LineProblem(line: line.number, column: column, value: value, reason: reason))
  }
}
