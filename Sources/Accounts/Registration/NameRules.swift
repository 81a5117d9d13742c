import Work

/// What passes as a person's name: anything readable, as names are what people say they are. And which may be one's.
package enum NameRules {
  package static func isName(_ text: String) -> Bool {
    (1...100).contains(text.count) && text.contains { $0.isLetter } && !text.contains("\n") && !text.contains("://")
  }

  /// Whether two names may be one person's (ADR 0023): all words of the shorter one stand in the longer one, in whatever
  /// order and however umlauts are written. A single word must be all of the other name.
  static func mayBeOne(_ name: String, _ other: String) -> Bool {
    let (first, second) = (Set(SortKey.queryWords(name)), Set(SortKey.queryWords(other)))
    guard min(first.count, second.count) > 1 else { return first == second && !first.isEmpty }
    return first.isSubset(of: second) || second.isSubset(of: first)
  }
}
