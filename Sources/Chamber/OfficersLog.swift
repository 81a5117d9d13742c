import Accounts
import Chronology
import Database
import Journal
import Registers
import Web

/// Lines of the audit log as officers see them: with the names of those who acted.
struct OfficersLog: Sendable {
  let lines: [RecordedEntry]
  private let names: [Int64: String]
  /// How what was proposed is about is called, by the key of the line.
  private let titles: [String: String]

  init(_ lines: [RecordedEntry], in connection: any Connection) throws {
    self.lines = lines
    let accounts = lines.flatMap { line in
      let subject = line.entry.subject.kind == "account" ? line.entry.subject.id : nil
      return [line.entry.actor, line.entry.actingFor, subject, Self.proposer(line.entry)].compactMap { $0 }
    }
    titles = try lines.reduce(into: [:]) { titles, line in
      guard let kind = line.entry.details["proposal"].flatMap({ FourEyesKind(rawValue: $0) }),
        let id = line.entry.subject.id
      else {
        return
      }
      titles["\(line.entry.subject.kind):\(id)"] = try kind.title(of: id, in: connection)
    }
    names = try AccountQueries.names(of: Set(accounts), in: connection)
  }

  /// The newest lines about something.
  static func about(_ subject: JournalEntry.Subject, in connection: any Connection) throws -> OfficersLog {
    try OfficersLog(try Journal.entries(about: subject, limit: 20, in: connection), in: connection)
  }

  private static func proposer(_ entry: JournalEntry) -> Int64? {
    entry.details["proposed_by"].flatMap { TypedNumber.key($0) }
  }

  /// How the subject of a line is called; nil where the log does not say.
  func title(of subject: JournalEntry.Subject) -> String? {
    subject.id.flatMap { titles["\(subject.kind):\($0)"] }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A detail in words.
  func value(_ value: String, of detail: String, _ t: Texts) -> String {
    if detail == "proposed_by", let account = TypedNumber.key(value) { return name(of: account, t) }
    return LogWords.value(value, of: detail, t)
  }

  /// Who acted; the portal itself where it was nobody.
  func actor(of entry: JournalEntry, _ t: Texts) -> String {
    entry.actor.map { name(of: $0, t) } ?? t("chamber.journal.portal")
  }

  /// For whom somebody acted, with the word before.
  func principal(of entry: JournalEntry, _ t: Texts) -> String? {
    entry.actor == nil ? nil : entry.actingFor.map { t("chamber.journal.for", ["name": name(of: $0, t)]) }
  }

  /// An account that was erased has its number only.
  func name(of account: Int64, _ t: Texts) -> String {
    names[account] ?? t("chamber.journal.account", ["number": String(account)])
  }
}

/// One line with the names of those it is about.
struct LogLine: Sendable {
  let recorded: RecordedEntry
  let log: OfficersLog

  var entry: JournalEntry { recorded.entry }
}

extension Chamber {
  func journalCard(_ page: inout HTML, _ visit: Visit, _ log: OfficersLog) {
    page.card(title: visit.t("chamber.journal.title")) { journalTable(&$0, visit, log) }
  }

  private func journalTable(_ html: inout HTML, _ visit: Visit, _ log: OfficersLog) {
    let t = visit.t
    guard !log.lines.isEmpty else { return html.p(t("chamber.journal.none"), .class("muted")) }
    html.table(
      caption: t("chamber.journal.title"), journalColumns(visit), log.lines.map { LogLine(recorded: $0, log: log) })
  }

  /// - Parameter namesSubject: whether each line tells what it is about; on the page of that it would only repeat.
  func journalColumns(_ visit: Visit, namesSubject: Bool = false) -> [ListColumn<LogLine, NewestFirst>] {
    let (t, clock) = (visit.t, visit.clock)
    let about = ListColumn<LogLine, NewestFirst>(t("chamber.journal.about")) {
      words(for: $0.entry.subject, $0.log, t) ?? "–"
    } cell: {
      subject(&$0, $1.entry.subject, $1.log, t)
    }
    return [
      ListColumn(t("accounts.activity.when"), by: .date) { t.shortTime($0.recorded.occurredAt, clock) },
      ListColumn(t("accounts.activity.what")) { t("event.\($0.entry.event)") },
    ] + (namesSubject ? [about] : []) + [
      ListColumn(t("chamber.journal.who")) {
        [$0.log.actor(of: $0.entry, t), $0.log.principal(of: $0.entry, t)].compactMap(\.self).joined(separator: " ")
      } cell: {
        who(&$0, $1.entry, $1.log, t)
      },
      ListColumn(t("accounts.activity.where")) { $0.entry.address.isEmpty ? "–" : $0.entry.address },
      ListColumn(t("chamber.journal.details")) { details(of: $0.entry, $0.log, t) },
    ]
  }

