import Foundation
import Work

/// What passes as a person's name: letters of any script and what stands between them in names. Names are printed on
/// letters and shown to others, so nothing that nobody sees, turns the direction of writing or looks like an address
/// passes. And which may be one's.
package enum NameRules {
  package static let longest = 100

  package enum Problem: Sendable {
    case missing
    case tooLong
    /// Signs that are in no name, or marks piled up.
    case signs
  }

  private static let between: Set<Unicode.Scalar> = [
    " ", "'", "’", "ʼ", "‘", "`", "´", ".", "-", "‐", "‑", "–", "·", ",",
  ]
  private static let mostMarks = 3
  /// Before a full stop without a blank behind it, as in J.R.R. and Dr.med.
  private static let longestAbbreviation = 2

  /// The name without what nobody sees: control characters, marks of direction, blanks that are more than one.
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

  /// Why a cleaned text is not the name of a person, or a part of one; nil if it may be.
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

  package static func isName(_ text: String) -> Bool { problem(of: text) == nil }

  /// First and last name in one; one of them may be empty.
  package static func full(_ first: String, _ last: String) -> String {
    [first, last].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Whether two names may be one person's (ADR 0023): all words of the shorter one stand in the longer one, in whatever
  /// order and however umlauts are written. A single word must be all of the other name.
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

  /// Joins or parts letters in scripts that need it.
  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x200C || scalar.value == 0x200D }

  /// Letters, and marks that belong to them.
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
