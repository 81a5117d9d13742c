import Accounts
import Chronology
import Database
import Postbox
import Settings
import Web
import Work

/// Tells recipients by mail that documents wait, once for all that came together, and reminds them once.
package struct DocumentNotices: Sendable {
  private static let portion = 200

  let documents: Documents
  let site: Site

  package init(documents: Documents, site: Site) {
    self.documents = documents
    self.site = site
  }

  private enum News: String {
    case new, reminder
  }

  /// Sends what is due.
  /// - Returns: how many deliveries were told of.
  @discardableResult
  package func send() async throws -> Int {
    let now = site.clock.now
    let limit = now - .days(documents.settings[DocumentSettings.reminderDays])
    var count = 0
    while let told = try await sendPortion(.new, before: limit, now: now) { count += told }
    while let told = try await sendPortion(.reminder, before: limit, now: now) { count += told }
    return count
  }

  /// One transaction: a mail leaves if and only if it is noted.
  private func sendPortion(_ news: News, before limit: Instant, now: Instant) async throws -> Int? {
    try await documents.database.write { connection in
      let found =
        switch news {
        case .new: try NoticeQueries.untold(limit: Self.portion, in: connection)
        case .reminder: try NoticeQueries.unread(toldBefore: limit, limit: Self.portion, in: connection)
        }
      guard !found.isEmpty else { return nil }
      for (account, count) in try readers(of: found, in: connection) {
        guard let account = try AccountQueries.account(account, in: connection), account.state == .active else {
          continue
        }
        try documents.postbox.queue(
          draft(news, count, site.catalogue.texts(in: account.language)), to: account.email, account: account.id,
          now: now, in: connection)
      }
      switch news {
      case .new: try NoticeQueries.noteTold(found.map(\.id), now: now, in: connection)
      case .reminder: try NoticeQueries.noteReminded(found.map(\.id), now: now, in: connection)
      }
      return found.count
    }
  }

  /// How many of the deliveries each account can open.
  private func readers(
    of found: [NoticeQueries.Delivery], in connection: any Connection
  ) throws -> [(account: Int64, count: Int)] {
    let day = site.clock.day(of: site.clock.now)
    var counts: [Int64: Int] = [:]
    for delivery in found {
      let directory = documents.directory(delivery.addressee.kind)
      let readers = try directory?.readers(of: delivery.addressee.subject, delivery.kind, on: day, in: connection)
      for account in readers ?? [] { counts[account, default: 0] += 1 }
    }
    return counts.map { ($0.key, $0.value) }.sorted { $0.account < $1.account }
  }

  private func draft(_ news: News, _ count: Int, _ t: Texts) -> MailDraft {
    let values = ["chamber": documents.settings[ChamberIdentity.name], "contact": documents.settings.contact]
    return MailDraft(
      kind: "document-\(news.rawValue)", language: t.language.rawValue,
      subject: t.counted("documents.mail.\(news.rawValue).subject", count, values),
      blocks: [
        .paragraph(t.counted("documents.mail.\(news.rawValue).text", count, values)),
        .link(label: t("documents.mail.link"), address: "\(site.baseURL)/dokumente"),
        .small(t("documents.mail.small", values)),
      ])
  }
}
