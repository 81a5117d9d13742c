import Accounts
import Chronology
import Database
import Journal
import Office
import Settings
import Web
import Work

/// What officers do with documents; pages, commands and programs call the same. All throw `NotFound` without the right to
/// documents.
extension Documents {
  /// Notes what somebody did in the audit log.
  func record(
    _ event: String, _ subject: JournalEntry.Subject, _ cause: Cause, _ details: [String: String] = [:],
    in connection: any Connection
  ) throws {
    try Journal.record(cause.entry(event, subject, details), at: cause.now, in: connection)
  }

  /// Notes that somebody of the chamber looked at a file, or at a part of it.
  /// - Parameter details: which part.
  func noteView(
    _ event: String, of subject: JournalEntry.Subject, _ details: [String: String], cause: Cause
  ) async throws {
    try await database.write { try record(event, subject, cause, details, in: $0) }
  }

  /// Takes an issued document back, as soon as two officers agree where that is wanted.
  /// - Parameters:
  ///   - reason: why; of two officers that of the first one counts.
  ///   - seen: the fingerprint of the proposal that the officer agrees to; empty where there was none.
  /// - Throws: what `FourEyes.decide` throws.
  package func revoke(
    _ document: Int64, reason: String, agreeingTo seen: String = "", by acting: Acting, cause: Cause
  ) async throws -> FourEyesOutcome {
    try acting.require(.documents)
    let decision = FourEyesDecision(
      .documentRevocation, document, reason: reason, seen: seen, officer: acting.account)
    return try await database.write { connection in
      let outcome = try office.fourEyes.decide(decision, cause: cause, in: connection)
      guard case .agreed(let reason) = outcome,
        try DocumentQueries.revoke(document, reason: reason, by: acting.account.id, now: cause.now, in: connection)
      else { return outcome }
      try record("document.revoked", .init("document", document), cause, ["reason": reason], in: connection)
      return outcome
    }
  }

  /// Has confirmations made for all entries of the register that have none.
  /// - Returns: how many.
  /// - Throws: `documents.office.noSeal`.
  package func orderConfirmations(by acting: Acting, cause: Cause) async throws -> Int {
    try acting.require(.documents)
    guard await seals.canSeal(now: cause.now) else { throw Refusal.noSeal }
    let count = try await database.write { connection in
      let count = try orderConfirmations(by: acting.account.id, on: cause.day, now: cause.now, in: connection)
      if count > 0 {
        try record("documents.ordered", .init("register"), cause, ["count": String(count)], in: connection)
      }
      return count
    }
    await signal.raise()
    return count
  }

  /// Issues a revoked confirmation anew, from what stands in the register now.
  /// - Throws: `NotFound` for any other document, `documents.office.noSeal`, `documents.closure.reissueWaits` as long as
  ///   nobody confirmed that it had to be closed.
  package func reissueConfirmation(_ id: Int64, by acting: Acting, cause: Cause) async throws {
    try acting.require(.documents)
    guard let document = try await database.read({ try DocumentQueries.document(id, in: $0) }),
      document.state == .revoked, document.kind == .confirmation, let entry = document.apprenticeship
    else { throw NotFound() }
    guard await seals.canSeal(now: cause.now) else { throw Refusal.noSeal }
    try await database.write { connection in
      if let closure = try ClosureQueries.closure(of: id, in: connection), closure.confirmedAt == nil {
        throw Refusal(
          "documents.closure.reissueWaits",
          nextStep: ("documents.closure.toNote", "\(Self.officePath)/\(id)/falsche-person"))
      }
      try orderConfirmation(of: entry, by: acting.account.id, now: cause.now, in: connection)
      try record("documents.ordered", .init("document", id), cause, in: connection)
    }
    await signal.raise()
  }

  /// Has letters made of what nobody opened since a time, 2,000 at most.
  /// - Returns: how many letters wait now, and for how many recipients no address is known.
  package func printUnopened(
    by acting: Acting, cause: Cause
  ) async throws -> (letters: Int, withoutAddress: Int) {
    try acting.require(.documents)
    let since = cause.now - .days(settings[DocumentSettings.postDays])
    return try await database.write { connection in
      let count = try requestLetters(
        unopenedSince: since, limit: Self.lettersPerOrder, now: cause.now, in: connection)
      try record("documents.printed", .init("register"), cause, ["count": String(count.letters)], in: connection)
      return count
    }
  }

  /// What one run of letters puts behind each other.
  private static let lettersPerOrder = 2_000
}

extension Refusal {
  /// The chamber has no seal that is valid now.
  static let noSeal = Refusal("documents.office.noSeal")

  /// The batch is being issued, or is done.
  static let batchIsUnderWay = Refusal("documents.office.tooLate")

  /// A colleague did something with a part that the officer has not seen.
  static func batchChanged(at path: String) -> Refusal {
    Refusal("documents.office.batchChanged", nextStep: ("documents.office.batchChanged.look", path))
  }
}
