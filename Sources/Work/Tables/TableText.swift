/// The bytes of a table without byte order mark and `sep=` line, converted from UTF-16 to UTF-8; and its separator.
struct TableText: Sendable {
  let bytes: [UInt8]
  let separator: UInt8
  /// The start of the header.
  let start: (position: Int, line: Int)
  /// Whether it has a UTF-8 byte order mark.
  let isMarked: Bool

  init(_ file: [UInt8]) throws(TableFileError) {
    isMarked = file.starts(with: [0xEF, 0xBB, 0xBF])
    if let isBigEndian = Self.isBigEndian(file) {
      bytes = Self.fromUTF16(file, isBigEndian: isBigEndian)
    } else {
      bytes = isMarked ? Array(file.dropFirst(3)) : file
    }
    guard !bytes.prefix(10_000).contains(0) else { throw .notText(.otherFile) }
    let named = Self.namedSeparator(bytes)
    start = named.map { ($0.end, 2) } ?? (0, 1)
    separator = named?.separator ?? Self.separator(in: bytes[start.position...])
  }

  /// Whether it is big-endian UTF-16, by its byte order mark or because every other byte at its beginning is zero; nil
  /// if not UTF-16.
  private static func isBigEndian(_ file: [UInt8]) -> Bool? {
    if file.starts(with: [0xFF, 0xFE]) { return false }
    if file.starts(with: [0xFE, 0xFF]) { return true }
    let sample = file.prefix(400)
    guard sample.count >= 8 else { return nil }
    let zeros = (0...1).map { parity in sample.enumerated().count { $0.offset % 2 == parity && $0.element == 0 } }
    let enough = sample.count / 2 * 3 / 4
    if zeros[1] >= enough, zeros[0] * 10 <= zeros[1] { return false }
    if zeros[0] >= enough, zeros[1] * 10 <= zeros[0] { return true }
    return nil
  }

  private static func fromUTF16(_ file: [UInt8], isBigEndian: Bool) -> [UInt8] {
    let isPaired = file.count % 2 == 0
    let units = stride(from: 0, to: file.count - 1, by: 2).map { index -> UInt16 in
      let (one, two) = (UInt16(file[index]), UInt16(file[index + 1]))
      return isBigEndian ? one << 8 | two : two << 8 | one
    }
    let text = String(decoding: units.first == 0xFEFF ? units.dropFirst() : units[...], as: UTF16.self)
    // A truncated character at the end is made visible.
    return Array(text.utf8) + (isPaired ? [] : Array("\u{FFFD}".utf8))
  }

  /// The separator named by the first line, as spreadsheets write it for themselves.
  private static func namedSeparator(_ bytes: [UInt8]) -> (separator: UInt8, end: Int)? {
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let text = String(decoding: line, as: UTF8.self).lowercased().filter { $0 != "\"" }
    guard text.hasPrefix("sep="), let sign = text.dropFirst(4).utf8.first, text.utf8.count == 5 else { return nil }
    var end = line.endIndex
    if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\n") { end += 1 }
    return (sign, end)
  }

  /// The most frequent separator in the first line that is not empty.
  private static func separator(in bytes: ArraySlice<UInt8>) -> UInt8 {
    let isLineEnd = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    let line = bytes.drop(while: isLineEnd).prefix { !isLineEnd($0) }
    let candidates = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    let counts = candidates.map { sign in line.count { $0 == sign } }
    let most = counts.max() ?? 0
    return counts.firstIndex(of: most).map { candidates[$0] } ?? UInt8(ascii: ";")
  }
}
