import Accounts
import Apprenticeships
import Chronology
import Database
import Journal
import Web

/// Co-signing besides the instructor: covers the content shown, before or after the instructor signs.
extension TrainingRecords {
  /// Co-signs a week.
  /// - Parameter seen: `fingerprint` of the content that was shown.
  /// - Throws: `Refusal.weekIsElsewhere` if the person is not a co-signer, has signed already, or if the content is
  ///   another.
  package func coSign(_ open: OpenWeek, seen: String, cause: Cause) async throws {
    guard open.actions.contains(.coSign), let week = open.stored, let signer = open.record.parties.coSigner,
      seen == Self.fingerprint(week.contentHash), try await coSigned(week, as: signer, open.whole.acting, cause)
    else { throw Refusal.weekIsElsewhere }
  }

  /// Co-signs in the first matching role of the person in this record.
  /// - Returns: as `coSigned(_:as:_:_:)`.
  func coSigned(
    _ week: RecordWeek, asOneOf signers: [CoSigner], _ acting: Acting, _ cause: Cause
  ) async throws -> Bool {
    let mine = try await database.read {
      try CoSignerQueries.signer(of: week.apprenticeship, among: signers, in: $0)
    }
    guard let mine else { return false }
    return try await coSigned(week, as: mine, acting, cause)
  }

  /// - Returns: false if the week is no longer what was read, or was signed by the person before.
  private func coSigned(
    _ week: RecordWeek, as signer: CoSigner, _ acting: Acting, _ cause: Cause
  ) async throws -> Bool {
    try await database.write { connection in
      let now = try WeekQueries.week(
        week.week, of: week.apprenticeship, lock: connection.lockingRows, in: connection)
      guard let now, now.revision == week.revision, [.submitted, .signed].contains(now.state),
        try !SignOffQueries.isSigned(now, by: signer, in: connection)
      else { return false }
      let signOff = try SignOffQueries.add(
        now, by: acting.account, for: acting.principalName, as: signer.role.rawValue, coSigner: signer.id,
        now: cause.now, in: connection)
      try Journal.record(
        cause.entry(
          .recordWeekCoSigned, .init(.apprenticeship, week.apprenticeship),
          ["week": week.week.description, "position": String(signOff.position)]), at: cause.now, in: connection)
      return true
    }
  }
}
