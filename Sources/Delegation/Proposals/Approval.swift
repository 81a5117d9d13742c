import Accounts
import Chronology
import Database
import Web
import Work

/// What came of an officer's decision.
package enum ProposalOutcome: Sendable, Equatable {
  case done
  /// Somebody decided or withdrew it before.
  case decidedBefore
  /// The company is not active any more, or the last day is over.
  case pointless
  /// Too many mails went to the address lately.
  case mailLimit
}

/// The chamber's decision about proposed persons. The back office asks for it; the route there holds the right.
extension Delegation {
  /// A proposal that waits; nil when there is none or it was decided.
  package func proposal(_ id: Int64, in connection: any Connection) throws -> Deputyship? {
    try DeputyshipQueries.deputyship(id, in: connection).flatMap { $0.state == .proposed ? $0 : nil }
  }

  /// Approves: where the address has no account the person gets one, and the deputyship counts at once. Whoever has one
  /// is asked first: nobody becomes a deputy unasked.
  package func approve(_ id: Int64, _ visit: Visit) async throws -> ProposalOutcome {
    let actor = try visit.signedIn().account.id
    let day = visit.clock.day(of: visit.now)
    let outcome: ProposalOutcome
    do {
      outcome = try await database.write { try approve(id, on: day, by: actor, visit, in: $0) }
    } catch is MailLimitReached {
      return .mailLimit
    } catch is DecidedBefore {
      return .decidedBefore
    }
    await signal.raise()
    return outcome
  }

  private func approve(
    _ id: Int64, on day: CalendarDate, by actor: Int64, _ visit: Visit, in connection: any Connection
  ) throws -> ProposalOutcome {
    guard let proposal = try proposal(id, in: connection) else { return .decidedBefore }
    guard DeputyshipRules.stands(proposal, on: day) else { return .pointless }
    guard let found = try account(of: proposal, visit, in: connection), case let account = found.account,
      try accounts.mayMail(account, visit.now, in: connection)
    else { throw MailLimitReached.address }
    let isDone =
      found.isNew
      ? try DeputyshipQueries.activate(proposal, deputy: account.id, by: actor, now: visit.now, in: connection)
      : try DeputyshipQueries.offer(proposal, to: account.id, by: actor, now: visit.now, in: connection)
    guard isDone else { throw DecidedBefore() }
    let details = Self.details(proposal).merging(["member": String(account.id)]) { $1 }
    try record("approved", id, visit, details, in: connection)
    if account.state == .pending {
      try mailApproval(of: proposal, to: account, visit, in: connection)
    } else if let offered = try DeputyshipQueries.deputyship(id, in: connection) {
      try mail(.offered, about: offered, to: [.deputy], visit, in: connection)
    }
    try mail(.approved, about: proposal, to: [.giver], visit, in: connection)
    return .done
  }

  /// Thrown within the write, so that no account is left that nobody asked for.
  private struct DecidedBefore: Error {}

  private func account(
    of proposal: Deputyship, _ visit: Visit, in connection: any Connection
  ) throws -> NamedAccount? {
    guard let address = EmailAddress(proposal.typedName) else { return nil }
    return try accounts.account(
      named: proposal.proposedFirstName, proposal.proposedLastName, at: address, now: visit.now, in: connection)
  }

  /// Refuses, in the write of whoever decides; the reason goes to who proposed it. `signal` has to be raised after it.
  package func refuse(
    _ id: Int64, reason: String, _ visit: Visit, in connection: any Connection
  ) throws -> ProposalOutcome {
    let actor = try visit.signedIn().account.id
    guard let proposal = try proposal(id, in: connection),
      try DeputyshipQueries.turnDown(
        proposal, as: .refused, reason: reason, by: actor, now: visit.now, in: connection),
      let refused = try DeputyshipQueries.deputyship(id, in: connection)
    else { return .decidedBefore }
    try record("refused", id, visit, Self.details(refused), in: connection)
    try mail(.refused, about: refused, to: [.giver], visit, in: connection)
    return .done
  }
}