  private func subject(_ cell: inout HTML, _ subject: JournalEntry.Subject, _ log: OfficersLog, _ t: Texts) {
    guard let id = subject.id, let path = path(of: subject.kind) else {
      return cell.text(words(for: subject, log, t) ?? "–")
    }
    cell.a(words(for: subject, log, t) ?? "–", href: "\(path)/\(id)")
  }

  /// How what a line is about is called; nil where it is nothing with a name or a page.
  private func words(for subject: JournalEntry.Subject, _ log: OfficersLog, _ t: Texts) -> String? {
    guard let id = subject.id, path(of: subject.kind) != nil else { return log.title(of: subject) }
    if subject.kind == "account" { return log.name(of: id, t) }
    return log.title(of: subject) ?? t("chamber.journal.subject.\(subject.kind)")
  }

  private func path(of kind: String) -> String? {
    LogWords.paths[kind] ?? registers.kind(FunctionKind(rawValue: kind))?.officePath
  }

  private func who(_ cell: inout HTML, _ entry: JournalEntry, _ log: OfficersLog, _ t: Texts) {
    guard let actor = entry.actor else { return cell.text(log.actor(of: entry, t)) }
    cell.a(log.actor(of: entry, t), href: "/kammer/konten/\(actor)")
    if let principal = log.principal(of: entry, t) { cell.text(" \(principal)") }
  }

  /// What a line of the log adds, in the reader's language.
  private func details(of entry: JournalEntry, _ log: OfficersLog, _ t: Texts) -> String {
    let parts = entry.details.sorted { $0.key < $1.key }.map { name, value in
      let label = t.has("chamber.journal.detail.\(name)") ? t("chamber.journal.detail.\(name)") : name
      return "\(label): \(log.value(value, of: name, t))"
    }
    return parts.isEmpty ? "–" : parts.joined(separator: ", ")
  }
}

/// The words for what the log keeps as codes.
enum LogWords {
  /// Where the words of a code may stand, by the name of the detail; `*` is the code.
  private static let places: [String: [String]] = [
    "kind": ["documents.kind.*", "import.kind.*", "chamber.access.order.*.title", "postbox.letter.*.title"],
    "role": ["records.coSigner.role.*"], "proposal": ["chamber.fourEyes.*"],
    "list": ["import.kind.*", "chamber.menu.*"],
  ]
  /// Where the page of a subject is.
  static let paths = [
    "account": "/kammer/konten", "apprenticeship": "/kammer/verzeichnis", "company": "/kammer/betriebe",
    "document": "/kammer/dokumente", "document_batch": "/kammer/dokumente/stapel",
    "document_batch_upload": "/kammer/dokumente/stapel/lesen", "import": "/kammer/einlesen",
    "letter_run": "/kammer/briefe",
  ]
  /// Of the 64 digits of a hash so many are shown: enough to compare by eye.
  private static let digitsOfHash = 12

  static func value(_ value: String, of name: String, _ t: Texts) -> String {
    if let isSo = Bool(value) { return t(isSo ? "chamber.journal.yes" : "chamber.journal.no") }
    if name.hasPrefix("rights") { return Chamber.words(OfficerRight.rights(value), t) }
    if name == "key", t.has("setting.\(value).name") { return t("setting.\(value).name") }
    if name == "file", value.count == 64 { return "\(value.prefix(digitsOfHash))…" }
    if name == "function" || name == "recipient" { return subject(value, t) }
    let key = places[name, default: []].map { $0.replacing("*", with: value) }.first { t.has($0) }
    return key.map { t($0) } ?? value
  }

  /// `apprentice:17` in words.
  private static func subject(_ value: String, _ t: Texts) -> String {
    let parts = value.split(separator: ":")
    guard parts.count == 2 else { return value }
    let key = ["accounts.function", "chamber.documents.recipient"].map { "\($0).\(parts[0])" }.first { t.has($0) }
    return key.map { "\(t($0)) \(parts[1])" } ?? value
  }
}
