import Accounts
import Companies
import Database
import Work

/// The search of the register. Each typed word must be the beginning of a word of the apprentice, the company or the
/// occupation, a number, or sound like a name of the apprentice.
enum RegisterSearch {
  private static let mostWords = 6

  /// The search words of an apprentice.
  static func words(firstName: String, lastName: String, numbers: [String]) -> [String] {
    let names = SortKey.words("\(firstName) \(lastName)")
    let sounds = names.filter { $0.count > 2 }.map { "~\(SoundKey.make($0))" }.filter { $0.count > 2 }
    let index = SortKey.indexWords("\(firstName) \(lastName)")
    return index.union(sounds).union(numbers.flatMap(SortKey.numberWords)).filter { !$0.isEmpty }.sorted()
  }

  /// A condition to append to a query over `apprenticeships s`. The word that seems to match the fewest rows is looked
  /// up, and its matches are checked against the other words. So a rare name combined with a common one, or with the
  /// letter of a number, costs no more than the rare name alone.
  static func condition(_ text: String, in connection: any Connection) throws -> SQL {
    let typed = Array(CompanyName.withoutForm(SortKey.queryWords(text)).prefix(mostWords))
    guard !typed.isEmpty else { return SQL() }
    let occupations = try self.occupations(of: typed, in: connection)
    var words = typed.map { Word($0, occupations: occupations[$0] ?? []) }.sorted { $0.isRarer(than: $1) }
    var found = words.removeFirst().matches
    if !words.isEmpty {
      found =
        "SELECT n.id FROM (" + found + ") f JOIN apprenticeships n ON n.id = f.id WHERE "
        + SQL.joined(words.map(\.check), separator: " AND ")
    }
    // Numbers are stored without separators: A-1002 may be typed with blanks, dots or hyphens.
    if text.contains(where: \.isNumber), typed.count > 1 {
      found = found + " UNION " + Word(SortKey.make(NumberKey.folded(text)), occupations: []).matches
    }
    return " AND s.id IN (" + found + ")"
  }

  /// The occupations that match each word. They are few, and each has many apprenticeships, so they are looked up
  /// first: the planner cannot know whether there is one.
  private static func occupations(
    of words: [String], in connection: any Connection
  ) throws -> [String: Set<Int64>] {
    let ranges = words.map { word -> SQL in "(word >= \(word) AND word < \(word + "\u{FFFF}"))" }
    var found: [String: Set<Int64>] = [:]
    let rows = try connection.rows(
      "SELECT word, occupation_id FROM occupation_words WHERE " + SQL.joined(ranges, separator: " OR "))
    for row in rows {
      let stored: String = try row["word"]
      for word in words where stored.hasPrefix(word) { found[word, default: []].insert(try row["occupation_id"]) }
    }
    return found
  }

  /// A typed word, with the occupations that match it.
  private struct Word {
    private let text: String
    private let end: String
    private let sound: String
    private let occupations: [Int64]

    init(_ text: String, occupations: Set<Int64>) {
      self.text = text
      end = text + "\u{FFFF}"
      sound = text.count > 2 ? "~\(SoundKey.make(text))" : "~"
      self.occupations = occupations.sorted()
    }

    func isRarer(than other: Word) -> Bool {
      occupations.isEmpty == other.occupations.isEmpty
        ? text.count > other.text.count : occupations.isEmpty
    }

    /// A query for the keys of all apprenticeships that match the word.
    var matches: SQL {
      let named: SQL = """
        SELECT m.id FROM apprentice_words w JOIN apprenticeships m ON m.apprentice_id = w.apprentice_id
        WHERE (w.word >= \(text) AND w.word < \(end)) OR w.word = \(sound)
        UNION
        SELECT m.id FROM company_search_words w JOIN apprenticeships m ON m.company_id = w.company_id
        WHERE w.word >= \(text) AND w.word < \(end)
        """
      guard !occupations.isEmpty else { return named }
      return named + " UNION SELECT m.id FROM apprenticeships m WHERE m.occupation_id IN (\(list: occupations))"
    }

    /// A condition: apprenticeship `n` matches the word.
    var check: SQL {
      let named: SQL = """
        EXISTS (
          SELECT 1 FROM apprentice_words w WHERE w.apprentice_id = n.apprentice_id
            AND ((w.word >= \(text) AND w.word < \(end)) OR w.word = \(sound)))
        OR EXISTS (
          SELECT 1 FROM company_search_words w
          WHERE w.company_id = n.company_id AND w.word >= \(text) AND w.word < \(end))
        """
      return occupations.isEmpty
        ? "(" + named + ")" : "(" + named + " OR n.occupation_id IN (\(list: occupations)))"
    }
  }
}
