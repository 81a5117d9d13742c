import Accounts
import Chronology
import Database
import Journal
import Settings
import Sodium
import Web

/// What an officer wants to do where two have to agree, and what they saw of what another proposed.
package struct FourEyesDecision: Sendable {
  package let kind: FourEyesKind
  package let subject: Int64
  package let reason: String
  /// The fingerprint of the proposal that the officer saw; empty where there was none.
  package let seen: String
  package let officer: Account

  package init(_ kind: FourEyesKind, _ subject: Int64, reason: String, seen: String, officer: Account) {
    self.kind = kind
    self.subject = subject
    self.reason = reason
    self.seen = seen
    self.officer = officer
  }
}

/// What came of an officer's wish to refuse or delete.
package enum FourEyesOutcome: Sendable {
  /// It may be done, with the reason that was proposed first.
  case agreed(reason: String)
  /// A second officer has to agree.
  case waiting
}

/// Decisions by two officers (four eyes, dual control): refusals and deletions need them, where the chamber wants it so.
package struct FourEyes: Sendable {
  let settings: ChamberSettings

  package var areWanted: Bool { settings[OfficeSettings.fourEyes] }

  /// Proposes, or agrees to what another officer proposed; within the transaction of what is decided. Agreed is to what
  /// the officer saw, never to what it became meanwhile; nobody decides about themselves.
  /// - Throws: `Refusal.concernsOneself`, or a refusal when the proposal is not the one that was seen.
  package func decide(
    _ decision: FourEyesDecision, cause: Cause, in connection: any Connection
  ) throws -> FourEyesOutcome {
    guard areWanted else { return .agreed(reason: decision.reason) }
    let (kind, subject) = (decision.kind, decision.subject)
    if let proposal = try FourEyesQueries.proposal(
      kind, subject, lock: connection.lockingRows(of: "o"), in: connection), proposal.by != decision.officer.id
    {
      try remove(proposal, seen: decision.seen, by: decision.officer, in: connection)
      try FourEyesQueries.noteAgreement(to: proposal, by: decision.officer.id, now: cause.now, in: connection)
      try note("agreed", proposal, cause: cause, in: connection)
      return .agreed(reason: proposal.reason)
    }
    if kind.concerns(decision.officer.id, subject) { throw Refusal.concernsOneself }
    // Whoever agrees to what is gone meanwhile proposes nothing.
    guard decision.seen.isEmpty else { throw Refusal.proposalChanged(kind, subject) }
    try FourEyesQueries.propose(decision, now: cause.now, in: connection)
    let details = ["proposal": kind.code, "reason": decision.reason].filter { !$0.value.isEmpty }
    try Journal.record(
      cause.entry("four_eyes.proposed", kind.logged(subject), details), at: cause.now, in: connection)
    return .waiting
  }

  /// The officer who proposed it takes it back.
  /// - Returns: false when it is gone or another by now.
  package func withdraw(_ proposal: OfficerProposal, cause: Cause, in connection: any Connection) throws -> Bool {
    guard proposal.by == cause.actor else { throw Refusal.proposalOfAnother(proposal) }
    guard try FourEyesQueries.remove(proposal, in: connection) else { return false }
    try note("withdrawn", proposal, cause: cause, in: connection)
    return true
  }

  /// The second officer says no, and why.
  package func decline(
    _ proposal: OfficerProposal, _ answer: FourEyesDecision, cause: Cause, in connection: any Connection
  ) throws {
    try remove(proposal, seen: answer.seen, by: answer.officer, in: connection)
    try note("declined", proposal, ["declined": answer.reason], cause: cause, in: connection)
  }

  /// Takes a proposal of another away, as this officer saw it.
  private func remove(
    _ proposal: OfficerProposal, seen: String, by officer: Account, in connection: any Connection
  ) throws {
    if proposal.kind.concerns(officer.id, proposal.subject) { throw Refusal.concernsOneself }
    // A second account of the proposer at one address is no second person.
    guard EmailAddress(proposal.byEmail)?.key != EmailAddress(officer.email)?.key else { throw Refusal.concernsOneself }
    guard seen == proposal.fingerprint, try FourEyesQueries.remove(proposal, in: connection) else {
      throw Refusal.proposalChanged(proposal.kind, proposal.subject)
    }
  }

  private func note(
    _ event: String, _ proposal: OfficerProposal, _ details: [String: String] = [:], cause: Cause,
    in connection: any Connection
  ) throws {
    let all = proposal.logged.merging(details) { $1 }
    try Journal.record(
      cause.entry("four_eyes.\(event)", proposal.kind.logged(proposal.subject), all), at: cause.now, in: connection)
  }
}

extension OfficerProposal {
  /// Names what an officer saw of a proposal: who, when and why.
  package var fingerprint: String {
    Sodium.hexadecimal(Sodium.hash("\(kind.code)|\(subject)|\(by)|\(at.microseconds)|\(reason)"))
  }

  /// For the audit log, of what becomes of it: both names stand in the line, this one and whose line it is.
  package var logged: [String: String] {
    ["proposal": kind.code, "reason": reason, "proposed_by": String(by)].filter { !$0.value.isEmpty }
  }
}

extension Refusal {
  /// Nobody is the second person where they are concerned, or for themselves.
  package static let concernsOneself = Refusal(
    "office.fourEyes.concerned", nextStep: ("office.overview", "/kammer"))

  /// What was proposed is not any more what the officer saw.
  static func proposalChanged(_ kind: FourEyesKind, _ subject: Int64) -> Refusal {
    Refusal("office.fourEyes.changed", nextStep: ("office.fourEyes.look", kind.path(subject)))
  }

  static func proposalOfAnother(_ proposal: OfficerProposal) -> Refusal {
    Refusal(
      "office.fourEyes.notYours", nextStep: ("office.fourEyes.look", proposal.kind.path(proposal.subject)))
  }
}
