/// Decodes the bytes of a line. Whether a file is UTF-8 or Windows-1252 is decided for the whole file, and for a line
/// that does not fit by that line: one bad byte never changes how other lines are decoded.
struct LineDecoder: Sendable {
  /// All of it is UTF-8; some lines are UTF-8 and others are not; nothing beyond ASCII is UTF-8.
  private enum Encoding: Sendable { case utf8, mixed, windows }
  private let encoding: Encoding
  /// Whether the only invalid bytes belong to a character truncated at the end of the file.
  private let isCutOff: Bool

  init(_ bytes: [UInt8], isMarked: Bool) {
    guard String(validating: bytes, as: UTF8.self) == nil else {
      encoding = .utf8
      isCutOff = false
      return
    }
    let found = Census(bytes[...])
    encoding = isMarked || found.letters > 0 ? .mixed : .windows
    isCutOff = found.isCutOff && (found.strays == 0 || encoding == .mixed)
  }

  func line(_ raw: RawLine) -> TableFile.Line {
    if encoding == .utf8 || raw.fields.allSatisfy({ String(validating: $0, as: UTF8.self) != nil }) {
      return line(raw, raw.fields.map { String(decoding: $0, as: UTF8.self) })
    }
    let censuses = raw.fields.map { Census($0[...]) }
    let isCut = isCutOff && raw.isLast && (censuses.last?.isCutOff ?? false)
    let texts = raw.fields.map(Windows1252.text)
    guard encoding == .mixed else {
      return isCut ? line(raw, texts, .damaged) : line(raw, texts)
    }
    let isWindows = !isCut && censuses.allSatisfy { $0.letters == 0 } && texts.allSatisfy(Windows1252.isGerman)
    return isWindows
      ? line(raw, texts, .otherEncoding)
      : line(raw, raw.fields.map { String(decoding: $0, as: UTF8.self) }, .damaged)
  }

  private func line(_ raw: RawLine, _ texts: [String], _ decoding: LineDecoding = .sound) -> TableFile.Line {
    let isDamaged = decoding == .damaged || texts.contains(where: TableCell.isDamaged)
    return TableFile.Line(
      number: raw.number, fields: texts.map(TableCell.clean), decoding: isDamaged ? .damaged : decoding)
  }
}

/// Counts of valid multi-byte UTF-8 characters and of invalid bytes.
private struct Census {
  var letters = 0
  var strays = 0
  /// Whether the text ends within a character.
  var isCutOff = false

  init(_ bytes: ArraySlice<UInt8>) {
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let byte = bytes[place]
      guard byte >= 0x80 else {
        place += 1
        continue
      }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      let rest = bytes[(place + 1)..<min(place + length, bytes.endIndex)]
      let isLetter = (0xC2...0xF4).contains(byte) && rest.allSatisfy { (0x80...0xBF).contains($0) }
      if isLetter, rest.count == length - 1 {
        letters += 1
        place += length
      } else if isLetter, place + 1 + rest.count == bytes.endIndex {
        isCutOff = true
        place = bytes.endIndex
      } else {
        strays += 1
        place += 1
      }
    }
  }
}

/// The encoding of German Windows.
enum Windows1252 {
  static func text(_ bytes: [UInt8]) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      let code = (0x80...0x9F).contains(byte) ? upper[Int(byte - 0x80)] : UInt32(byte)
      scalars.append(Unicode.Scalar(code) ?? "\u{FFFD}")
    }
    return String(scalars)
  }

  /// Whether all characters beyond ASCII are letters and signs that occur in names and addresses. UTF-8 misread as
  /// Windows-1252 has Ã and Â instead.
  static func isGerman(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar.value < 0x80 || signs.contains(scalar)
        || ((0xC0...0x17E).contains(scalar.value) && ![0xC2, 0xC3, 0xD7, 0xF7].contains(scalar.value))
    }
  }

  private static let signs = Set("–—„“”‚‘’€§°´«»·²³½&•…\u{A0}".unicodeScalars)

  private static let upper: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
    0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
}
