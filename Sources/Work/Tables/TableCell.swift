import Foundation

/// Cleans cell text of what spreadsheet programs did to it, and detects damage that cannot be undone.
package enum TableCell {
  /// Line breaks become blanks, zero-width characters are removed, `="22342"` and `'22342` become 22342.
  static func clean(_ text: String) -> String {
    let bytes = text.utf8
    let isPlain = bytes.allSatisfy { (0x20...0x7E).contains($0) }
    let bare = isPlain ? text : plain(text)
    let trimmed = bare.utf8.first == 0x20 || bare.utf8.last == 0x20 ? bare.trimmingCharacters(in: .whitespaces) : bare
    guard let first = trimmed.utf8.first, first == UInt8(ascii: "=") || first == UInt8(ascii: "'") else {
      return trimmed
    }
    return unwrapped(trimmed)
  }

  private static func plain(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var endsLine = false
    for scalar in text.unicodeScalars {
      if breaks.contains(scalar) {
        if !endsLine, scalars.last != " " { scalars.append(" ") }
        endsLine = true
        continue
      }
      let isBlank = scalar.properties.isWhitespace
      let isSilent = scalar.value < 32 || (0x7F...0x9F).contains(scalar.value) || silent.contains(scalar)
      if isSilent || (isBlank && endsLine) { continue }
      endsLine = false
      scalars.append(isBlank ? " " : scalar)
    }
    return String(scalars).precomposedStringWithCanonicalMapping
  }

  private static let breaks = Set("\n\u{0B}\u{0C}\r\u{85}\u{2028}\u{2029}\t".unicodeScalars)
  /// Direction marks, byte order marks, soft hyphens and other zero-width characters.
  private static let silent = Set(
    "\u{AD}\u{61C}\u{200B}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{FEFF}"
      .unicodeScalars)

  private static func unwrapped(_ text: String) -> String {
    if text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count > 3 {
      return text.dropFirst(2).dropLast().replacing("\"\"", with: "\"").trimmingCharacters(in: .whitespaces)
    }
    let rest = text.dropFirst()
    guard text.hasPrefix("'"), let next = rest.first, next.isNumber || "=+-@".contains(next) else { return text }
    return String(rest)
  }

  /// Whether characters were lost, or UTF-8 was decoded wrongly and saved.
  static func isDamaged(_ text: String) -> Bool {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return false }
    var isAfterLead = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{FFFD}" || (isAfterLead && tails.contains(scalar)) { return true }
      isAfterLead = scalar == "Ã"
    }
    return false
  }

  /// Second bytes of German letters in UTF-8, decoded as Windows-1252.
  private static let tails = Set("¤¶¼Ÿ„–œ\u{9F}\u{84}\u{96}\u{9C}©¨¡³§±".unicodeScalars)

  /// Spreadsheet errors in place of a value; nil for a value.
  package static func fault(_ text: String) -> ImportReason? {
    if text.hasPrefix("#"), errors.contains(text.uppercased()) || text.allSatisfy({ $0 == "#" }) && text.count > 2 {
      return .spreadsheetError
    }
    guard text.utf8.count <= 30, text.utf8.contains(UInt8(ascii: "+")) else { return nil }
    return text.wholeMatch(of: /[0-9]+([.,][0-9]+)?[eE]\+[0-9]+/) == nil ? nil : .shortened
  }

  private static let errors: Set<String> = [
    "#NV", "#N/A", "#WERT!", "#VALUE!", "#BEZUG!", "#REF!", "#NAME?", "#DIV/0!", "#NULL!", "#ZAHL!", "#NUM!",
  ]
}
