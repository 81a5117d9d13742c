import Companies
import Database
import Work

/// The search of the register: each word that was typed must be the beginning of a word of the apprentice, the company
/// or the occupation, a number, or sound like a name of the apprentice.
enum RegisterSearch {
  private static let mostWords = 6

  /// The words that an apprentice is found by.
  static func words(firstName: String, lastName: String, numbers: [String]) -> [String] {
    let names = SortKey.words("\(firstName) \(lastName)")
    let sounds = names.filter { $0.count > 2 }.map { "~\(SoundKey.make($0))" }.filter { $0.count > 2 }
    let index = SortKey.indexWords("\(firstName) \(lastName)")
    return index.union(sounds + numbers.map { SortKey.make(PINRules.numberKey($0)) }).filter { !$0.isEmpty }.sorted()
  }

  /// To be appended to a question over `apprenticeships s`.
  static func condition(_ text: String) -> SQL {
    let words = SortKey.queryWords(text)
    guard !words.isEmpty else { return SQL() }
    let all = words.prefix(mostWords).map { word -> SQL in "s.id IN (" + matches(of: word) + ")" }
    var sql: SQL = "(" + SQL.joined(all, separator: " AND ") + ")"
    // Numbers are stored without separators: A-1002 may be typed with blanks, dots or hyphens.
    if text.contains(where: \.isNumber), words.count > 1 {
      sql = sql + " OR s.id IN (" + matches(of: SortKey.make(PINRules.numberKey(text))) + ")"
    }
    return " AND (" + sql + ")"
  }

  private static func matches(of word: String) -> SQL {
    let end = word + "\u{FFFF}"
    let sound = word.count > 2 ? "~\(SoundKey.make(word))" : "~"
    return """
      SELECT m.id FROM apprentice_words w JOIN apprenticeships m ON m.apprentice_id = w.apprentice_id
      WHERE (w.word >= \(word) AND w.word < \(end)) OR w.word = \(sound)
      UNION
      SELECT m.id FROM company_words w JOIN apprenticeships m ON m.company_id = w.company_id
      WHERE w.word >= \(word) AND w.word < \(end)
      UNION
      SELECT m.id FROM occupation_words w JOIN apprenticeships m ON m.occupation_id = w.occupation_id
      WHERE w.word >= \(word) AND w.word < \(end)
      """
  }
}
