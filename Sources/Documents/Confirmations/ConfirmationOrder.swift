import Chronology
import Database
import Office
import Settings
import Work

/// The payload of a confirmation job: all entries without confirmation, or one.
struct ConfirmationOrder: Sendable, Codable {
  var officer: Int64?
  var apprenticeship: Int64?
}

/// The progress of the register's confirmations.
package struct ConfirmationState: Sendable {
  /// Entries since the cut-off day without a confirmation.
  package let missing: Int
  package let job: Job?

  package init(missing: Int, job: Job?) {
    self.missing = missing
    self.job = job
  }

  package var isRunning: Bool { job.map { [.waiting, .running].contains($0.state) } ?? false }
}

extension Documents {
  package func confirmationState(on day: CalendarDate, in connection: any Connection) throws -> ConfirmationState {
    ConfirmationState(
      missing: try ConfirmationQueries.missing(
        since: settings[DocumentSettings.cutOff], on: day, in: connection),
      job: try Jobs.newest(.confirmations, limit: 1, in: connection).first)
  }

  /// Starts a job for all missing confirmations, unless one is running.
  /// - Returns: how many entries have none.
  package func orderConfirmations(
    by officer: Int64?, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> Int {
    let state = try confirmationState(on: day, in: connection)
    guard state.missing > 0, !state.isRunning else { return 0 }
    try Jobs.add(
      .confirmations, key: "after \(state.job?.id ?? 0)", payload: ConfirmationOrder(officer: officer),
      due: now, now: now, in: connection)
    return state.missing
  }

  /// Starts a job for the missing confirmations of one entry, also after a revocation.
  package func orderConfirmation(
    of apprenticeship: Int64, by officer: Int64, now: Instant, in connection: any Connection
  ) throws {
    let last = try Jobs.newest(.confirmations, limit: 1, in: connection).first?.id ?? 0
    try Jobs.add(
      .confirmations, key: "\(apprenticeship) after \(last)",
      payload: ConfirmationOrder(officer: officer, apprenticeship: apprenticeship), due: now, now: now, in: connection)
  }

  /// Starts the job automatically, if the chamber wants it.
  package func orderConfirmationsIfAutomatic(now: Instant, on day: CalendarDate) async throws {
    guard settings[DocumentSettings.isAutomatic], await sealingKeys.canSeal(now: now) else { return }
    // A failed job waits for an officer, who reads why.
    let state = try await database.read { try confirmationState(on: day, in: $0) }
    guard state.missing > 0, !state.isRunning, state.job?.state != .failed else { return }
    let count = try await database.write { try orderConfirmations(by: nil, on: day, now: now, in: $0) }
    if count > 0 { await signal.raise() }
  }
}
