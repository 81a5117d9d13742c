/// A CSV file that is safe to open in a spreadsheet.
package struct CSVText: Sendable {
  /// Starts with a UTF-8 byte order mark, which spreadsheet programs need.
  package private(set) var bytes: [UInt8]

  package init(head: [String]) {
    bytes = [UInt8]("\u{FEFF}".utf8)
    add(head)
  }

  package mutating func add(_ row: [String]) {
    bytes += row.map(Self.cell).joined(separator: ";").utf8
    bytes += "\r\n".utf8
  }

  /// Quotes a cell; what a spreadsheet would take for a formula is prefixed with an apostrophe.
  package static func cell(_ text: String) -> String {
    // Compares the first scalar: with an accent or a variation selector it is another character, but the same formula.
    let isFormula = text.unicodeScalars.first.map("=+-@\t\r\n＝＋－＠".unicodeScalars.contains) ?? false
    return "\"\((isFormula ? "'" : "") + text.replacing("\"", with: "\"\""))\""
  }
}

extension Reply {
  /// A CSV file as a download.
  package static func download(_ table: CSVText, name: String) -> Reply {
    .download(table.bytes, name: "\(name).csv", type: "text/csv; charset=utf-8")
  }
}
