/// The phonetic key of a name by the Cologne phonetics (Kölner Phonetik, H. J. Postel 1969), so that Meier, Maier and
/// Mayr, or Schmidt and Schmitt, find each other.
enum SoundKey {
  /// - Parameter word: folded by `SortKey`.
  /// - Returns: digits; empty if there are no letters.
  static func make(_ word: String) -> String {
    let letters = word.filter { $0.isASCII && $0.isLetter }.map { $0 }
    var digits: [Character] = []
    for index in letters.indices {
      let before = index > 0 ? letters[index - 1] : nil
      let after = index + 1 < letters.count ? letters[index + 1] : nil
      digits += code(letters[index], before: before, after: after)
    }
    var distinct: [Character] = []
    for digit in digits where digit != distinct.last { distinct.append(digit) }
    guard let first = distinct.first else { return "" }
    return String([first] + distinct.dropFirst().filter { $0 != "0" })
  }

  private static func code(_ letter: Character, before: Character?, after: Character?) -> [Character] {
    switch letter {
    case "a", "e", "i", "j", "o", "u", "y": ["0"]
    case "h": []
    case "b": ["1"]
    case "p": after == "h" ? ["3"] : ["1"]
    case "d", "t": isOne(after, of: "csz") ? ["8"] : ["2"]
    case "f", "v", "w": ["3"]
    case "g", "k", "q": ["4"]
    case "x": isOne(before, of: "ckq") ? ["8"] : ["4", "8"]
    case "l": ["5"]
    case "m", "n": ["6"]
    case "r": ["7"]
    case "c": isHardC(before: before, after: after) ? ["4"] : ["8"]
    default: ["8"]
    }
  }

  private static func isHardC(before: Character?, after: Character?) -> Bool {
    if before == nil { return isOne(after, of: "ahkloqrux") }
    return !isOne(before, of: "sz") && isOne(after, of: "ahkoqux")
  }

  private static func isOne(_ letter: Character?, of letters: String) -> Bool {
    letter.map(letters.contains) ?? false
  }
}
