import Foundation

/// The decoded fields of a query or a posted form. Broken encodings are repaired, control characters removed.
package struct FormInput: Sendable, Equatable {
  private var fields: [(name: String, value: String)]

  package init(_ fields: [(name: String, value: String)] = []) {
    self.fields = fields.map { (Self.cleaned($0.name), Self.cleaned($0.value)) }
  }

  /// Parses `application/x-www-form-urlencoded`, at most 2,000 fields.
  package init(urlEncoded text: some Collection<UInt8>) {
    self.init(
      text.split(separator: UInt8(ascii: "&")).prefix(2000).map { pair in
        let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        return (Self.decode(parts[0]), parts.count > 1 ? Self.decode(parts[1]) : "")
      })
  }

  /// The first value of a field, as typed; empty when it is missing.
  package subscript(_ name: String) -> String {
    fields.first { $0.name == name }?.value ?? ""
  }

  /// The first value, trimmed.
  package func trimmed(_ name: String) -> String {
    self[name].trimmingCharacters(in: Self.blanks)
  }

  /// All values of a field, for check boxes.
  package func all(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  package func has(_ name: String) -> Bool {
    fields.contains { $0.name == name }
  }

  package var isEmpty: Bool { fields.isEmpty }

  /// With values for the fields that are missing.
  func completed(by values: [(name: String, value: String)]) -> FormInput {
    FormInput(fields + values.filter { !has($0.name) })
  }

  var byteCount: Int { fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count } }

  func filtered(_ isMeant: (_ name: String) -> Bool) -> FormInput {
    FormInput(fields.filter { isMeant($0.name) })
  }

  /// As a query string, without question mark.
  var urlEncoded: String {
    fields.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
  }

  package var names: [String] { fields.map(\.name) }

  package static func == (one: FormInput, other: FormInput) -> Bool {
    one.fields.elementsEqual(other.fields) { $0 == $1 }
  }

  /// White space, including invisible characters that people copy along.
  package static let blanks = CharacterSet.whitespacesAndNewlines.union(
    CharacterSet(charactersIn: "\u{00A0}\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}\u{202F}\u{00AD}"))

  private static func decode(_ part: some Collection<UInt8>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(part.count)
    var iterator = part.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        var ahead = iterator
        if let high = ahead.next().flatMap(hexValue), let low = ahead.next().flatMap(hexValue) {
          bytes.append(high << 4 | low)
          iterator = ahead
        } else {
          bytes.append(byte)
        }
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static func cleaned(_ text: String) -> String {
    let isClean = text.utf8.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 10 || $0 == 9 }
    if isClean { return text }
    let unified = text.replacingOccurrences(of: "\r\n", with: "\n")
    let kept = unified.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 || $0 == "\n" || $0 == "\t" }
    return String(String.UnicodeScalarView(kept))
  }
}

extension FormInput {
  /// Percent-encodes a value for a query string.
  package static func encoded(_ text: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = text.utf8.flatMap { byte -> [UInt8] in
      plain.contains(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
