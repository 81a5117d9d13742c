import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Delegation
import Documents
import Exams
import Foundation
import Journal
import Logging
import Postbox
import ServiceLifecycle
import Settings
import TrainingRecords
import Web
import Work

/// A loop that runs beside the server and ends with it.
struct BackgroundWork: Service {
  let work: @Sendable () async -> Void

  func run() async throws {
    await cancelWhenGracefulShutdown(work)
  }
}

extension PortalApplication {
  /// All that runs beside the server: workers, the sealer of the audit log, settings of other processes, clearing up.
  package var backgroundServices: [any Service] {
    [
      BackgroundWork { await mailWorker.run() },
      BackgroundWork { await readingWorker.run() },
      BackgroundWork { await readingWorker.run() },
      BackgroundWork { await longWorker.run() },
      BackgroundWork { await every(.seconds(2)) { try await JournalSealer.seal(database) } },
      BackgroundWork { await every(.seconds(5)) { try await settings.refresh(at: clock.now) } },
      BackgroundWork { await every(.minutes(15)) { try await tidy() } },
      BackgroundWork { await every(.seconds(20)) { try await tendDocuments() } },
      BackgroundWork { await every(.minutes(5)) { try await remindOfRecords() } },
    ]
  }

  /// Erases accounts that are due, sessions that are over, traces of work done.
  package func tidy() async throws {
    let erased = try await accounts.eraseDue(now: clock.now)
    if erased > 0 { logger.info("Accounts erased", metadata: ["count": "\(erased)"]) }
    try await accounts.forgetOldSessions(now: clock.now)
    try await Jobs.forgetDone(database, before: clock.now - .days(30))
    try await Uploads.forgetOld(database, now: clock.now)
    try await apprenticeships.forgetOld(now: clock.now)
    try await delegation.lapse(clock)
    try await renewStoredKeys()
    try await exams.indexMissing()
    try await removePostedLetters()
    try await documents.forgetOld(now: clock.now)
    try await RecordRetention(records: trainingRecords, site: site).apply()
  }

  /// Makes the keys for order and search anew where an older version of the program made them.
  package func renewStoredKeys() async throws {
    let all =
      accounts.storedKeys + companies.storedKeys + apprenticeships.storedKeys + exams.storedKeys + documents.storedKeys
    try await StoredKeys.renew(all, in: database)
  }

  /// Confirms new entries, if the chamber wants that by itself, and tells recipients what is new.
  package func tendDocuments() async throws {
    try await documents.orderConfirmationsIfAutomatic(now: clock.now, on: clock.day(of: clock.now))
    if try await DocumentNotices(documents: documents, site: site).send() > 0 { await signal.raise() }
  }

  package func remindOfRecords() async throws {
    let reminders = RecordReminders(records: trainingRecords, postbox: postbox, site: site)
    if try await reminders.send() > 0 { await signal.raise() }
  }

  /// The PDF of a run holds PINs in plain text; a week after it was posted nobody needs to print it again.
  private func removePostedLetters() async throws {
    let limit = clock.now - .days(settings[PostboxSettings.letterFileDays])
    for file in try await database.read({ try Letters.files(postedBefore: limit, in: $0) }) {
      let path = configuration.letterFolder.appendingPathComponent(file)
      if FileManager.default.fileExists(atPath: path.path) { try FileManager.default.removeItem(at: path) }
    }
    try await database.write { try Letters.forgetFiles(postedBefore: limit, in: $0) }
  }

  private func every(_ span: TimeSpan, _ work: @Sendable () async throws -> Void) async {
    while !Task.isCancelled {
      do {
        try await work()
      } catch {
        logger.warning(
          "Background work failed",
          metadata: ["type": "\(type(of: error))", "detail": "\(FaultDetail.text(of: error))"])
      }
      try? await Task.sleep(for: .microseconds(span.microseconds))
    }
  }
}
