import Accounts
import Apprenticeships
import Chronology
import Database
import Journal
import Postbox
import Settings
import Web

/// What mails tell about a record; the texts are `records.mail.NEWS.subject`, `.text` and `.link`.
enum RecordNews: String {
  case request, exam, answer, ending, coSigner
}

/// Mails about a record, and its audit log entries.
extension TrainingRecords {
  /// Queues a mail without names, which says only that there is something, and where.
  /// - Parameter values: for the placeholders of its text.
  func mail(
    _ news: RecordNews, to account: Account, _ path: String, _ values: [String: String] = [:], site: Site, now: Instant,
    in connection: any Connection
  ) throws {
    let t = site.catalogue.texts(in: account.language)
    let values = values.merging(["chamber": settings[ChamberIdentity.name], "contact": settings.contact]) { own, _ in
      own
    }
    let draft = MailDraft(
      kind: "record-\(news.rawValue)", language: t.language.rawValue,
      subject: t("records.mail.\(news.rawValue).subject", values),
      blocks: [
        .paragraph(t("records.mail.\(news.rawValue).text", values)),
        .link(label: t("records.mail.\(news.rawValue).link"), address: "\(site.baseURL)\(path)"),
        .small(t("records.mail.small", values)),
      ])
    try postbox.queue(draft, to: account.email, account: account.id, now: now, in: connection)
  }

  /// Writes an audit log entry about a record.
  func note(
    _ event: Event, _ record: TrainingRecord, _ details: [String: String] = [:], cause: Cause,
    in connection: any Connection
  ) throws {
    try Journal.record(
      cause.entry(event, .init(.apprenticeship, record.apprenticeship), details), at: cause.now, in: connection)
  }
}
