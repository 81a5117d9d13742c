import Accounts
import Chronology
import Companies
import Database
import Office
import Web
import Work

/// A person without account whom a company names as deputy.
package struct ProposedDeputy: Sendable {
  let company: Int64
  let firstName: String
  let lastName: String
  let email: EmailAddress
  let fields: Set<WorkField>
  /// The last day; nil without limit.
  let validUntil: CalendarDate?

  package init(
    company: Int64, firstName: String, lastName: String, email: EmailAddress, fields: Set<WorkField>,
    validUntil: CalendarDate?
  ) {
    self.company = company
    self.firstName = firstName
    self.lastName = lastName
    self.email = email
    self.fields = fields
    self.validUntil = validUntil
  }
}

/// What came of proposing a deputy.
package enum ProposingOutcome: Sendable, Equatable {
  /// It waits for the chamber.
  case proposed
  /// Too many offers and proposals of this account.
  case tooMany(wait: TimeSpan)
  case mailLimit(MailLimitReached)
}

/// What came of an officer's decision.
package enum ProposalOutcome: Sendable, Equatable {
  case done
  /// A second officer has to agree.
  case waiting
  /// Somebody decided or withdrew it before.
  case decidedBefore
  /// The company is not active any more, or the last day is over.
  case pointless
  /// Too many mails went to the address lately.
  case mailLimit
}

extension Delegation {
  /// Proposes a deputy for a company to the chamber.
  /// - Throws: `NotFound` for a company that the person does not administer; `delegation.impossible` where it covers
  ///   nothing, or its last day is over.
  package func propose(
    _ proposed: ProposedDeputy, by acting: Acting, cause: Cause
  ) async throws -> ProposingOutcome {
    try acting.requireOwnAccount()
    guard acting.administeredKeys.contains(proposed.company) else { throw NotFound() }
    guard DeputyshipRules.canBeGiven(proposed.fields, until: proposed.validUntil, on: cause.day) else {
      throw Refusal.deputyshipIsImpossible
    }
    if let wait = offerWait(acting, cause) { return .tooMany(wait: wait) }
    let new = NewDeputyship(
      principalKind: .companyAdministrator, principalSubject: proposed.company, givenBy: acting.account.id,
      typedName: proposed.email.text, firstName: proposed.firstName, lastName: proposed.lastName,
      fields: proposed.fields, validUntil: proposed.validUntil, state: .proposed)
    do {
      try await database.write { connection in
        try accounts.countMail(
          from: MailSender.all(acting, company: proposed.company), now: cause.now, in: connection)
        _ = try add(new, cause: cause, in: connection)
      }
    } catch let limit as MailLimitReached {
      return .mailLimit(limit)
    }
    return .proposed
  }
}

/// The chamber's decision about proposed persons. Both throw `NotFound` without the right to companies.
extension Delegation {
  /// A proposal that waits; nil when there is none or it was decided.
  package func proposal(_ id: Int64, in connection: any Connection) throws -> Deputyship? {
    try DeputyshipQueries.deputyship(id, in: connection).flatMap { $0.state == .proposed ? $0 : nil }
  }

  /// Approves: where the address has no account the person gets one, and the deputyship counts at once. Whoever has one
  /// is asked first: nobody becomes a deputy unasked.
  package func approve(_ id: Int64, by officer: Acting, cause: Cause) async throws -> ProposalOutcome {
    try officer.requireOwnAccount()
    try officer.require(.companies)
    let outcome: ProposalOutcome
    do {
      outcome = try await database.write { try approve(id, by: officer.account.id, cause: cause, in: $0) }
    } catch is MailLimitReached {
      return .mailLimit
    } catch is DecidedBefore {
      return .decidedBefore
    }
    await signal.raise()
    return outcome
  }

  private func approve(
    _ id: Int64, by actor: Int64, cause: Cause, in connection: any Connection
  ) throws -> ProposalOutcome {
    guard let proposal = try proposal(id, in: connection) else { return .decidedBefore }
    guard DeputyshipRules.stands(proposal, on: cause.day) else { return .pointless }
    guard let found = try account(of: proposal, cause, in: connection), case let account = found.account,
      try accounts.mayMail(account, cause.now, in: connection)
    else { throw MailLimitReached.address }
    let isDone =
      found.isNew
      ? try DeputyshipQueries.activate(proposal, deputy: account.id, by: actor, now: cause.now, in: connection)
      : try DeputyshipQueries.offer(proposal, to: account.id, by: actor, now: cause.now, in: connection)
    guard isDone else { throw DecidedBefore() }
    let details = Self.details(proposal).merging(["member": String(account.id)]) { $1 }
    try record("approved", id, cause, details, in: connection)
    if account.state == .pending {
      try mailApproval(of: proposal, to: account, cause, in: connection)
    } else if let offered = try DeputyshipQueries.deputyship(id, in: connection) {
      try mail(.offered, about: offered, to: [.deputy], cause, in: connection)
    }
    try mail(.approved, about: proposal, to: [.giver], cause, in: connection)
    return .done
  }

  /// Thrown within the write, so that no account is left that nobody asked for.
  private struct DecidedBefore: Error {}

  private func account(
    of proposal: Deputyship, _ cause: Cause, in connection: any Connection
  ) throws -> NamedAccount? {
    guard let address = EmailAddress(proposal.typedName) else { return nil }
    return try accounts.account(
      named: proposal.proposedFirstName, proposal.proposedLastName, at: address, now: cause.now, in: connection)
  }

  /// Refuses, as soon as two officers agree where that is wanted; the reason goes to who proposed the person.
  /// - Parameters:
  ///   - reason: why; of two officers that of the first one counts.
  ///   - seen: the fingerprint of the proposal that the officer agrees to; empty where there was none.
  /// - Throws: what `FourEyes.decide` throws.
  package func refuse(
    _ id: Int64, reason: String, agreeingTo seen: String = "", by officer: Acting, cause: Cause
  ) async throws -> ProposalOutcome {
    try officer.require(.companies)
    let decision = FourEyesDecision(.deputyRefusal, id, reason: reason, seen: seen, officer: officer.account)
    // The second officer's word and what it decides stand together or not at all.
    let outcome = try await database.write { connection -> ProposalOutcome in
      guard try proposal(id, in: connection) != nil else { return .decidedBefore }
      guard case .agreed(let reason) = try office.fourEyes.decide(decision, cause: cause, in: connection) else {
        return .waiting
      }
      return try refuse(id, reason: reason, by: officer, cause: cause, in: connection)
    }
    await signal.raise()
    return outcome
  }

  private func refuse(
    _ id: Int64, reason: String, by officer: Acting, cause: Cause, in connection: any Connection
  ) throws -> ProposalOutcome {
    guard let proposal = try proposal(id, in: connection),
      try DeputyshipQueries.turnDown(
        proposal, as: .refused, reason: reason, by: officer.account.id, now: cause.now, in: connection),
      let refused = try DeputyshipQueries.deputyship(id, in: connection)
    else { return .decidedBefore }
    try record("refused", id, cause, Self.details(refused), in: connection)
    try mail(.refused, about: refused, to: [.giver], cause, in: connection)
    return .done
  }
}
