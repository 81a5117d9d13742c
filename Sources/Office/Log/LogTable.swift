import Accounts
import Journal
import Web

/// The audit log on officers' pages.
extension HTML {
  package mutating func logCard(_ log: OfficersLog, for visit: Visit) {
    card(title: visit.t("office.log.title")) { $0.logTable(log, for: visit) }
  }

  /// - Parameter namesSubject: whether each line tells what it is about; on the page of that it would only repeat.
  package mutating func logTable(_ log: OfficersLog, for visit: Visit, namesSubject: Bool = false) {
    let t = visit.t
    guard !log.lines.isEmpty else { return p(t("office.log.none"), .class("muted")) }
    let about = namesSubject ? [Column(t("office.log.about"))] : []
    table(
      caption: t("office.log.title"),
      columns: [Column(t("accounts.activity.when")), Column(t("accounts.activity.what"))] + about + [
        Column(t("office.log.who")), Column(t("accounts.activity.where")), Column(t("office.log.details")),
      ]
    ) { rows in
      for line in log.lines {
        rows.row { row in
          row.cell(t.shortTime(line.occurredAt, visit.clock))
          row.cell(t("event.\(line.entry.event)"))
          if namesSubject { row.cell { $0.subject(line.entry.subject, log, t) } }
          row.cell { $0.actor(of: line.entry, log, t) }
          row.cell(line.entry.address.isEmpty ? "–" : line.entry.address)
          row.cell(log.details(of: line.entry, t))
        }
      }
    }
  }

  fileprivate mutating func subject(_ subject: JournalEntry.Subject, _ log: OfficersLog, _ t: Texts) {
    guard let id = subject.id, let path = log.vocabulary.paths[subject.kind] else {
      return text(log.title(of: subject) ?? "–")
    }
    let words =
      subject.kind == "account"
      ? log.name(of: id, t) : log.title(of: subject) ?? t("office.log.subject.\(subject.kind)")
    a(words, href: "\(path)/\(id)")
  }

  fileprivate mutating func actor(of entry: JournalEntry, _ log: OfficersLog, _ t: Texts) {
    guard let actor = entry.actor else { return text(t("office.log.portal")) }
    a(log.name(of: actor, t), href: "/kammer/konten/\(actor)")
    if let principal = entry.actingFor { text(" \(t("office.log.for", ["name": log.name(of: principal, t)]))") }
  }
}

extension OfficersLog {
  /// What a line of the log adds, in the reader's language.
  fileprivate func details(of entry: JournalEntry, _ t: Texts) -> String {
    let parts = entry.details.sorted { $0.key < $1.key }.map { name, value in
      let label = t.has("office.log.detail.\(name)") ? t("office.log.detail.\(name)") : name
      return "\(label): \(self.value(value, of: name, t))"
    }
    return parts.isEmpty ? "–" : parts.joined(separator: ", ")
  }
}

/// The words for what the log keeps as codes.
extension LogVocabulary {
  /// Of the 64 digits of a hash so many are shown: enough to compare by eye.
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

  /// `apprentice:17` in words.
  private func person(_ value: String, _ t: Texts) -> String {
    let parts = value.split(separator: ":")
    guard parts.count == 2 else { return value }
    let key = words["function", default: []].map { $0.replacing("*", with: parts[0]) }.first { t.has($0) }
    return key.map { "\(t($0)) \(parts[1])" } ?? value
  }
}
