import Foundation

/// A table in a text file (CSV), as chambers export it: UTF-8 with or without BOM or Windows-1252, `;` or `,` or tab,
/// quotes, any line ends, empty lines. Reads RFC 4180 and what programs make of it.
package struct TableFile: Sendable {
  /// A line with its number in the file, counted from 1 as editors do; a quoted field may span several.
  package struct Line: Sendable {
    package let number: Int
    package let fields: [String]
  }

  package let header: [String]
  package let lines: [Line]

  /// - Throws: `TableFileError` when there is no header or a quote is never closed.
  package init(_ bytes: [UInt8]) throws(TableFileError) {
    let text = Self.decode(bytes)
    let separator = Self.separator(in: text)
    var all = try Self.parse(text, separator: separator)
    all.removeAll { $0.fields.allSatisfy(\.isEmpty) }
    guard let first = all.first, first.fields.count > 1 else { throw .noHeader }
    header = first.fields.map { $0.trimmingCharacters(in: .whitespaces) }
    lines = Array(all.dropFirst())
  }

  /// UTF-8 where the bytes are valid UTF-8, else Windows-1252, in which every byte has a meaning or is repaired.
  private static func decode(_ bytes: [UInt8]) -> [UInt8] {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if String(validating: body, as: UTF8.self) != nil { return body }
    return body.flatMap { byte -> [UInt8] in
      if byte < 0x80 { return [byte] }
      let scalar = (0x80...0x9F).contains(byte) ? windows1252[Int(byte - 0x80)] : UInt32(byte)
      return Array(String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8)
    }
  }

  private static let windows1252: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
    0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0xFFFD, 0x017E, 0x0178,
  ]

  /// The sign that stands most often in the first line.
  private static func separator(in text: [UInt8]) -> UInt8 {
    let line = text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let candidates = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")]
    return candidates.max { one, other in line.count(where: { $0 == one }) < line.count(where: { $0 == other }) }
      ?? UInt8(ascii: ";")
  }

  private static func parse(_ text: [UInt8], separator: UInt8) throws(TableFileError) -> [Line] {
    var reader = TableReader(text: text, separator: separator)
    var lines: [Line] = []
    while let line = try reader.nextLine() { lines.append(line) }
    return lines
  }
}

/// Why a file is no table.
package enum TableFileError: Error, Equatable {
  case noHeader
  case openQuote(line: Int)
}

private struct TableReader {
  let text: [UInt8]
  let separator: UInt8
  var position = 0
  var lineNumber = 1

  mutating func nextLine() throws(TableFileError) -> TableFile.Line? {
    guard position < text.count else { return nil }
    let start = lineNumber
    var fields: [String] = []
    while true {
      fields.append(try nextField())
      guard position < text.count, text[position] == separator else { break }
      position += 1
    }
    skipLineEnd()
    return TableFile.Line(number: start, fields: fields)
  }

  private mutating func nextField() throws(TableFileError) -> String {
    if position < text.count, text[position] == UInt8(ascii: "\"") { return try quotedField() }
    let start = position
    while position < text.count, text[position] != separator, !isLineEnd(text[position]) { position += 1 }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private mutating func quotedField() throws(TableFileError) -> String {
    let opened = lineNumber
    var bytes: [UInt8] = []
    position += 1
    while true {
      guard position < text.count else { throw .openQuote(line: opened) }
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard position < text.count, text[position] == UInt8(ascii: "\"") else { break }
        position += 1
      } else if byte == UInt8(ascii: "\n") {
        lineNumber += 1
      }
      bytes.append(byte)
    }
    // What stands between the closing quote and the separator belongs to the field, as spreadsheets read it.
    while position < text.count, text[position] != separator, !isLineEnd(text[position]) {
      bytes.append(text[position])
      position += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func skipLineEnd() {
    guard position < text.count else { return }
    if text[position] == UInt8(ascii: "\r") {
      position += 1
      if position < text.count, text[position] == UInt8(ascii: "\n") { position += 1 }
    } else {
      position += 1
    }
    lineNumber += 1
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}

/// What is wrong with a line of an import: where, which value, why.
package struct LineProblem: Sendable, Codable, Equatable {
  package let line: Int
  package let column: String
  package let value: String
  /// A text key with the reason.
  package let reason: String

  package init(line: Int, column: String, value: String, reason: String) {
    self.line = line
    self.column = column
    self.value = value
    self.reason = reason
  }
}
