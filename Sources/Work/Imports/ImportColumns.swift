import Chronology
import Database
import Foundation

/// The columns of a file by the names that chambers use for them.
package struct ImportColumns: Sendable {
  private let positions: [String: Int]

  /// - Parameter names: for each column the name in messages and the other names it may have, all folded.
  package init(header: [String], names: [(column: String, others: [String])]) {
    let found = header.map { SortKey.make($0).replacing(" ", with: "_").replacing("-", with: "_") }
    positions = names.reduce(into: [:]) { positions, name in
      positions[name.column] = found.firstIndex { $0 == name.column || name.others.contains($0) }
    }
  }

  package func has(_ column: String) -> Bool { positions[column] != nil }

  /// The value without control characters and without blanks around it; empty where the file has no such column.
  package func value(_ column: String, _ line: TableFile.Line) -> String {
    guard let position = positions[column], position < line.fields.count else { return "" }
    let kept = line.fields[position].unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }
    return String(String.UnicodeScalarView(kept)).trimmingCharacters(in: .whitespaces)
  }
}

/// Reads one line and gathers what is wrong with it.
package struct LineReader {
  package let columns: ImportColumns
  package let line: TableFile.Line
  package private(set) var problems: [LineProblem] = []

  package init(_ columns: ImportColumns, _ line: TableFile.Line) {
    self.columns = columns
    self.line = line
  }

  package func text(_ column: String) -> String { columns.value(column, line) }

  /// - Parameter length: what is longer is a problem, as is nothing at all where it is needed.
  package mutating func text(_ column: String, atMost length: Int, isRequired: Bool = false) -> String {
    let value = text(column)
    if value.count > length { add(column, value, "import.tooLong") }
    if isRequired, value.isEmpty { add(column, value, "import.missing") }
    return value
  }

  /// A date such as 31.12.2027 or 2027-12-31.
  package mutating func date(_ column: String, isRequired: Bool = false) -> CalendarDate? {
    let value = text(column, atMost: 30, isRequired: isRequired)
    guard !value.isEmpty else { return nil }
    guard let date = TypedDate.date(value) else {
      add(column, value, "import.date")
      return nil
    }
    return date
  }

  /// A whole number within a range, with a fraction if `scale` is more than 1: 38,5 hours are 385 with scale 10.
  package mutating func number(_ column: String, in range: ClosedRange<Int>, scale: Int = 1) -> Int? {
    let value = text(column, atMost: 30)
    guard !value.isEmpty else { return nil }
    let parsed = TypedNumber.parts(value, of: scale, in: range)
    guard let parsed else {
      add(column, value, "import.number")
      return nil
    }
    return parsed
  }

  /// Notes a problem of this line.
  /// - Parameter reason: a text key.
  package mutating func add(_ column: String, _ value: String, _ reason: String) {
    problems.append(
      LineProblem(line: line.number, column: column, value: String(value.prefix(80)), reason: reason))
  }
}
