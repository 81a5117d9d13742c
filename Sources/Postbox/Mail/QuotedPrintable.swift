/// The encoding of bodies: readable, lines of at most 76 characters, safe on every server (RFC 2045, section 6.7).
enum QuotedPrintable {
  private static let longestLine = 76
  private static let hexadecimal = Array("0123456789ABCDEF".utf8)

  /// Encodes a text, with line breaks normalised to CR LF. Ends with one.
  static func encode(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count * 5 / 4)
    for line in lines(of: text) {
      append(line, to: &output)
      output += [13, 10]
    }
    return output
  }

  private static func lines(of text: String) -> [Substring.UnicodeScalarView] {
    var lines: [Substring.UnicodeScalarView] = []
    var rest = text.unicodeScalars[...]
    while let end = rest.firstIndex(where: { $0 == "\n" || $0 == "\r" }) {
      lines.append(rest[..<end])
      let next = rest.index(after: end)
      let pair = rest[end] == "\r" && next < rest.endIndex && rest[next] == "\n"
      rest = rest[(pair ? rest.index(after: next) : next)...]
    }
    return rest.isEmpty ? lines : lines + [rest]
  }

  private static func append(_ line: Substring.UnicodeScalarView, to output: inout [UInt8]) {
    var column = 0
    for index in line.indices {
      let atEnd = line.index(after: index) == line.endIndex
      let piece = encoded(line[index], atEnd: atEnd)
      // A soft line break needs room for its "="; characters are not split, as some readers decode line by line.
      if column + piece.count > (atEnd ? longestLine : longestLine - 1) {
        output += [0x3D, 13, 10]
        column = 0
      }
      output += piece
      column += piece.count
    }
  }

  private static func encoded(_ scalar: Unicode.Scalar, atEnd: Bool) -> [UInt8] {
    switch scalar {
    case " " where !atEnd, "\t" where !atEnd, "!"..."<", ">"..."~": [UInt8(scalar.value)]
    default: String(scalar).utf8.flatMap { [0x3D, hexadecimal[Int($0 >> 4)], hexadecimal[Int($0 & 15)]] }
    }
  }
}
