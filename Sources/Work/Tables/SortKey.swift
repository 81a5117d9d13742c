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

  /// The words to store for a search: folded, and once more with ae, oe and ue written as the umlauts are folded.
  package static func indexWords(_ text: String) -> Set<String> {
    let folded = words(text)
    return Set(folded + folded.map(squashed))
  }

  /// The beginnings of words to look for among `indexWords`: `Bäcker`, `Baecker` and `Backer` find each other.
  package static func queryWords(_ text: String) -> [String] {
    words(text).map(squashed)
  }

  private static func squashed(_ word: String) -> String {
    word.replacing("ae", with: "a").replacing("oe", with: "o").replacing("ue", with: "u")
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
