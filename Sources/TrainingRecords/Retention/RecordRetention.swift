import Accounts
import Apprenticeships
import Chronology
import Database
import Documents
import Foundation
import Journal
import Settings
import Web

/// Retention of records: erases them some time after the training, and notifies the apprentices beforehand. A record is
/// kept as long as the admission to an exam or its repetition may need it (§ 37 (1), § 43 (1) no. 2 BBiG), not longer
/// (Art. 5 (1) (e) GDPR).
package struct RecordRetention: Sendable {
  private static let portion = 50
  /// Days between notice and erasure, in which the apprentice can export the record.
  private static let noticeDays = 60

  let records: TrainingRecords
  let site: Site

  package init(records: TrainingRecords, site: Site) {
    self.records = records
    self.site = site
  }

  /// - Returns: how many were notified about, and how many erased.
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
    var erased = 0
    for record in due where try await erase(record, endedBefore: over, now: now) { erased += 1 }
    return (told, erased)
  }

  /// Queries before it writes, because mostly there is nothing to do.
  private func tell(endedBefore day: CalendarDate, now: Instant) async throws -> Int {
    let (goingOn, ending) = try await records.database.read { connection in
      (
        try RetentionQueries.goingOn(endedBefore: day, in: connection),
        try RetentionQueries.untold(endedBefore: day, limit: Self.portion, in: connection)
      )
    }
    guard !goingOn.isEmpty || !ending.isEmpty else { return 0 }
    let lastDay = { @Sendable (account: Account) in
      site.catalogue.texts(in: account.language).longDate(site.clock.day(of: now).adding(days: Self.noticeDays))
    }
    try await records.database.write { connection in
      try RetentionQueries.forget(goingOn, in: connection)
      for one in ending where try RetentionQueries.note(one.apprenticeship, now: now, in: connection) {
        guard let account = try one.account.flatMap({ try AccountQueries.account($0, in: connection) }),
          account.state == .active
        else { continue }
        try records.mail(
          .ending, to: account, "\(RecordPath.record(one.apprenticeship))/ausgabe",
          ["date": lastDay(account)], site: site, now: now, in: connection)
      }
    }
    return ending.count
  }

  /// Erases a whole record; what remains is that it existed, and the codes of its copies.
  /// - Returns: false if the training continues meanwhile.
  private func erase(_ apprenticeship: Int64, endedBefore day: CalendarDate, now: Instant) async throws -> Bool {
    let unused = try await records.database.write { connection -> [[UInt8]]? in
      try ApprenticeshipQueries.lock(apprenticeship, in: connection)
      guard try RetentionQueries.isDue(apprenticeship, endedBefore: day, in: connection) else { return nil }
      let weeks = try RetentionQueries.erase(apprenticeship, now: now, in: connection)
      try Journal.record(
        JournalEntry(
          .recordErased, .init(.apprenticeship, apprenticeship), actor: nil, details: ["weeks": String(weeks)]),
        at: now, in: connection)
      return try RetentionQueries.takeFiles(of: apprenticeship, in: connection)
    }
    guard let unused else { return false }
    for hash in unused { records.files.remove(hash, unlessUsedSince: now.date.addingTimeInterval(-3600)) }
    return true
  }
}
