import Accounts
import Chronology
import Database
import Postbox
import Settings
import Web
import Work

/// Notifies recipients by mail about new documents, one mail for all that came together, and reminds them once.
package struct DocumentNews: Sendable {
  /// Deliveries per transaction: what comes together is notified together.
  private static let portion = 20_000
  private static let makers = [JobKind.confirmations, .documentBatch]

  let documents: Documents
  let site: Site

  package init(documents: Documents, site: Site) {
    self.documents = documents
    self.site = site
  }

  private enum News: String {
    case new, reminder
  }

  /// Sends what is due: news once no more documents are being made, reminders once a day.
  /// - Returns: the number of deliveries that were notified about.
  @discardableResult
  package func send() async throws -> Int {
    let now = site.clock.now
    let isMaking = try await documents.database.read { connection in
      try Self.makers.contains { kind in
        try Jobs.count(kind, .waiting, in: connection) + Jobs.count(kind, .running, in: connection) > 0
      }
    }
    // Counted by day, so that documents issued over an hour do not cause reminders over an hour.
    let day = site.clock.day(of: now).adding(days: 1 - documents.settings[DocumentSettings.reminderDays])
    let limit = site.clock.start(of: day)
    var count = 0
    if !isMaking { while let told = try await sendPortion(.new, before: limit, now: now) { count += told } }
    while let told = try await sendPortion(.reminder, before: limit, now: now) { count += told }
    return count
  }

  /// One transaction: a mail is sent if and only if that is recorded.
  private func sendPortion(_ news: News, before limit: Instant, now: Instant) async throws -> Int? {
    try await documents.database.write { connection in
      let found =
        switch news {
        case .new: try NoticeQueries.untold(limit: Self.portion, in: connection)
        case .reminder: try NoticeQueries.unread(providedBefore: limit, limit: Self.portion, in: connection)
        }
      guard !found.isEmpty else { return nil }
      let readers = try readers(of: found.filter(\.isUnread), in: connection)
      for (account, count) in readers.counts {
        try documents.postbox.queue(
          draft(news, count, site.catalogue.texts(in: account.language)), to: account.email, account: account.id,
          now: now, in: connection)
      }
      switch news {
      case .new: try NoticeQueries.noteTold(found.map(\.id), now: now, in: connection)
      case .reminder:
        try NoticeQueries.noteChecked(found.map(\.id), now: now, in: connection)
        try NoticeQueries.noteReminded(readers.deliveries, now: now, in: connection)
      }
      return found.count
    }
  }

  /// By active account the number of deliveries it can open, and the deliveries that have such a reader.
  private func readers(
    of found: [NoticeQueries.Delivery], in connection: any Connection
  ) throws -> (counts: [(account: Account, count: Int)], deliveries: [Int64]) {
    let day = site.clock.day(of: site.clock.now)
    let groups = try Dictionary(grouping: found, by: \.reader).map { reader, group in
      let directory = documents.directory(reader.addressee.kind)
      let accounts = try directory?.readers(of: reader.addressee.subject, reader.kind, on: day, in: connection) ?? []
      return (deliveries: group.map(\.id), accounts: Set(accounts))
    }
    let active = try AccountQueries.active(groups.flatMap(\.accounts), in: connection)
    let keys = Set(active.map(\.id))
    let counts = active.map { account in
      (account, groups.filter { $0.accounts.contains(account.id) }.reduce(0) { $0 + $1.deliveries.count })
    }
    return (counts, groups.filter { !$0.accounts.isDisjoint(with: keys) }.flatMap(\.deliveries))
  }

  private func draft(_ news: News, _ count: Int, _ t: Texts) -> MailDraft {
    let values = ["chamber": documents.settings[ChamberIdentity.name], "contact": documents.settings.contact]
    return MailDraft(
      kind: "document-\(news.rawValue)", language: t.language.rawValue,
      subject: t.counted("documents.mail.\(news.rawValue).subject", count, values),
      blocks: [
        .paragraph(t.counted("documents.mail.\(news.rawValue).text", count, values)),
        .link(label: t("documents.mail.link"), address: "\(site.baseURL)\(DocumentPath.start)"),
        .small(t("documents.mail.small", values)),
      ])
  }
}
