import Accounts
import Chronology
import Database
import Journal
import Web

/// Entries of the audit log as officers see them: with the names of the actors.
package struct OfficersLog: Sendable {
  package let lines: [RecordedEntry]
  let vocabulary: LogVocabulary
  private let names: [Int64: String]
  /// The titles of subjects of proposals, by kind and key of the subject.
  private let titles: [String: String]

  /// - Parameter kinds: the kinds of four-eyes decisions, which know the titles of their subjects.
  init(
    _ lines: [RecordedEntry], _ vocabulary: LogVocabulary, kinds: [FourEyesKind], in connection: any Connection
  ) throws {
    self.lines = lines
    self.vocabulary = vocabulary
    let accounts = lines.flatMap { line in
      let subject = line.entry.subject.kind == .account ? line.entry.subject.id : nil
      return [line.entry.actor, line.entry.actingFor, subject, Self.proposer(line.entry)].compactMap { $0 }
    }
    titles = try lines.reduce(into: [:]) { titles, line in
      guard let kind = line.entry.details["proposal"].flatMap({ code in kinds.first { $0.code == code } }),
        let id = line.entry.subject.id
      else {
        return
      }
      titles["\(line.entry.subject.kind):\(id)"] = try kind.title(id, connection)
    }
    names = try AccountQueries.names(of: Set(accounts), in: connection)
  }

  private static func proposer(_ entry: JournalEntry) -> Int64? {
    entry.details["proposed_by"].flatMap { TypedNumber.key($0) }
  }

  /// The title of an entry's subject; nil if unknown.
  func title(of subject: JournalEntry.Subject) -> String? {
    subject.id.flatMap { titles["\(subject.kind):\($0)"] }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The text for the value of a detail.
  func value(_ value: String, of detail: String, _ t: Texts) -> String {
    if detail == "proposed_by", let account = TypedNumber.key(value) { return name(of: account, t) }
    return vocabulary.text(of: value, named: detail, t)
  }

  /// The name of an account; of a deleted one only its number.
  func name(of account: Int64, _ t: Texts) -> String {
    names[account] ?? t("office.log.account", ["number": String(account)])
  }
}

extension Office {
  /// The newest entries about a subject.
  package func log(about subject: JournalEntry.Subject, in connection: any Connection) throws -> OfficersLog {
    try log(of: try Journal.entries(about: subject, limit: 20, in: connection), in: connection)
  }

  package func log(of lines: [RecordedEntry], in connection: any Connection) throws -> OfficersLog {
    try OfficersLog(lines, vocabulary, kinds: fourEyesKinds, in: connection)
  }
}
