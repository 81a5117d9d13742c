import Accounts
import Foundation

/// A word of a page, classified by whether it is a number.
struct NumberWord: Sendable, Equatable {
  let text: String
  /// Normalised without separators, as numbers of the chamber are compared.
  let key: String
  let isDigits: Bool
  /// Whether it may be a number: digits, or letters and digits.
  let isNumber: Bool

  private static let signs: Set<Character> = ["-", "/"]
  private static let edges = CharacterSet(charactersIn: ".,:;!?\"'„“”‚‘’«»–—-_*#=<>")

  init(_ raw: String) {
    text = raw.trimmingCharacters(in: Self.edges)
    key = NumberKey.folded(text)
    let isDate = Self.isDate(text)
    let hasDigit = text.contains { $0.isASCII && $0.isNumber }
    isDigits =
      hasDigit && !isDate && (text.allSatisfy { $0.isNumber || Self.signs.contains($0) } || Self.isDotted(text))
    let isWord = text.contains(where: \.isLetter) || Self.isSmudged(text)
    isNumber = isDigits || (hasDigit && !isDate && isWord && !text.contains(",") && !Self.isAddress(text))
  }

  /// The text with digits and hyphens normalised, and without invisible characters.
  static func plain(_ text: String) -> String {
    let scalars = text.precomposedStringWithCompatibilityMapping.unicodeScalars.lazy.filter {
      !$0.properties.isDefaultIgnorableCodePoint
    }
    return String(
      String.UnicodeScalarView(scalars.map { $0.properties.generalCategory == .dashPunctuation ? "-" : $0 }))
  }

  static func words(of line: Substring) -> [NumberWord] {
    let parts = line.split { $0.isWhitespace || ";()[]|".contains($0) }
    return parts.flatMap { apart($0) }.flatMap { separated(String($0)) }.map(NumberWord.init)
  }

  /// Splits at a comma, unless it belongs to an amount (1.250,00).
  private static func apart(_ word: Substring) -> [Substring] {
    let parts = word.split(separator: ",")
    let isAmount = parts.count == 2 && parts[1].count <= 2 && parts[1].allSatisfy(\.isNumber)
    return isAmount && parts[0].allSatisfy { $0.isNumber || $0 == "." } ? [word] : parts
  }

  /// In lower case, without umlauts, hyphens and full stops.
  var folded: String {
    text.lowercased().replacing("ä", with: "ae").replacing("ö", with: "oe").replacing("ü", with: "ue").filter(
      \.isLetter)
  }

  var isCapitalised: Bool { text.first?.isUppercase == true }
  var isPostcode: Bool { key.count == 5 && isDigits && text.count == 5 }
  var isShort: Bool {
    isDigits ? 3...4 ~= key.count && !(text.count == 4 && ["19", "20"].contains(text.prefix(2))) : !looksMarked
  }
  var isInternational: Bool { text.hasPrefix("+") }

  /// Whether letters and digits look like a register number rather than a house, bank or tax number: at least three
  /// digits, or letters mistyped for digits.
  var looksMarked: Bool {
    let digits = key.count(where: \.isNumber)
    let isHouse = digits < 5 && key.first?.isNumber == true && key.last?.isLetter == true && key.count == digits + 1
    let isBank =
      key.count >= 15 && key.prefix(2).allSatisfy(\.isLetter) && key.dropFirst(2).prefix(2).allSatisfy(\.isNumber)
    let isTax = key.count == 11 && key.hasPrefix("DE") && digits == 9
    if isHouse || isBank || isTax || key.count > 30 { return false }
    return digits >= 3 || (key.count >= 5 && digits >= 1 && key.allSatisfy { $0.isNumber || "OILSBZGQD".contains($0) })
  }

  /// "Nr.987654" and "Azubinummer:987654" are two words.
  private static func separated(_ word: String) -> [String] {
    var parts = [""]
    var before: Character = " "
    var isBehindLetter = false
    for character in word {
      if character.isNumber, ".:=#".contains(before), isBehindLetter { parts.append("") }
      if ".:=#".contains(character) { isBehindLetter = before.isLetter }
      parts[parts.count - 1].append(character)
      before = character
    }
    return parts
  }

  /// 30.11.2026, 30.11.26, 11.2026, 2026-11-30, 2026/27, 30/11/2026, 08:30
  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { ".-/:".contains($0) }
    guard 2...3 ~= parts.count, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) else { return false }
    if text.contains(":") { return true }
    let isYear = parts.map { $0.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }
    let short = parts.count { $0.count <= 2 }
    if parts.count == 3 { return short == 3 || (short == 2 && isYear.contains(true)) }
    let isPair = text.contains("/") && isYear[0] && (isYear[1] || parts[1].count == 2)
    return isPair || (!text.contains("-") && short == 1 && isYear[1])
  }

  /// 4.002.001, 900.104: an amount or a number.
  private static func isDotted(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 && parts.reduce(0) { $0 + $1.count } > 5
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) } && parts.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// Digits with a character among them that no amount contains: 9001?4, 9001_4.
  private static func isSmudged(_ text: String) -> Bool {
    text.count(where: \.isNumber) >= 4 && text.first?.isNumber == true
      && text.allSatisfy { $0.isNumber || "?_*'’".contains($0) }
  }

  private static func isAddress(_ text: String) -> Bool {
    text.contains("@") || text.contains("://") || text.lowercased().hasPrefix("www.")
  }
}
