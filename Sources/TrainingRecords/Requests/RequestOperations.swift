import Accounts
import Apprenticeships
import Chronology
import Database
import Registers
import Settings
import Web
import Work

/// An officer's view of a record without a release: numbers, and how to get access.
package struct OfficeRecord: Sendable {
  package let acting: Acting
  package let record: TrainingRecord
  package let numbers: RecordNumbers
  let request: RecordRequest?
  /// The apprentice's account; nil if there is none to be asked.
  let account: Account?
  package let mayOpenForExam: Bool

  var path: String { RecordPath.office(record.apprenticeship) }
}

/// Requesting a release, and opening a record for an exam.
extension TrainingRecords {
  /// The length of an officer's reason, in characters.
  package static let officeReason = 1...500

  /// - Throws: `NotFound` if the person is not an officer with the right for training, and if there is no record.
  package func officeRecord(
    _ apprenticeship: Int64, for acting: Acting, at now: Instant, _ clock: WallClock
  ) async throws -> OfficeRecord {
    guard acting.mayWork(on: .training), !acting.lacksSecondFactor else { throw NotFound() }
    let today = clock.day(of: now)
    let months = settings[RecordSettings.examMonths]
    let found = try await database.read { connection -> OfficeRecord? in
      guard let record = try WeekQueries.record(apprenticeship, on: today, in: connection), record.erasedAt == nil
      else { return nil }
      return OfficeRecord(
        acting: acting, record: record, numbers: try RecordNumbers.of(record, on: today, in: connection),
        request: try RecordRequestQueries.newest(of: apprenticeship, in: connection),
        account: try apprenticeAccount(record, in: connection),
        mayOpenForExam: ExamOpeningRules.mayOpen(
          end: record.contractEnd, isDissolved: record.training.upperBound < record.contractEnd, on: today,
          months: months))
    }
    guard let found else { throw NotFound() }
    return found
  }

  /// Asks the apprentice to release the record.
  /// - Parameter reason: of the length `officeReason`.
  /// - Returns: false if a request is open already.
  /// - Throws: `NotFound` if the apprentice has no account.
  package func ask(for office: OfficeRecord, reason: String, cause: Cause) async throws -> Bool {
    guard let account = office.account else { throw NotFound() }
    let id = office.record.apprenticeship
    let isAsked = try await database.write { connection in
      guard
        try RecordRequestQueries.ask(
          id, reason: reason, by: office.acting.account.id, now: cause.now, in: connection)
      else { return false }
      try mail(.request, to: account, RecordPath.release(id), site: cause.site, now: cause.now, in: connection)
      try note(.recordRequestAsked, office.record, cause: cause, in: connection)
      return true
    }
    await signal.raise()
    return isAsked
  }

  /// Withdraws a request; does nothing if none is open.
  package func withdrawRequest(of office: OfficeRecord, cause: Cause) async throws {
    try await database.write { connection in
      guard
        try RecordRequestQueries.decide(
          office.record.apprenticeship, as: .withdrawn, now: cause.now, in: connection)
      else { return }
      try note(.recordRequestWithdrawn, office.record, cause: cause, in: connection)
    }
  }

  /// Opens a record for the admission to an exam (§ 43 (1) no. 2 BBiG). The apprentice is notified at once and sees
  /// every view, as with a release. Does nothing if it is open already.
  /// - Parameter reason: of the length `officeReason`.
  /// - Throws: `NotFound` if it is too early or too late, and for deputies.
  package func openForExam(_ office: OfficeRecord, reason: String, cause: Cause) async throws {
    guard office.mayOpenForExam, office.acting.mayAppoint else { throw NotFound() }
    let today = cause.site.clock.day(of: cause.now)
    let until = today.adding(days: settings[RecordSettings.examDays])
    let id = office.record.apprenticeship
    try await database.write { connection in
      try ApprenticeshipQueries.lock(id, in: connection)
      // Two clicks, or two officers: once is enough.
      if try RecordAccessQueries.isOpenForExam(id, on: today, in: connection) { return }
      try RecordAccessQueries.release(
        id, reason: reason, until: until, origin: .exam, now: cause.now, in: connection)
      _ = try RecordRequestQueries.decide(id, as: .withdrawn, now: cause.now, in: connection)
      if let account = office.account {
        try mail(.exam, to: account, RecordPath.release(id), site: cause.site, now: cause.now, in: connection)
      }
      try note(.recordOpenedExam, office.record, ["until": until.description], cause: cause, in: connection)
    }
    await signal.raise()
  }

  /// Refuses the chamber's request and notifies the officer.
  /// - Returns: false if none was open any more.
  /// - Throws: `NotFound` for everybody but the apprentice.
  package func refuseRequest(to open: OpenRecord, cause: Cause) async throws -> Bool {
    try open.requireOwn()
    let isRefused = try await database.write { try answer(.refused, open.record, cause, in: $0) }
    await signal.raise()
    return isRefused
  }

  /// Answers the open request and notifies the officer.
  /// - Returns: false if there was none.
  func answer(
    _ state: RecordRequestState, _ record: TrainingRecord, _ cause: Cause, in connection: any Connection
  ) throws -> Bool {
    let id = record.apprenticeship
    let request = try RecordRequestQueries.newest(of: id, in: connection)
    guard let request, try RecordRequestQueries.decide(id, as: state, now: cause.now, in: connection) else {
      return false
    }
    try note(state == .granted ? .recordRequestGranted : .recordRequestRefused, record, cause: cause, in: connection)
    if let officer = try AccountQueries.account(request.askedBy, in: connection), officer.state == .active {
      try mail(.answer, to: officer, RecordPath.office(id), site: cause.site, now: cause.now, in: connection)
    }
    return true
  }

  /// The account of the apprentice, if it is active.
  func apprenticeAccount(_ record: TrainingRecord, in connection: any Connection) throws -> Account? {
    let grant = try FunctionGrantQueries.current(.apprentice, record.apprentice, in: connection)
    guard let grant, grant.state == .held, grant.accountState == .active else { return nil }
    return try AccountQueries.account(grant.account, in: connection)
  }
}
