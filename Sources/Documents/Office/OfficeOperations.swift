import Accounts
import Chronology
import Database
import Journal
import Office
import Registers
import Settings
import Web
import Work

/// Officers' operations on documents, called by pages, commands and programs alike. All throw `NotFound` without the
/// right to documents.
extension Documents {
  /// How many characters an officer's reason for revoking, closing or reopening a document needs and may have.
  package static let reasonLength = 1...500

  /// Writes an entry to the audit log.
  func record(
    _ event: Event, _ subject: JournalEntry.Subject, _ cause: Cause, _ details: [String: String] = [:],
    in connection: any Connection
  ) throws {
    try Journal.record(cause.entry(event, subject, details), at: cause.now, in: connection)
  }

  /// Records in the audit log that an officer viewed a file or a range of it.
  /// - Parameter details: the range.
  func noteView(
    _ event: Event, of subject: JournalEntry.Subject, _ details: [String: String], cause: Cause
  ) async throws {
    try await database.write { try record(event, subject, cause, details, in: $0) }
  }

  /// Revokes an issued document; if four eyes are required, once two officers agree.
  /// - Parameters:
  ///   - reason: of the length `reasonLength`; if two officers decide, the first one's applies.
  ///   - seen: the fingerprint of the proposal that this agrees to; empty if there was none.
  /// - Throws: as `FourEyes.decide`.
  package func revoke(
    _ document: Int64, reason: String, agreeingTo seen: String = "", by acting: Acting, cause: Cause
  ) async throws -> FourEyesOutcome {
    try acting.require(.documents)
    let decision = FourEyesDecision(
      .documentRevocation, document, reason: reason, seen: seen, by: acting)
    return try await database.write { connection in
      let outcome = try office.fourEyes.decide(decision, cause: cause, in: connection)
      guard case .agreed(let reason) = outcome,
        try DocumentQueries.revoke(document, reason: reason, by: acting.account.id, now: cause.now, in: connection)
      else { return outcome }
      try record(.documentRevoked, .init(.document, document), cause, ["reason": reason], in: connection)
      return outcome
    }
  }

  /// Starts making the missing confirmations of the register.
  /// - Returns: how many.
  /// - Throws: `documents.office.noSeal`.
  package func orderConfirmations(by acting: Acting, cause: Cause) async throws -> Int {
    try acting.require(.documents)
    guard await sealingKeys.canSeal(now: cause.now) else { throw Refusal.noSeal }
    let count = try await database.write { connection in
      let count = try orderConfirmations(by: acting.account.id, on: cause.day, now: cause.now, in: connection)
      if count > 0 {
        try record(.documentsOrdered, .init(.register), cause, ["count": String(count)], in: connection)
      }
      return count
    }
    await signal.raise()
    return count
  }

  /// Issues a revoked confirmation anew, from the current data of the register.
  /// - Throws: `NotFound` for any other document, `documents.office.noSeal`, `documents.closure.reissueWaits` until its
  ///   closing is confirmed.
  package func reissueConfirmation(_ id: Int64, by acting: Acting, cause: Cause) async throws {
    try acting.require(.documents)
    guard let document = try await database.read({ try DocumentQueries.document(id, in: $0) }),
      document.state == .revoked, document.kind == .confirmation, let entry = document.apprenticeship
    else { throw NotFound() }
    guard await sealingKeys.canSeal(now: cause.now) else { throw Refusal.noSeal }
    try await database.write { connection in
      if let closure = try ClosureQueries.closure(of: id, in: connection), closure.confirmedAt == nil {
        throw Refusal(
          "documents.closure.reissueWaits",
          nextStep: ("documents.closure.toNote", DocumentPath.wrongRecipient(id)))
      }
      try orderConfirmation(of: entry, by: acting.account.id, now: cause.now, in: connection)
      try record(.documentsOrdered, .init(.document, id), cause, in: connection)
    }
    await signal.raise()
  }

  /// Prints letters with the documents that were unopened for too long, at most 2,000.
  /// - Returns: how many letters were requested, and how many recipients have no postal address.
  package func printUnopened(
    by acting: Acting, cause: Cause
  ) async throws -> (letters: Int, withoutAddress: Int) {
    try acting.require(.documents)
    let since = cause.now - .days(settings[DocumentSettings.postDays])
    return try await database.write { connection in
      let count = try requestLetters(
        unopenedSince: since, limit: Self.lettersPerOrder, now: cause.now, in: connection)
      try record(.documentsPrinted, .init(.register), cause, ["count": String(count.letters)], in: connection)
      return count
    }
  }

  /// The number of letters in one run.
  private static let lettersPerOrder = 2_000
}

extension Refusal {
  /// The chamber has no valid sealing key now.
  static let noSeal = Refusal("documents.office.noSeal")

  /// The batch is being issued, or is done.
  static let batchIsUnderWay = Refusal("documents.office.tooLate")

  /// Another officer changed an item since this one saw it.
  static func batchChanged(at path: String) -> Refusal {
    Refusal("documents.office.batchChanged", nextStep: ("documents.office.batchChanged.look", path))
  }
}
