import Journal

/// The words by which officers read an area's events in the audit log.
package struct LogVocabulary: Sendable {
  /// The page of each kind of subject; the subject's key is appended.
  package let paths: [SubjectKind: String]
  /// Where to look for the text of a detail's code, by the name of the detail; `*` stands for the code.
  package let words: [String: [String]]
  /// All events that the area records; each has a text `event.CODE`.
  package let events: Set<Event>
  private let undeclaredTopics: Set<String>

  package init(
    paths: [SubjectKind: String] = [:], words: [String: [String]] = [:], events: [Event] = []
  ) {
    self.init(paths, words, Set(events), [])
  }

  /// Transitional, until the back office declares its events.
  package init(paths: [String: String], words: [String: [String]], filters: [String]) {
    self.init(Dictionary(uniqueKeysWithValues: paths.map { (SubjectKind($0), $1) }), words, [], Set(filters))
  }

  private init(
    _ paths: [SubjectKind: String], _ words: [String: [String]], _ events: Set<Event>, _ topics: Set<String>
  ) {
    (self.paths, self.words, self.events, undeclaredTopics) = (paths, words, events, topics)
  }

  /// The topics by which the log is filtered: the beginnings of event codes, each with a text
  /// `office.log.kind.BEGINNING`. The topic `documents` begins with `document`, which therefore matches both.
  package var filters: [String] {
    let topics = undeclaredTopics.union(events.map(\.topic))
    return topics.filter { topic in !(topic.hasSuffix("s") && topics.contains(String(topic.dropLast()))) }.sorted()
  }

  package static func + (one: LogVocabulary, other: LogVocabulary) -> LogVocabulary {
    LogVocabulary(
      one.paths.merging(other.paths) { $1 }, one.words.merging(other.words) { $0 + $1 },
      one.events.union(other.events), one.undeclaredTopics.union(other.undeclaredTopics))
  }
}
