/// A table as a file, safe to be opened in a spreadsheet.
package struct CSVText: Sendable {
  /// Begins with a mark of UTF-8, which spreadsheet programs need.
  package private(set) var bytes: [UInt8]

  package init(head: [String]) {
    bytes = [UInt8]("\u{FEFF}".utf8)
    add(head)
  }

  package mutating func add(_ row: [String]) {
    bytes += row.map(Self.cell).joined(separator: ";").utf8
    bytes += "\r\n".utf8
  }

  /// In quotes; what a spreadsheet would take for a formula gets an apostrophe before it.
  package static func cell(_ text: String) -> String {
    // By its first scalar: a sign with an accent or a variation is another character, but the same formula.
    let isFormula = text.unicodeScalars.first.map("=+-@\t\r\n＝＋－＠".unicodeScalars.contains) ?? false
    return "\"\((isFormula ? "'" : "") + text.replacing("\"", with: "\"\""))\""
  }
}

extension Reply {
  /// A table to be saved under a name.
  package static func download(_ table: CSVText, name: String) -> Reply {
    .download(table.bytes, name: "\(name).csv", type: "text/csv; charset=utf-8")
  }
}
