import Accounts
import Database
import Office
import Web

/// What becomes of proposals beside agreeing: taken back by whoever proposed it, or not agreed to. Agreeing is the
/// operation that was proposed.
extension Chamber {
  /// A proposal that waits.
  /// - Throws: `NotFound` when there is none, or the officer has not the right of its kind.
  package func proposal(_ kind: FourEyesKind, _ subject: Int64, for acting: Acting) async throws -> OfficerProposal {
    try acting.require(kind.right)
    guard let proposal = try await database.read({ try FourEyesQueries.proposal(kind, subject, in: $0) }) else {
      throw NotFound()
    }
    return proposal
  }

  /// Takes an own proposal back.
  /// - Returns: false when it is gone or another by now.
  /// - Throws: `office.fourEyes.notYours` for a colleague's.
  package func takeBack(_ proposal: OfficerProposal, by acting: Acting, cause: Cause) async throws -> Bool {
    try acting.require(proposal.kind.right)
    return try await database.write { try office.fourEyes.withdraw(proposal, cause: cause, in: $0) }
  }

  /// Says no to a colleague's proposal.
  /// - Parameters:
  ///   - reason: read by whoever proposed it, in the audit log; of the length `FourEyes.declineReason`.
  ///   - seen: its fingerprint, as the officer saw it.
  /// - Throws: `NotFound` for an own proposal; `Refusal.concernsOneself`, or a refusal when it is not the one seen, or
  ///   the reason is not as long as it has to be.
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
