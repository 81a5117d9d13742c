import Accounts
import Chronology
import Companies
import Database
import Office
import Web
import Work

/// A person without account whom a company proposes as deputy.
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

/// The outcome of proposing a deputy.
package enum ProposingOutcome: Sendable, Equatable {
  /// Waits for the chamber.
  case proposed
  /// The account has made too many offers and proposals.
  case tooMany(wait: TimeSpan)
  case mailLimit(MailLimitReached)
}

/// The outcome of an officer's decision.
package enum ProposalOutcome: Sendable, Equatable {
  case done
  /// A second officer has to agree.
  case waiting
  /// It was decided or withdrawn before.
  case decidedBefore
  /// The company is no longer active, or the last day has passed.
  case pointless
  /// Too many mails were sent to the address recently.
  case mailLimit
}

extension Delegation {
  /// Proposes a company's deputy to the chamber.
  /// - Throws: `NotFound` for a company that the person does not administer; `delegation.impossible` if the deputyship
  ///   covers no field of work, or its last day has passed.
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

/// The chamber's decision about proposed persons. All throw `NotFound` without the right to companies.
extension Delegation {
  /// A proposal that waits; nil if there is none or it was decided.
  package func proposal(_ id: Int64, in connection: any Connection) throws -> Deputyship? {
    try DeputyshipQueries.deputyship(id, in: connection).flatMap { $0.state == .proposed ? $0 : nil }
  }

  /// Approves: without an account at the e-mail address one is created, and the deputyship is in force at once. An
  /// existing account gets an offer instead, because nobody becomes a deputy unasked.
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
    try record(.deputyshipApproved, id, cause, details, in: connection)
    if account.state == .pending {
      try mailApproval(of: proposal, to: account, cause, in: connection)
    } else if let offered = try DeputyshipQueries.deputyship(id, in: connection) {
      try mail(.offered, about: offered, to: [.deputy], cause, in: connection)
    }
    try mail(.approved, about: proposal, to: [.giver], cause, in: connection)
    return .done
  }

  /// Thrown within the write to roll it back, so that no unwanted account remains.
  private struct DecidedBefore: Error {}

  private func account(
    of proposal: Deputyship, _ cause: Cause, in connection: any Connection
  ) throws -> NamedAccount? {
    guard let address = EmailAddress(proposal.typedName) else { return nil }
    return try accounts.account(
      named: proposal.proposedFirstName, proposal.proposedLastName, at: address, now: cause.now, in: connection)
  }

  /// How many characters the reason of a refusal needs and may have.
  package static let refusalReason = 3...1000

  /// Refuses, once two officers agree if four eyes are required; the proposer gets the reason.
  /// - Parameters:
  ///   - reason: if two officers decide, the first one's applies.
  ///   - seen: the fingerprint of the officer's proposal that this agrees to; empty if there was none.
  /// - Throws: as `FourEyes.decide`.
  package func refuse(
    _ id: Int64, reason: String, agreeingTo seen: String = "", by officer: Acting, cause: Cause
  ) async throws -> ProposalOutcome {
    try officer.require(.companies)
    let decision = FourEyesDecision(.deputyRefusal, id, reason: reason, seen: seen, by: officer)
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
    try record(.deputyshipRefused, id, cause, Self.details(refused), in: connection)
    try mail(.refused, about: refused, to: [.giver], cause, in: connection)
    return .done
  }
}
