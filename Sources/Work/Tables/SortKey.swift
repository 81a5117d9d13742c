import Foundation

/// Keys for sorting and searching: lower case, umlauts as in German dictionaries (DIN 5007-1), ß as ss, without accents
/// and apostrophes, foreign Latin letters as people type them who lack them (ı and İ as i, ł as l, đ as d, ø as o).
/// Stored beside the text, so that both engines sort and find alike.
package enum SortKey {
  /// Incremented with every change of the folding; stored keys are then rebuilt (`StoredKeys`).
  package static let version = 2

  package static func make(_ parts: String...) -> String {
    fold(parts.filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// The folded words of a text, for a prefix search: `O'Brien` is one, `Meyer-Schmidt` are two.
  package static func words(_ text: String) -> [String] {
    split(fold(text))
  }

  /// The words to index: folded, compound names also joined, and a variant with ae, oe and ue folded like umlauts.
  /// `O'Brien` is found by `OBrien` and `Brien`, `Meyer-Schmidt` by `Meyerschmidt`.
  package static func indexWords(_ text: String) -> Set<String> {
    let folded = fold(text)
    let joined = folded.split(whereSeparator: \.isWhitespace).map { split(String($0)).joined() }
    let parted = split(
      fold(String(String.UnicodeScalarView(text.unicodeScalars.map { apostrophes.contains($0) ? " " : $0 }))))
    let all = (split(folded) + joined + parted).filter { !$0.isEmpty }.map { String($0.prefix(longest)) }
    return Set(all + all.map(squashed))
  }

  /// The words to index for a number: without separators, and its digits alone, so that `9003` finds `A-9003`.
  package static func numberWords(_ number: String) -> Set<String> {
    let folded = fold(number)
    let whole = folded.filter { $0.isLetter || $0.isNumber }
    let digits = folded.split { !$0.isNumber }.map(String.init).filter { $0.count > 1 }
    return Set(([whole, String(whole.drop { !$0.isNumber })] + digits).filter { !$0.isEmpty })
  }

  /// The prefixes to look up among `indexWords`: `Bäcker`, `Baecker` and `Backer` find each other.
  package static func queryWords(_ text: String) -> [String] {
    words(text).map(squashed)
  }

  /// What to look for within keys from `make`: the possible spellings of each word.
  package static func spellings(_ text: String) -> [Set<String>] {
    words(text).map { [$0, squashed($0)] }
  }

  private static let longest = 100

  private static func split(_ folded: String) -> [String] {
    folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static func squashed(_ word: String) -> String {
    word.replacing("ae", with: "a").replacing("oe", with: "o").replacing("ue", with: "u")
  }

  /// As typed by keyboards, word processors and other alphabets.
  private static let apostrophes = Set("'’‘ʼʻ`´′ʹ＇".unicodeScalars)

  /// Letters that have no canonical decomposition.
  private static let letters: [Unicode.Scalar: String] = [
    "ß": "ss", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n", "ħ": "h",
    "ŧ": "t", "ĸ": "k", "ǝ": "e", "ə": "e", "ƒ": "f",
  ]

  private static func fold(_ text: String) -> String {
    let plain = text.lowercased()
    if plain.utf8.allSatisfy({ $0 < 128 && $0 != 0x27 && $0 != 0x60 }) { return plain }
    var folded = String.UnicodeScalarView()
    // Apostrophes first: the decomposition turns some of them into blanks.
    let kept = String(String.UnicodeScalarView(plain.unicodeScalars.filter { !apostrophes.contains($0) }))
    for scalar in kept.decomposedStringWithCompatibilityMapping.unicodeScalars {
      if let letter = letters[scalar] {
        folded.append(contentsOf: letter.unicodeScalars)
      } else if ![.nonspacingMark, .format].contains(scalar.properties.generalCategory) {
        folded.append(scalar)
      }
    }
    return String(folded)
  }
}
