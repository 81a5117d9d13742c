import Foundation

/// A page searched by bytes. Every page that a test gets is searched many times; by characters, in a debug build, that
/// took a third of the whole run.
struct PageBytes: Sendable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }
  init(_ text: String) { bytes = Array(text.utf8) }

  /// The index of a part at or after a start; nil if there is none.
  func index(of part: StaticString, from start: Int = 0) -> Int? {
    part.withUTF8Buffer { index(of: UnsafeRawBufferPointer($0), from: start) }
  }

  func contains(_ part: String) -> Bool {
    var part = part
    return part.withUTF8 { index(of: UnsafeRawBufferPointer($0), from: 0) } != nil
  }

  func count(_ part: StaticString) -> Int {
    var (found, place) = (0, 0)
    while let next = index(of: part, from: place) {
      found += 1
      place = next + part.utf8CodeUnitCount
    }
    return found
  }

  /// Everything between a beginning and the next end.
  func parts(from beginning: StaticString, to end: StaticString) -> [PageBytes] {
    var (found, place): ([PageBytes], Int) = ([], 0)
    while let start = index(of: beginning, from: place) {
      let inner = start + beginning.utf8CodeUnitCount
      let close = index(of: end, from: inner) ?? bytes.count
      found.append(PageBytes(Array(bytes[inner..<close])))
      place = inner
    }
    return found
  }

  /// The value of an attribute within the bytes of one tag.
  func value(after beginning: StaticString) -> String? {
    guard let start = index(of: beginning) else { return nil }
    return String(
      decoding: bytes[(start + beginning.utf8CodeUnitCount)...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }

  /// The visible text: a blank for each tag, without scripts and styles.
  var textWithoutTags: String {
    var (text, place): ([UInt8], Int) = ([], 0)
    while let tag = index(of: "<", from: place), let end = index(of: ">", from: tag) {
      text += bytes[place..<tag]
      text.append(UInt8(ascii: " "))
      place = self.end(ofBlockAt: tag) ?? end + 1
    }
    return String(decoding: text + bytes[place...], as: UTF8.self)
  }

  private func end(ofBlockAt tag: Int) -> Int? {
    for (beginning, end) in [("<script", "</script>"), ("<style", "</style>")] as [(StaticString, StaticString)]
    where bytes[tag...].starts(
      with: UnsafeBufferPointer(start: beginning.utf8Start, count: beginning.utf8CodeUnitCount))
    {
      return index(of: end, from: tag).map { $0 + end.utf8CodeUnitCount }
    }
    return nil
  }

  private func index(of part: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let first = part.first, let pattern = part.baseAddress else { return nil }
    return bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress else { return nil }
      var place = start
      while all.count - place >= part.count,
        let found = memchr(base + place, Int32(first), all.count - place - part.count + 1)
      {
        if memcmp(found, pattern, part.count) == 0 { return UnsafeRawPointer(found) - base }
        place = UnsafeRawPointer(found) - base + 1
      }
      return nil
    }
  }
}
