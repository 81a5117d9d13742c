import Accounts
import Companies
import Database
import Journal
import Office
import Web
import Work

/// The outcome of approving a request.
package enum RequestApproval: Sendable, Equatable {
  /// A letter with a PIN is in the print queue.
  case lettersOrdered
  /// The head office has access to its branches.
  case branchesGranted
  /// There is no active company with this number and an address.
  case noSuchCompany
}

/// The outcome of refusing a request.
package enum RequestRefusal: Sendable, Equatable {
  case refused
  /// A second officer has to agree.
  case waiting
  /// A refusal needs a reason, of the length `requestReason`.
  case reasonMissing
}

/// Officers' decisions about requests: once per request, and a refusal by two officers. All throw `NotFound` if the
/// right is missing or there is no such request, and a refusal if it is already decided.
extension Apprenticeships {
  /// A request that is not decided yet.
  func openRequest(_ id: Int64) async throws -> CredentialRequest {
    guard let found = try await database.read({ try CredentialRequestQueries.request(id, in: $0) }) else {
      throw NotFound()
    }
    guard found.state == .open else { throw Refusal.requestIsDecided }
    return found
  }

  /// Assigns a request to the officer.
  package func takeRequest(_ id: Int64, by acting: Acting) async throws {
    try acting.require(.companies)
    let one = try await openRequest(id)
    try await database.write { _ = try CredentialRequestQueries.take(one.id, by: acting.account.id, in: $0) }
  }

  /// Approves a request: a letter with a PIN goes to the address that the chamber has on record, or a head office gets
  /// access to all its present branches.
  /// - Parameter number: the number of the company that gets the letter, as typed; ignored for a request for branches.
  package func approveRequest(
    _ id: Int64, companyNumber number: String, by acting: Acting, cause: Cause
  ) async throws -> RequestApproval {
    try acting.require(.companies)
    let one = try await openRequest(id)
    if one.kind == .branches { return try await approveBranches(one, by: acting, cause: cause) }
    let key = NumberKey.folded(number)
    let company = try await database.read { try CompanyQueries.company(numberKey: key, in: $0) }
    guard let company, company.hasPostalAddress, company.isActive(on: cause.day) else { return .noSuchCompany }
    try await approve(one, for: company.id, as: .approved, by: acting, cause: cause) { connection in
      try Companies.requestChamberPIN(for: company.id, now: cause.now, in: connection)
      try record(.credentialsApproved, .init(.company, company.id), cause, in: connection)
    }
    return .lettersOrdered
  }

  private func approveBranches(
    _ one: CredentialRequest, by acting: Acting, cause: Cause
  ) async throws -> RequestApproval {
    guard let company = one.company else { throw NotFound() }
    try await approve(one, for: company, as: .branches, by: acting, cause: cause) { connection in
      for branch in try CompanyQueries.branches(of: company, in: connection) {
        _ = try BranchAccessQueries.grant(
          branch.id, to: company, by: acting.account.id, now: cause.now, in: connection)
      }
      try record(.companyBranchGranted, .init(.company, company), cause, in: connection)
    }
    return .branchesGranted
  }

  /// - Parameters:
  ///   - answer: the kind of the mail with the answer.
  ///   - grant: grants the request.
  private func approve(
    _ one: CredentialRequest, for company: Int64, as answer: CredentialAnswer, by acting: Acting, cause: Cause,
    _ grant: @Sendable @escaping (any Connection) throws -> Void
  ) async throws {
    let isDone = try await database.write { connection in
      guard
        try CredentialRequestQueries.decide(
          one.id, as: .approved, company: company, answer: "", by: acting.account.id, now: cause.now, in: connection)
      else { return false }
      try grant(connection)
      try mailAnswer(answer, to: one, cause: cause, in: connection)
      return true
    }
    guard isDone else { throw Refusal.requestIsDecided }
    await signal.raise()
  }

  /// Refuses a request, once two officers agree if the chamber wants that.
  /// - Parameters:
  ///   - reason: if two officers decide, the first one's applies, and the second need not give any.
  ///   - seen: the fingerprint of the proposal that this agrees to; empty if there was none.
  package func refuseRequest(
    _ request: Int64, reason: String, agreeingTo seen: String = "", by acting: Acting, cause: Cause
  ) async throws -> RequestRefusal {
    try acting.require(.companies)
    let decision = FourEyesDecision(.requestRefusal, request, reason: reason, seen: seen, by: acting)
    let one = try await openRequest(request)
    let proposal = try await database.read { try FourEyesQueries.proposal(.requestRefusal, one.id, in: $0) }
    let agrees = proposal.map { $0.by != acting.account.id } ?? false
    guard agrees || (!reason.isEmpty && Self.requestReason.contains(reason.count)) else {
      return .reasonMissing
    }
    let outcome = try await database.write { connection -> RequestRefusal in
      guard case .agreed(let reason) = try office.fourEyes.decide(decision, cause: cause, in: connection) else {
        return .waiting
      }
      guard
        try CredentialRequestQueries.decide(
          one.id, as: .refused, company: nil, answer: reason, by: acting.account.id, now: cause.now, in: connection)
      else { throw Refusal.requestIsDecided }
      try record(.credentialsRefused, .init(.credentialRequest, one.id), cause, in: connection)
      try mailAnswer(.refused, ["reason": reason], to: one, cause: cause, in: connection)
      return .refused
    }
    if outcome == .refused { await signal.raise() }
    return outcome
  }
}

extension Refusal {
  /// The request was already decided by a colleague.
  static let requestIsDecided = Refusal("training.requests.decided")
}
