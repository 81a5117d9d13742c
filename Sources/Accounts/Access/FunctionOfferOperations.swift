import Chronology
import Database
import Web

/// What came of an answer to an offer.
package enum OfferOutcome: Sendable {
  case decided
  case wrongBirthDate(left: Int)
  /// Too many tries, or the register knows no birth date: the chamber has to help.
  case closed
}

extension Accounts {
  /// So many birth dates may be tried; then the chamber helps.
  static let proofLimit = 5

  /// Accepts or declines a function that was offered to the account.
  /// - Parameters:
  ///   - state: held or declined.
  ///   - birthDate: what proves that one is meant, where that is asked for.
  /// - Throws: `NotFound` when the offer is none of the account's, or answered before.
  package func answer(
    _ grant: FunctionGrant, with state: FunctionGrantState, birthDate: CalendarDate? = nil, by acting: Acting,
    cause: Cause
  ) async throws -> OfferOutcome {
    try acting.requireOwnAccount()
    let account = acting.account.id
    return try await database.write { connection -> OfferOutcome in
      if needsProof(grant), state == .held {
        // The try counts before it is compared, so that many at once are no more than many.
        guard try FunctionGrantQueries.countTry(grant.id, limit: Self.proofLimit, in: connection),
          let known = try identity(of: grant.kind, grant.subject, in: connection)?.birthDate
        else { return .closed }
        guard known == birthDate else {
          let tries = try FunctionGrantQueries.offered(to: account, in: connection).first { $0.id == grant.id }?
            .proofTries
          let left = Self.proofLimit - (tries ?? Self.proofLimit)
          try record(
            .accountFunctionUnproven, account: account, cause: cause,
            details: ["function": "\(grant.kind.rawValue):\(grant.subject)"], in: connection)
          return left > 0 ? .wrongBirthDate(left: left) : .closed
        }
      }
      guard
        try FunctionGrantQueries.decide(grant.id, for: account, as: state, now: cause.now, in: connection) != nil
      else { throw NotFound() }
      try record(
        state == .held ? .accountFunctionHeld : .accountFunctionDeclined, account: account, cause: cause,
        details: ["function": "\(grant.kind.rawValue):\(grant.subject)"], in: connection)
      return .decided
    }
  }
}
