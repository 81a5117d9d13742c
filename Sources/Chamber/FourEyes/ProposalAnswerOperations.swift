import Accounts
import Database
import Office
import Web

/// Answers to proposals other than agreeing: withdrawing one's own, or declining a colleague's. Agreeing is the
/// proposed operation itself.
extension Chamber {
  /// An open proposal.
  /// - Throws: `NotFound` if there is none, or the right of its kind is missing.
  package func proposal(_ kind: FourEyesKind, _ subject: Int64, for acting: Acting) async throws -> OfficerProposal {
    try acting.require(kind.right)
    guard let proposal = try await database.read({ try FourEyesQueries.proposal(kind, subject, in: $0) }) else {
      throw NotFound()
    }
    return proposal
  }

  /// Withdraws one's own proposal.
  /// - Returns: false if it is gone or was changed.
  /// - Throws: `office.fourEyes.notYours` for a colleague's proposal.
  package func takeBack(_ proposal: OfficerProposal, by acting: Acting, cause: Cause) async throws -> Bool {
    try acting.require(proposal.kind.right)
    return try await database.write { try office.fourEyes.withdraw(proposal, cause: cause, in: $0) }
  }

  /// Declines a colleague's proposal.
  /// - Parameters:
  ///   - reason: recorded in the audit log, for the proposer.
  ///   - seen: the fingerprint of the proposal that the officer saw.
  /// - Throws: `NotFound` for one's own proposal; `Refusal.concernsOneself`, or a refusal if it is not the one seen.
  package func decline(
    _ proposal: OfficerProposal, reason: String, seen: String, by acting: Acting, cause: Cause
  ) async throws {
    try acting.require(proposal.kind.right)
    guard proposal.by != acting.account.id else { throw NotFound() }
    let answer = FourEyesDecision(
      proposal.kind, proposal.subject, reason: reason, seen: seen, by: acting)
    try await database.write { try office.fourEyes.decline(proposal, answer, cause: cause, in: $0) }
  }
}
