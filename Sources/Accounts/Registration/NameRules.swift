import Foundation
import Work

/// What is accepted as a person's name: letters of any script and the punctuation that names contain. Names are printed
/// on letters and shown to others, so invisible characters, marks of writing direction and anything like an address are
/// refused. Also decides whether two names may be one person's.
package enum NameRules {
  package static let longest = 100

  package enum Problem: Sendable {
    case missing
    case tooLong
    /// Characters that occur in no name, or too many combining marks.
    case signs
  }

  private static let between: Set<Unicode.Scalar> = [
    " ", "'", "’", "ʼ", "‘", "`", "´", ".", "-", "‐", "‑", "–", "·", ",",
  ]
  private static let mostMarks = 3
  /// The longest abbreviation before a full stop without a space after it, as in J.R.R. and Dr.med.
  private static let longestAbbreviation = 2

  /// The name without invisible characters: control characters, direction marks, repeated blanks.
  package static func cleaned(_ text: String) -> String {
    let scalars = Array(text.precomposedStringWithCanonicalMapping.unicodeScalars)
    let kept = scalars.indices.compactMap { index -> Unicode.Scalar? in
      let scalar = scalars[index]
      if scalar.properties.isWhitespace { return " " }
      guard isUnseen(scalar) else { return scalar }
      let neighbours = [index - 1, index + 1].filter(scalars.indices.contains).map { scalars[$0] }
      return isJoiner(scalar) && neighbours.count == 2 && neighbours.allSatisfy { $0.value > 0x590 && isLetter($0) }
        ? scalar : nil
    }
    return String(String.UnicodeScalarView(kept)).split(separator: " ").joined(separator: " ")
  }

  /// Why a cleaned text cannot be a person's name or a part of one; nil if it can.
  package static func problem(of text: String) -> Problem? {
    guard text.unicodeScalars.contains(where: isLetter) else { return text.isEmpty ? .missing : .signs }
    guard text.count <= longest, text.unicodeScalars.count <= 2 * longest else { return .tooLong }
    var marks = 0
    for scalar in text.unicodeScalars {
      marks = isMark(scalar) ? marks + 1 : 0
      guard marks <= mostMarks, isLetter(scalar) || between.contains(scalar) || isJoiner(scalar) else { return .signs }
    }
    guard let first = text.unicodeScalars.first, !isMark(first), !looksLikeAddress(text) else { return .signs }
    return nil
  }

  /// First and last name joined; either may be empty.
  package static func full(_ first: String, _ last: String) -> String {
    [first, last].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Whether two names may be one person's (ADR 0023): all words of the shorter name occur in the longer one, in any
  /// order and any spelling of umlauts. A single word must be the whole of the other name.
  package static func mayBeOne(_ name: String, _ other: String) -> Bool {
    let (first, second) = (Set(SortKey.queryWords(name)), Set(SortKey.queryWords(other)))
    guard min(first.count, second.count) > 1 else { return first == second && !first.isEmpty }
    return first.isSubset(of: second) || second.isSubset(of: first)
  }

  private static func looksLikeAddress(_ text: String) -> Bool {
    text.split(separator: " ").contains { word in
      let parts = word.split(separator: ".", omittingEmptySubsequences: false)
      return parts.dropLast().indices.contains { index in
        parts[index].count > longestAbbreviation && parts[index + 1].first?.isLetter == true
      }
    }
  }

  /// Zero-width characters that some scripts need to join or separate letters.
  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x200C || scalar.value == 0x200D }

  /// Letters and the combining marks that belong to them.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: !isUnseen(scalar)
    default: isMark(scalar)
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark: !isUnseen(scalar)
    default: false
    }
  }

  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
