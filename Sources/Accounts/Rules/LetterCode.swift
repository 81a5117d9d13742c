/// A code that people type from a mail or letter: easily distinguished consonants in groups, with a check character at
/// the end. Start codes (Startcode) and PINs are letter codes.
///
/// The alphabet is that of RFC 8628 section 6.1: 20 letters, without vowels (so that no words arise) and digits. Ten
/// symbols carry 43 bits. The check character (Luhn mod 20) detects every single wrong letter and nearly every swap of
/// neighbours, so that a typing error is distinguished from a wrong code and costs no attempt.
package struct LetterCode: Sendable, Equatable {
  /// The eleven letters without hyphens.
  package let letters: String

  package static let length = 11
  static let alphabet = Array("BCDFGHJKLMNPQRSTVWXZ".utf8)

  /// `KMPR-TZWB-LHK`
  package var grouped: String {
    let all = Array(letters)
    return [all[0..<4], all[4..<8], all[8...]].map { String($0) }.joined(separator: "-")
  }

  /// A new code; `random` returns numbers below the given bound.
  package init(random: (Int) -> Int) {
    let symbols = (0..<(Self.length - 1)).map { _ in random(Self.alphabet.count) }
    letters = Self.text(symbols + [Self.checkSymbol(for: symbols)])
  }

  /// Reads a typed code. Case, blanks, hyphens, no-break and zero-width characters are ignored; I, 1 and the vertical
  /// bar, none of which is in the alphabet, are read as L.
  /// - Throws: `LetterCodeError` for a wrong length, a foreign character or a wrong check character.
  package init(typed: String) throws(LetterCodeError) {
    let bytes = Self.folded(typed)
    let symbols = bytes.compactMap { Self.alphabet.firstIndex(of: $0) }
    guard symbols.count == bytes.count else { throw .foreignCharacter }
    guard symbols.count == Self.length else { throw .wrongLength }
    guard Self.checkSymbol(for: Array(symbols.dropLast())) == symbols[Self.length - 1] else { throw .wrongCheck }
    letters = Self.text(symbols)
  }

  /// Whether an input looks like a code, whatever its check character; used to recognise a code typed into a field for
  /// something else.
  package static func hasForm(_ typed: String) -> Bool {
    let bytes = folded(typed)
    return bytes.count == length && bytes.allSatisfy { alphabet.contains($0) }
  }

  private static func folded(_ typed: String) -> [UInt8] {
    typed.uppercased().unicodeScalars.compactMap { scalar in
      switch scalar {
      case "I", "1", "|": UInt8(ascii: "L")
      case let other where other.isASCII && other.value > 32 && other != "-" && other != "_" && other != ".":
        UInt8(other.value)
      case let other where other.isASCII || isIgnorable(other): nil
      default: UInt8(ascii: "?")
      }
    }
  }

  /// Dashes and blanks of all widths, and invisible characters.
  private static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
      || scalar.properties.generalCategory == .dashPunctuation || scalar == "\u{00AD}"
  }

  private static func text(_ symbols: [Int]) -> String {
    String(decoding: symbols.map { alphabet[$0] }, as: UTF8.self)
  }

  /// Luhn mod N with N = 20.
  private static func checkSymbol(for symbols: [Int]) -> Int {
    let count = alphabet.count
    var sum = 0
    for (index, symbol) in symbols.reversed().enumerated() {
      let addend = symbol * (index.isMultiple(of: 2) ? 2 : 1)
      sum += addend / count + addend % count
    }
    return (count - sum % count) % count
  }
}

/// Why an input is not a letter code. All of these are typing errors and cost no attempt.
package enum LetterCodeError: Error, Equatable {
  case foreignCharacter
  case wrongLength
  case wrongCheck
}
