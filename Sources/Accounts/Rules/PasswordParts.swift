import Foundation

/// Splits a password into the parts that a guesser would combine: words of the list and of the place, keyboard walks,
/// sequences such as `1234`, numbers. A repeated part counts once.
struct PasswordParts {
  let common: CommonPasswords
  let context: Set<String>

  private static let shortestWord = 4
  private static let longestWord = 24
  private static let keyboard = [
    "1234567890ß", "qwertzuiopü", "asdfghjklöä", "yxcvbnm", "qwertyuiop", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz",
    "qaywsxedcrfvtgbzhnujmikolp", "qazwsxedcrfvtgbyhnujmikolp", "qayxswedcvfrtgbnhzujmkiolp",
    "1qay2wsx3edc4rfv5tgb6zhn7ujm8ik9ol0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  ].flatMap { [Array($0), Array($0.reversed())] }

  /// The words of some names, without those that are too short.
  static func words(of names: [String]) -> Set<String> {
    Set(
      names.flatMap { PasswordText($0).normalised.lowercased().split { !$0.isLetter && !$0.isNumber } }
        .flatMap { spellings(of: String($0)) }.filter { $0.count >= shortestWord })
  }

  /// The spellings of a word with and without umlauts: `bückeburg`, `bueckeburg`, `buckeburg`.
  static func spellings(of word: String) -> Set<String> {
    let long = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")].reduce(word) {
      $0.replacingOccurrences(of: $1.0, with: $1.1)
    }
    let short = word.replacingOccurrences(of: "ß", with: "ss").folding(
      options: .diacriticInsensitive, locale: Locale(identifier: "de"))
    return [word, long, short]
  }

  /// Signs that stand for letters are read as letters: `p@ssw0rt`.
  static func unmasked(_ folded: String) -> String {
    let masks: [Character: Character] = [
      "@": "a", "4": "a", "3": "e", "0": "o", "$": "s", "5": "s", "7": "t", "!": "i",
    ]
    return String(folded.map { masks[$0] ?? $0 })
  }

  /// Whether the password is a repetition: `abc abc`.
  static func isRepeated(_ folded: String, shorterThan length: Int) -> Bool {
    let signs = folded.filter { $0.isLetter || $0.isNumber }.map { $0 }
    guard signs.count > 1 else { return false }
    return (1...(signs.count / 2)).prefix { $0 < length }.contains { period in
      signs.count.isMultiple(of: period) && signs.dropFirst(period).elementsEqual(signs.dropLast(period))
    }
  }

  /// The number of different parts of the password; nil if there are more than the limit.
  func count(in folded: String, upTo limit: Int) -> Int? {
    let signs = Array(folded)
    var (position, parts): (Int, Set<String>) = (0, [])
    while position < signs.count {
      let length = max(wordLength(signs, at: position), rowLength(signs, at: position))
      if length > 0 {
        parts.insert(String(signs[position..<(position + length)]))
      } else if signs[position].isLetter || signs[position].isNumber {
        parts.insert(String(signs[position]))
      }
      // Blanks and signs between parts do not count as parts.
      if parts.count > limit { return nil }
      position += max(1, length)
    }
    return parts.count
  }

  private func wordLength(_ signs: [Character], at start: Int) -> Int {
    let most = min(Self.longestWord, signs.count - start)
    guard most >= Self.shortestWord else { return 0 }
    for length in stride(from: most, through: Self.shortestWord, by: -1) {
      let text = String(signs[start..<(start + length)])
      if context.contains(text) || common.isWord(text) { return length }
    }
    return 0
  }

  /// The length of a run at this position: a keyboard walk of at least two keys, a number, a repeated sign.
  private func rowLength(_ signs: [Character], at start: Int) -> Int {
    let rest = signs[start...]
    let number = rest.prefix { $0.isNumber }.count
    let same = rest.prefix { $0 == rest.first }.count
    let walk = Self.keyboard.map { Self.walk(rest, on: $0) }.max() ?? 0
    return [number, same, walk].filter { $0 >= 2 }.max() ?? 0
  }

  private static func walk(_ signs: ArraySlice<Character>, on keys: [Character]) -> Int {
    guard let first = signs.first, let place = keys.firstIndex(of: first) else { return 0 }
    let length = zip(signs, keys[place...]).prefix { $0 == $1 }.count
    return length >= 2 ? length : 0
  }
}
