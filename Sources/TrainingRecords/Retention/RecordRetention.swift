import Accounts
import Chronology
import Database
import Documents
import Foundation
import Journal
import Postbox
import Settings
import Web

/// Erases records some time after the training, and tells who wrote them before. A record is kept as long as the admission
/// to an exam and its repetition can ask for it (§ 37 (1), § 43 (1) no. 2 BBiG), not longer (Art. 5 (1) (e) GDPR).
package struct RecordRetention: Sendable {
  private static let portion = 50
  /// So many days the apprentice can take the record along.
  private static let noticeDays = 60

  let records: TrainingRecords
  let site: Site

  package init(records: TrainingRecords, site: Site) {
    self.records = records
    self.site = site
  }

  /// - Returns: how many were told of and how many erased.
  @discardableResult
  package func apply() async throws -> (told: Int, erased: Int) {
    let now = site.clock.now
    let today = site.clock.day(of: now)
    let over = today.adding(months: -records.settings[RecordSettings.keepMonths])
    let told = try await tell(endedBefore: over.adding(days: Self.noticeDays), now: now)
    let due = try await records.database.read {
      try RetentionQueries.due(
        endedBefore: over, toldBefore: now - .days(Self.noticeDays), limit: Self.portion, in: $0)
    }
    for record in due { try await erase(record, endedBefore: over, now: now) }
    return (told, due.count)
  }

  /// Asks before it writes: mostly there is nothing to do.
  private func tell(endedBefore day: CalendarDate, now: Instant) async throws -> Int {
    let (goingOn, ending) = try await records.database.read { connection in
      (
        try RetentionQueries.goingOn(endedBefore: day, in: connection),
        try RetentionQueries.untold(endedBefore: day, limit: Self.portion, in: connection)
      )
    }
    guard !goingOn.isEmpty || !ending.isEmpty else { return 0 }
    try await records.database.write { connection in
      try RetentionQueries.forget(goingOn, in: connection)
      for one in ending where try RetentionQueries.note(one.apprenticeship, now: now, in: connection) {
        guard let account = try one.account.flatMap({ try AccountQueries.account($0, in: connection) }),
          account.state == .active
        else { continue }
        try mail(account, one.apprenticeship, now: now, in: connection)
      }
    }
    return ending.count
  }

  private func mail(
    _ account: Account, _ apprenticeship: Int64, now: Instant, in connection: any Connection
  ) throws {
    let t = site.catalogue.texts(in: account.language)
    let settings = records.settings
    let values = [
      "chamber": settings[ChamberIdentity.name], "contact": settings.contact,
      "date": t.longDate(site.clock.day(of: now).adding(days: Self.noticeDays)),
    ]
    let draft = MailDraft(
      kind: "record-ending", language: t.language.rawValue, subject: t("records.mail.ending.subject", values),
      blocks: [
        .paragraph(t("records.mail.ending.text", values)),
        .link(
          label: t("records.mail.ending.link"),
          address: "\(site.baseURL)\(RecordPath.record(apprenticeship))/ausgabe"),
        .small(t("records.mail.small", values)),
      ])
    try records.postbox.queue(draft, to: account.email, account: account.id, now: now, in: connection)
  }

  /// All of a record at once; what is left is that there was one, and the codes of its copies.
  private func erase(_ apprenticeship: Int64, endedBefore day: CalendarDate, now: Instant) async throws {
    let unused = try await records.database.write { connection -> [[UInt8]] in
      try RecordAccessQueries.hold(apprenticeship, in: connection)
      guard try RetentionQueries.isDue(apprenticeship, endedBefore: day, in: connection) else { return [] }
      let weeks = try RetentionQueries.erase(apprenticeship, now: now, in: connection)
      try Journal.record(
        JournalEntry(
          "record.erased", .init("apprenticeship", apprenticeship), actor: nil, details: ["weeks": String(weeks)]),
        at: now, in: connection)
      return try RetentionQueries.takeFiles(of: apprenticeship, in: connection)
    }
    for hash in unused { records.files.remove(hash, unlessUsedSince: now.date.addingTimeInterval(-3600)) }
  }
}
