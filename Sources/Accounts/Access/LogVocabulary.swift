import Journal

/// The words by which officers read an area's events in the audit log.
package struct LogVocabulary: Sendable {
  /// The page of each kind of subject; the subject's key is appended.
  package let paths: [SubjectKind: String]
  /// Where to look for the text of a detail's code, by the name of the detail; `*` stands for the code.
  package let words: [String: [String]]
  /// All events that the area records; each has a text `event.CODE`.
  package let events: Set<Event>

  package init(
    paths: [SubjectKind: String] = [:], words: [String: [String]] = [:], events: some Sequence<Event> = []
  ) {
    (self.paths, self.words, self.events) = (paths, words, Set(events))
  }

  /// The topics by which the log is filtered: the beginnings of event codes, each with a text
  /// `office.log.kind.BEGINNING`. The topic `documents` begins with `document`, which therefore matches both.
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
