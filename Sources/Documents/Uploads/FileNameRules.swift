import Accounts
import Chronology
import Foundation

/// Finds what looks like the number of an unknown person in the name of a file: beside a known number, nobody can tell
/// which of both is meant.
enum FileNameRules {
  private static let fewestDigits = 5
  private static let mostParts = 3
  private static let years = 1990...2100

  /// For each name. A part that occurs in the names for several persons is not a person's number, but a subject or an
  /// invoice run.
  /// - Parameter known: the person by number key.
  static func strangers(inNames names: [String], known: [String: Int64]) -> [Set<String>] {
    let shapes = Set(known.keys.map(NumberRules.shape))
    let found = names.map { strangers(in: NumberRules.parts(ofName: $0), known, shapes) }
    var owners: [String: Set<Int64>] = [:]
    for (name, keys) in zip(names, found) {
      let persons = Set(NumberRules.numbers(inName: name).compactMap { known[$0] })
      guard persons.count == 1 else { continue }
      for key in keys { owners[key, default: []].formUnion(persons) }
    }
    return found.map { keys in keys.filter { owners[$0, default: []].count < 2 } }
  }

  private static func strangers(
    in parts: [String], _ known: [String: Int64], _ shapes: Set<String>
  ) -> Set<String> {
    var free = Set(parts.indices)
    for length in (1...mostParts).reversed() {
      for window in windows(of: length, in: parts, free) where free.isSuperset(of: window) {
        let some = Array(parts[window])
        if known[key(some)] != nil || isDate(some) { free.subtract(window) }
      }
    }
    var found: Set<String> = []
    for length in 1...mostParts {
      for window in windows(of: length, in: parts, free) {
        if length == 1, isOfPaper(window.lowerBound, parts) { continue }
        let key = key(parts[window])
        let (digits, isAlone) = (key.count(where: \.isNumber), length == 1)
        guard digits > 0, isAlone || digits < key.count else { continue }
        let isLong = isAlone && digits >= fewestDigits
        if isLong || shapes.contains(NumberRules.shape(key)) || shapes.contains(NumberRules.shape(mended(key))) {
          found.insert(key)
        }
      }
    }
    return found
  }

  private static func windows(of length: Int, in parts: [String], _ free: Set<Int>) -> [Range<Int>] {
    guard length <= parts.count else { return [] }
    return (0...(parts.count - length)).map { $0..<($0 + length) }.filter { free.isSuperset(of: $0) }
  }

  private static func key(_ parts: some Sequence<String>) -> String { NumberKey.folded(parts.joined()) }

  /// Replaces letters mistyped for digits: 9001O4.
  private static func mended(_ key: String) -> String {
    String(key.map { sign in "O" == sign ? "0" : "IL".contains(sign) ? "1" : sign })
  }

  /// Whether it follows the name of another kind of number, with parts of it between: Rechnungsnr 2026-00123.
  private static func isOfPaper(_ index: Int, _ parts: [String]) -> Bool {
    guard let word = parts[..<index].last(where: { !$0.contains(where: \.isNumber) }) else { return false }
    let bare = word.lowercased().filter(\.isLetter)
    return NumberWords.isOther(bare) || NumberWords.paper(bare)?.isSure == true
  }

  // MARK: Days

  /// 20261130, 30.11.2026, 301126, 2026-11-30, 2026-11, 2026-27 for a school year; with or without the time of a
  /// scanner.
  private static func isDate(_ parts: [String]) -> Bool {
    let digits = parts.map { $0.filter(\.isNumber) }
    guard zip(parts, digits).allSatisfy({ $0.allSatisfy { $0.isNumber || ".:".contains($0) } && !$1.isEmpty }) else {
      return false
    }
    switch parts.count {
    case 1: return isDay(digits[0]) || isYear(digits[0])
    case 2: return isMonth(digits) || (isDay(digits[0]) && isTime(digits[1]))
    default:
      guard digits.allSatisfy({ $0.count == 2 || $0.count == 4 }) else { return false }
      return digits.contains(where: isYear) && isDay(digits.joined())
    }
  }

  private static func isYear(_ text: String) -> Bool { text.count == 4 && years.contains(number(text)) }

  private static func isMonth(_ pair: [String]) -> Bool {
    guard let year = pair.first(where: isYear), let other = pair.first(where: { $0.count == 2 }) else { return false }
    return 1...12 ~= number(other) || number(other) == (number(year) + 1) % 100
  }

  private static func isDay(_ text: String) -> Bool {
    let signs = Array(text).map(String.init)
    func number(_ range: Range<Int>) -> Int { Self.number(signs[range].joined()) }
    func fits(_ year: Int, _ month: Range<Int>, _ day: Range<Int>) -> Bool {
      years.contains(year) && 1...12 ~= number(month) && 1...31 ~= number(day)
    }
    switch signs.count {
    case 8: return fits(number(0..<4), 4..<6, 6..<8) || fits(number(4..<8), 2..<4, 0..<2)
    // Two-digit years only near the current one, because six-digit numbers are common.
    case 6:
      return (20...35 ~= number(0..<2) && fits(2000 + number(0..<2), 2..<4, 4..<6))
        || (20...35 ~= number(4..<6) && fits(2000 + number(4..<6), 2..<4, 0..<2))
    case 12, 14: return isDay(String(text.prefix(8))) && isTime(String(text.dropFirst(8)))
    default: return false
    }
  }

  private static func isTime(_ text: String) -> Bool {
    guard text.count == 4 || text.count == 6 else { return false }
    return number(text.prefix(2)) < 24 && number(text.dropFirst(2).prefix(2)) < 60 && number(text.suffix(2)) < 60
  }

  /// Up to four digits; for anything else a number too large for any part of a date.
  private static func number(_ digits: some StringProtocol) -> Int { TypedNumber.whole(digits, in: 0...9999) ?? 9999 }
}
