import Journal

/// How officers read what an area writes into the audit log.
package struct LogVocabulary: Sendable {
  /// Where the page of a kind of subject is; the key of the subject is appended.
  package let paths: [SubjectKind: String]
  /// Where the words of a detail's code may stand, by the name of the detail; `*` is the code.
  package let words: [String: [String]]
  /// All events that the area records; each has its text `event.CODE`.
  package let events: Set<Event>

  package init(
    paths: [SubjectKind: String] = [:], words: [String: [String]] = [:], events: some Sequence<Event> = []
  ) {
    (self.paths, self.words, self.events) = (paths, words, Set(events))
  }

  /// The beginnings of event codes by which the log is filtered; each has its text `office.log.kind.BEGINNING`. The
  /// topic `documents` begins with `document`, which therefore finds both.
  package var filters: [String] {
    let topics = Set(events.map(\.topic))
    return topics.filter { topic in !(topic.hasSuffix("s") && topics.contains(String(topic.dropLast()))) }.sorted()
  }

  package static func + (one: LogVocabulary, other: LogVocabulary) -> LogVocabulary {
    LogVocabulary(
      paths: one.paths.merging(other.paths) { $1 }, words: one.words.merging(other.words) { $0 + $1 },
      events: one.events.union(other.events))
  }
}
