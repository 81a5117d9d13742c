/// How officers read what an area writes into the audit log.
package struct LogVocabulary: Sendable {
  /// Where the page of a kind of subject is, by the kind; the key of the subject is put behind it.
  package let paths: [String: String]
  /// Where the words of a detail's code may stand, by the name of the detail; `*` is the code.
  package let words: [String: [String]]
  /// The beginnings of codes of events, by which the log is filtered; each has its text `office.log.kind.BEGINNING`.
  package let filters: [String]

  package init(paths: [String: String] = [:], words: [String: [String]] = [:], filters: [String] = []) {
    self.paths = paths
    self.words = words
    self.filters = filters
  }

  package static func + (one: LogVocabulary, other: LogVocabulary) -> LogVocabulary {
    LogVocabulary(
      paths: one.paths.merging(other.paths) { $1 }, words: one.words.merging(other.words) { $0 + $1 },
      filters: one.filters + other.filters)
  }
}
