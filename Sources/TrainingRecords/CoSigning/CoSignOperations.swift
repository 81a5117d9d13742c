import Accounts
import Chronology
import Database
import Journal
import Web

/// Signing beside the instructor: over what is shown, before or after the instructor signs.
extension TrainingRecords {
  /// - Parameter seen: `fingerprint` of the content that was shown.
  /// - Throws: `Refusal.weekIsElsewhere` for whoever does not sign beside, who did already, and for another content.
  package func coSign(_ open: OpenWeek, seen: String, cause: Cause) async throws {
    guard open.actions.contains(.coSign), let week = open.stored, let signer = open.record.parties.coSigner,
      seen == Self.fingerprint(week.contentHash), try await coSigned(week, as: signer, open.whole.acting, cause)
    else { throw Refusal.weekIsElsewhere }
  }

  /// Signs as whichever of some the person is in the record.
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

  /// - Returns: false when the week is no longer what was read, or was signed by the person before.
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
          "record.week.coSigned", .init("apprenticeship", week.apprenticeship),
          ["week": week.week.description, "position": String(signOff.position)]), at: cause.now, in: connection)
      return true
    }
  }
}
