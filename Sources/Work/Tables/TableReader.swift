/// A line as bytes.
struct RawLine: Sendable {
  let number: Int
  let fields: [[UInt8]]
  /// Whether the file ends with it, without a line break.
  let isLast: Bool

  var isEmpty: Bool { fields.allSatisfy(\.isEmpty) }
}

/// Splits a text into lines and cells.
struct TableReader {
  let text: [UInt8]
  let separator: UInt8
  private var position: Int
  private var lineNumber: Int

  init(text: [UInt8], separator: UInt8, from start: (position: Int, line: Int)) {
    self.text = text
    self.separator = separator
    (position, lineNumber) = start
  }

  mutating func nextLine() throws(TableFileError) -> RawLine? {
    guard position < text.count else { return nil }
    let start = lineNumber
    var fields: [[UInt8]] = []
    while true {
      let field = try nextField()
      guard field.count <= TableFile.longestCell else { throw .longCell(line: start) }
      guard fields.count <= 10 * TableFile.mostColumns else { throw .tooManyColumns }
      fields.append(field)
      guard position < text.count, text[position] == separator else { break }
      position += 1
    }
    let isLast = position >= text.count
    skipLineEnd()
    return RawLine(number: start, fields: fields, isLast: isLast)
  }

  private mutating func nextField() throws(TableFileError) -> [UInt8] {
    if position < text.count, text[position] == UInt8(ascii: "\"") { return try quotedField() }
    let start = position
    while position < text.count, text[position] != separator, !isLineEnd(text[position]) { position += 1 }
    return Array(text[start..<position])
  }

  private mutating func quotedField() throws(TableFileError) -> [UInt8] {
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
      } else if byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && !isNewline(at: position)) {
        lineNumber += 1
      }
      bytes.append(byte)
    }
    // Text between the closing quote and the separator belongs to the field, as in spreadsheets.
    while position < text.count, text[position] != separator, !isLineEnd(text[position]) {
      bytes.append(text[position])
      position += 1
    }
    return bytes
  }

  private mutating func skipLineEnd() {
    guard position < text.count else { return }
    position += text[position] == UInt8(ascii: "\r") && isNewline(at: position + 1) ? 2 : 1
    lineNumber += 1
  }

  private func isNewline(at place: Int) -> Bool { place < text.count && text[place] == UInt8(ascii: "\n") }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
