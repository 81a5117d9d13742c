import Foundation

/// Keys for order and search: lower case, umlauts as German dictionaries order them, ß as ss, accents off. Stored
/// beside the text, so that both engines order and find alike.
package enum SortKey {
  package static func make(_ parts: String...) -> String {
    fold(parts.filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// The folded words of a text, for a search by the beginnings of words.
  package static func words(_ text: String) -> [String] {
    fold(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static func fold(_ text: String) -> String {
    let plain = text.lowercased().replacingOccurrences(of: "ß", with: "ss")
    if plain.utf8.allSatisfy({ $0 < 128 }) { return plain }
    let bare = plain.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
      $0.properties.generalCategory != .nonspacingMark
    }
    return String(String.UnicodeScalarView(bare))
  }
}
