import CIDN2
import Foundation

/// Domain names in their two forms (IDNA 2008, ADR 0033): `xn--mller-kva.de` is sent and compared, `müller.de` is
/// shown.
package enum DomainName {
  /// The name in lower case, with non-ASCII labels as `xn--…`, as browsers convert them; nil if it is not a domain name
  /// with a dot.
  package static func ascii(_ name: String) -> String? {
    guard !name.isEmpty, name.utf8.count <= 1000 else { return nil }
    let lower = name.lowercased()
    let converted = lower.utf8.allSatisfy { $0 < 0x80 } ? lower : lookedUp(lower)
    guard let converted, isHostName(converted),
      // A label with the prefix of encoded labels must be a valid one.
      !converted.contains("xn--") || lookedUp(unicode(converted) ?? "") == converted
    else { return nil }
    return converted
  }

  /// The name as people write it, unless it could be mistaken for another: only labels of Latin letters that registries
  /// in Germany and its neighbours permit. All others stay `xn--…`.
  package static func shown(_ ascii: String) -> String {
    ascii.split(separator: ".", omittingEmptySubsequences: false).map { label in
      guard label.utf8.starts(with: "xn--".utf8), let decoded = unicode(String(label)),
        decoded.unicodeScalars.allSatisfy(isShown)
      else { return String(label) }
      return decoded
    }.joined(separator: ".")
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", "-": true
    // Look like i, k and n (homographs).
    case "\u{131}", "\u{138}", "\u{149}": false
    case "\u{DF}"..."\u{F6}", "\u{F8}"..."\u{17E}": true
    default: false
    }
  }

  private static func isHostName(_ name: String) -> Bool {
    let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, name.utf8.count <= 253, let last = labels.last, last.count >= 2,
      last.contains(where: { isLetter($0) })
    else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
        && label.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }

  private static func lookedUp(_ name: String) -> String? {
    var output: UnsafeMutablePointer<UInt8>?
    let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
    guard idn2_lookup_u8(name, &output, flags) == Int32(IDN2_OK.rawValue), let output else { return nil }
    defer { idn2_free(output) }
    return String(cString: output)
  }

  private static func unicode(_ name: String) -> String? {
    var output: UnsafeMutablePointer<CChar>?
    guard idn2_to_unicode_8z8z(name, &output, 0) == Int32(IDN2_OK.rawValue), let output else { return nil }
    defer { idn2_free(output) }
    return String(cString: output)
  }
}
