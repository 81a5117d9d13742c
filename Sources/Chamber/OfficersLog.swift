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

  /// An account that was erased has its number only.
  func name(of account: Int64, _ t: Texts) -> String {
    names[account] ?? t("chamber.journal.account", ["number": String(account)])
  }
}

extension Chamber {
  func journalCard(_ page: inout HTML, _ visit: Visit, _ log: OfficersLog) {
    page.card(title: visit.t("chamber.journal.title")) { journalTable(&$0, visit, log) }
  }

  /// - Parameter namesSubject: whether each line tells what it is about; on the page of that it would only repeat.
  func journalTable(_ html: inout HTML, _ visit: Visit, _ log: OfficersLog, namesSubject: Bool = false) {
    let t = visit.t
    guard !log.lines.isEmpty else { return html.p(t("chamber.journal.none"), .class("muted")) }
    let about = namesSubject ? [Column(t("chamber.journal.about"))] : []
    html.table(
      caption: t("chamber.journal.title"),
      columns: [Column(t("accounts.activity.when")), Column(t("accounts.activity.what"))] + about + [
        Column(t("chamber.journal.who")), Column(t("accounts.activity.where")), Column(t("chamber.journal.details")),
      ]
    ) { rows in
      for line in log.lines {
        rows.row { row in
          row.cell(t.shortTime(line.occurredAt, visit.clock))
          row.cell(t("event.\(line.entry.event)"))
          if namesSubject { row.cell { subject(&$0, line.entry.subject, log, t) } }
          row.cell { who(&$0, line.entry, log, t) }
          row.cell(line.entry.address.isEmpty ? "–" : line.entry.address)
          row.cell(details(of: line.entry, log, t))
        }
      }
    }
  }

  private func subject(_ cell: inout HTML, _ subject: JournalEntry.Subject, _ log: OfficersLog, _ t: Texts) {
    guard let id = subject.id, let path = path(of: subject.kind) else {
      return cell.text(log.title(of: subject) ?? "–")
    }
    let words =
      subject.kind == "account"
      ? log.name(of: id, t) : log.title(of: subject) ?? t("chamber.journal.subject.\(subject.kind)")
    cell.a(words, href: "\(path)/\(id)")
  }

  private func path(of kind: String) -> String? {
    LogWords.paths[kind] ?? registers.kind(FunctionKind(rawValue: kind))?.officePath
  }

  private func who(_ cell: inout HTML, _ entry: JournalEntry, _ log: OfficersLog, _ t: Texts) {
    guard let actor = entry.actor else { return cell.text(t("chamber.journal.portal")) }
    cell.a(log.name(of: actor, t), href: "/kammer/konten/\(actor)")
    if let principal = entry.actingFor {
      cell.text(" \(t("chamber.journal.for", ["name": log.name(of: principal, t)]))")
    }
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
