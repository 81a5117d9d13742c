import Accounts
import Journal
import Web

/// An entry of the audit log, with the names of those it is about.
package struct LogLine: Sendable {
  package let recorded: RecordedEntry
  let log: OfficersLog

  var entry: JournalEntry { recorded.entry }
}

/// The audit log on officers' pages.
extension HTML {
  package mutating func logCard(_ log: OfficersLog, for visit: Visit) {
    let t = visit.t
    card(title: t("office.log.title")) { card in
      guard !log.lines.isEmpty else { return card.p(t("office.log.none"), .class("muted")) }
      card.table(caption: t("office.log.title"), OfficersLog.columns(for: visit), log.named)
    }
  }

  fileprivate mutating func subject(of line: LogLine, _ t: Texts) {
    let (subject, words) = (line.entry.subject, line.log.words(for: line.entry.subject, t) ?? "–")
    guard let id = subject.id, let path = line.log.vocabulary.paths[subject.kind] else { return text(words) }
    a(words, href: "\(path)/\(id)")
  }

  fileprivate mutating func actor(of line: LogLine, _ t: Texts) {
    guard let actor = line.entry.actor else { return text(line.log.actor(of: line.entry, t)) }
    a(line.log.actor(of: line.entry, t), href: AccountPath.office(actor))
    if let principal = line.log.principal(of: line.entry, t) { text(" \(principal)") }
  }
}

extension OfficersLog {
  /// The entries, each with access to the names.
  package var named: [LogLine] { lines.map { LogLine(recorded: $0, log: self) } }

  /// The columns of the log.
  /// - Parameter namesSubject: whether each entry shows its subject, which would be repetitive on the subject's own
  ///   page.
  package static func columns(
    for visit: Visit, namesSubject: Bool = false
  ) -> [ListColumn<LogLine, NewestFirst>] {
    let (t, clock) = (visit.t, visit.clock)
    let about = ListColumn<LogLine, NewestFirst>(t("office.log.about")) {
      $0.log.words(for: $0.entry.subject, t) ?? "–"
    } cell: {
      $0.subject(of: $1, t)
    }
    return [
      ListColumn(t("web.column.when"), by: .date) { t.shortTime($0.recorded.occurredAt, clock) },
      ListColumn(t("web.column.what")) { t("event.\($0.entry.event)") },
    ] + (namesSubject ? [about] : []) + [
      ListColumn(t("office.log.who")) {
        [$0.log.actor(of: $0.entry, t), $0.log.principal(of: $0.entry, t)].compactMap(\.self).joined(separator: " ")
      } cell: {
        $0.actor(of: $1, t)
      },
      ListColumn(t("web.column.where")) { $0.entry.address.isEmpty ? "–" : $0.entry.address },
      ListColumn(t("office.log.details")) { $0.log.details(of: $0.entry, t) },
    ]
  }

  /// The name of an entry's subject; nil if it has neither name nor page.
  fileprivate func words(for subject: JournalEntry.Subject, _ t: Texts) -> String? {
    guard let id = subject.id, vocabulary.paths[subject.kind] != nil else { return title(of: subject) }
    if subject.kind == .account { return name(of: id, t) }
    return title(of: subject) ?? t("office.log.subject.\(subject.kind)")
  }

  /// The name of the actor, or the portal itself.
  fileprivate func actor(of entry: JournalEntry, _ t: Texts) -> String {
    entry.actor.map { name(of: $0, t) } ?? t("office.log.portal")
  }

  /// On whose behalf somebody acted, with a preposition.
  fileprivate func principal(of entry: JournalEntry, _ t: Texts) -> String? {
    guard entry.actor != nil else { return nil }
    return entry.actingFor.map { t("office.log.for", ["name": name(of: $0, t)]) }
  }

  /// The details of an entry, in the reader's language.
  fileprivate func details(of entry: JournalEntry, _ t: Texts) -> String {
    let parts = entry.details.sorted { $0.key < $1.key }.map { name, value in
      let label = t.has("office.log.detail.\(name)") ? t("office.log.detail.\(name)") : name
      return "\(label): \(self.value(value, of: name, t))"
    }
    return parts.isEmpty ? "–" : parts.joined(separator: ", ")
  }
}

/// Translates the codes of the log into words.
extension LogVocabulary {
  /// Hash digits shown in the log, of 64: enough to compare by eye.
  private static let digitsOfHash = 12

  func text(of value: String, named name: String, _ t: Texts) -> String {
    if let isSo = Bool(value) { return t(isSo ? "office.log.yes" : "office.log.no") }
    if name.hasPrefix("rights") { return OfficerRight.words(OfficerRight.rights(value), t) }
    if name == "key", t.has("setting.\(value).name") { return t("setting.\(value).name") }
    if name == "file", value.count == 64 { return "\(value.prefix(Self.digitsOfHash))…" }
    if name == "function" || name == "recipient" { return person(value, t) }
    let key = words[name, default: []].map { $0.replacing("*", with: value) }.first { t.has($0) }
    return key.map { t($0) } ?? value
  }

  /// The name for a value such as `apprentice:17`.
  private func person(_ value: String, _ t: Texts) -> String {
    let parts = value.split(separator: ":")
    guard parts.count == 2 else { return value }
    let key = words["function", default: []].map { $0.replacing("*", with: parts[0]) }.first { t.has($0) }
    return key.map { "\(t($0)) \(parts[1])" } ?? value
  }
}
