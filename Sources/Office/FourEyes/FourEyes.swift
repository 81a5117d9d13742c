import Accounts
import Chronology
import Database
import Journal
import Settings
import Sodium
import Web

/// A decision that needs two officers: what this officer wants to do, and the other's proposal as they saw it.
package struct FourEyesDecision: Sendable {
  package let kind: FourEyesKind
  package let subject: Int64
  package let reason: String
  /// The fingerprint of the proposal that the officer saw; empty if there was none.
  package let seen: String
  package let acting: Acting

  var officer: Account { acting.account }

  package init(_ kind: FourEyesKind, _ subject: Int64, reason: String, seen: String, by acting: Acting) {
    self.kind = kind
    self.subject = subject
    self.reason = reason
    self.seen = seen
    self.acting = acting
  }
}

/// The outcome of an officer's wish to refuse or delete.
package enum FourEyesOutcome: Sendable {
  /// Both agree: it may be done, with the reason that was proposed first.
  case agreed(reason: String)
  /// A second officer has to agree.
  case waiting
}

/// Decisions by two officers (four-eyes principle, dual control), required for refusals and deletions if the chamber
/// wants it so.
package struct FourEyes: Sendable {
  let settings: ChamberSettings

  package var areWanted: Bool { settings[OfficeSettings.fourEyes] }

  /// Proposes, or agrees to another officer's proposal, within the transaction of the decision. An officer agrees to
  /// the version they saw, not to one changed meanwhile; nobody decides about themselves.
  /// - Throws: `NotFound` without the right of the kind, `Refusal.concernsOneself`, or a refusal when the proposal is not
  ///   the one that was seen.
  package func decide(
    _ decision: FourEyesDecision, cause: Cause, in connection: any Connection
  ) throws -> FourEyesOutcome {
    try decision.acting.require(decision.kind.right)
    let (kind, subject) = (decision.kind, decision.subject)
    let proposal = try FourEyesQueries.proposal(
      kind, subject, lock: connection.lockingRows(of: "o"), in: connection)
    if let proposal, proposal.by != decision.officer.id, areWanted || decision.seen == proposal.fingerprint {
      try remove(proposal, seen: decision.seen, by: decision.officer, in: connection)
      try FourEyesQueries.noteAgreement(to: proposal, by: decision.officer.id, now: cause.now, in: connection)
      try note(.fourEyesAgreed, proposal, cause: cause, in: connection)
      return .agreed(reason: proposal.reason)
    }
    guard areWanted else {
      // One officer is enough by now; a proposal from before is done with it, and its reason stands for an empty one.
      if let proposal { _ = try FourEyesQueries.remove(proposal, in: connection) }
      return .agreed(reason: decision.reason.isEmpty ? proposal?.reason ?? "" : decision.reason)
    }
    if kind.concerns(decision.officer.id, subject) { throw Refusal.concernsOneself }
    // Agreeing to a proposal that is gone meanwhile must not create a new one.
    guard decision.seen.isEmpty else { throw Refusal.proposalChanged(kind, subject) }
    try FourEyesQueries.propose(decision, now: cause.now, in: connection)
    let details = ["proposal": kind.code, "reason": decision.reason].filter { !$0.value.isEmpty }
    try Journal.record(
      cause.entry(.fourEyesProposed, kind.logged(subject), details), at: cause.now, in: connection)
    return .waiting
  }

  /// Withdraws a proposal; only by the officer who made it.
  /// - Returns: false when it is gone or was changed.
  package func withdraw(_ proposal: OfficerProposal, cause: Cause, in connection: any Connection) throws -> Bool {
    guard proposal.by == cause.actor else { throw Refusal.proposalOfAnother(proposal) }
    guard try FourEyesQueries.remove(proposal, in: connection) else { return false }
    try note(.fourEyesWithdrawn, proposal, cause: cause, in: connection)
    return true
  }

  /// The second officer declines a proposal, with a reason.
  /// - Throws: as `decide`.
  package func decline(
    _ proposal: OfficerProposal, _ answer: FourEyesDecision, cause: Cause, in connection: any Connection
  ) throws {
    try answer.acting.require(proposal.kind.right)
    try remove(proposal, seen: answer.seen, by: answer.officer, in: connection)
    try note(.fourEyesDeclined, proposal, ["declined": answer.reason], cause: cause, in: connection)
  }

  /// Deletes another officer's proposal, in the version that this officer saw.
  private func remove(
    _ proposal: OfficerProposal, seen: String, by officer: Account, in connection: any Connection
  ) throws {
    if proposal.kind.concerns(officer.id, proposal.subject) { throw Refusal.concernsOneself }
    // Another account of the proposer with the same e-mail address is not a second person.
    guard EmailAddress(proposal.byEmail)?.key != EmailAddress(officer.email)?.key else { throw Refusal.concernsOneself }
    guard seen == proposal.fingerprint, try FourEyesQueries.remove(proposal, in: connection) else {
      throw Refusal.proposalChanged(proposal.kind, proposal.subject)
    }
  }

  private func note(
    _ event: Event, _ proposal: OfficerProposal, _ details: [String: String] = [:], cause: Cause,
    in connection: any Connection
  ) throws {
    let all = proposal.logged.merging(details) { $1 }
    try Journal.record(
      cause.entry(event, proposal.kind.logged(proposal.subject), all), at: cause.now, in: connection)
  }
}

extension OfficerProposal {
  /// Identifies the version of a proposal that an officer saw: who, when and why.
  package var fingerprint: String {
    Sodium.hexadecimal(Sodium.hash("\(kind.code)|\(subject)|\(by)|\(at.microseconds)|\(reason)"))
  }

  /// Audit log details of the decision about it. The entry then has both names: this one, and its actor.
  package var logged: [String: String] {
    ["proposal": kind.code, "reason": reason, "proposed_by": String(by)].filter { !$0.value.isEmpty }
  }
}

extension Refusal {
  /// Nobody can be the second person if they are concerned or made the proposal.
  package static let concernsOneself = Refusal(
    "office.fourEyes.concerned", nextStep: ("office.overview", OfficePath.start))

  /// The proposal has changed since the officer saw it.
  static func proposalChanged(_ kind: FourEyesKind, _ subject: Int64) -> Refusal {
    Refusal("office.fourEyes.changed", nextStep: ("office.fourEyes.look", kind.path(subject)))
  }

  static func proposalOfAnother(_ proposal: OfficerProposal) -> Refusal {
    Refusal(
      "office.fourEyes.notYours", nextStep: ("office.fourEyes.look", proposal.kind.path(proposal.subject)))
  }
}
