import Accounts
import Chronology
import Database
import Documents
import Foundation
import Journal
import Logging
import Postbox
import ServiceLifecycle
import Settings
import TrainingRecords
import Web
import Work

/// A background loop that runs beside the server and ends with it.
struct BackgroundWork: Service {
  let work: @Sendable () async -> Void

  func run() async throws {
    await cancelWhenGracefulShutdown(work)
  }
}

extension PortalApplication {
  /// Everything that runs beside the server: workers, the sealer of the audit log, reloading settings, the areas'
  /// background work, cleaning up.
  package var backgroundServices: [any Service] {
    [
      BackgroundWork { await mailWorker.run() },
      BackgroundWork { await readingWorker.run() },
      BackgroundWork { await readingWorker.run() },
      BackgroundWork { await longWorker.run() },
      BackgroundWork { await every(.seconds(2)) { try await JournalSealer.seal(database) } },
      BackgroundWork { await every(.seconds(5)) { try await settings.refresh(at: clock.now) } },
      BackgroundWork { await every(AreaRound.tidying) { try await tidy() } },
    ]
      + rounds.filter { $0.every != AreaRound.tidying }.map { round in
        BackgroundWork { await every(round.every, round.work) }
      }
  }

  private var rounds: [AreaRound] {
    let context = AreaContext(site: site, chamberKind: configuration.chamberKind)
    return areas.flatMap { $0.rounds(context) }
  }

  /// Deletes accounts that are due, expired sessions, and finished jobs.
  package func tidy() async throws {
    try await Jobs.forgetDone(database, before: clock.now - .days(30))
    try await Uploads.forgetOld(database, now: clock.now)
    try await renewStoredKeys()
    try await removePostedLetters()
    for round in rounds where round.every == AreaRound.tidying { try await round.work() }
  }

  /// Rebuilds sort and search keys made by an older version of the program.
  package func renewStoredKeys() async throws {
    try await StoredKeys.renew(areas.flatMap(\.storedKeys), in: database)
  }

  package func tendDocuments() async throws { try await documents.tend(site) }

  package func remindOfRecords() async throws { try await trainingRecords.remind(site) }

  /// The PDF of a run contains PINs in plain text; some time after it was posted nobody needs to print it again.
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
