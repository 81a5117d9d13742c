import Chronology
import Database
import Web

/// The outcome of answering an offer.
package enum OfferOutcome: Sendable {
  case decided
  case wrongBirthDate(left: Int)
  /// Too many tries, or no birth date in the register: only the chamber can help.
  case closed
}

extension Accounts {
  /// Birth dates that may be tried before only the chamber can help.
  static let proofLimit = 5

  /// Accepts or declines a function offered to the account.
  /// - Parameters:
  ///   - state: held or declined.
  ///   - birthDate: proof of identity, if the offer needs it.
  /// - Throws: `NotFound` if the offer is not the account's, or was answered before.
  package func answer(
    _ grant: FunctionGrant, with state: FunctionGrantState, birthDate: CalendarDate? = nil, by acting: Acting,
    cause: Cause
  ) async throws -> OfferOutcome {
    try acting.requireOwnAccount()
    let account = acting.account.id
    return try await database.write { connection -> OfferOutcome in
      if needsProof(grant), state == .held {
        // The try is counted before the comparison, so that concurrent requests get no extra tries.
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
