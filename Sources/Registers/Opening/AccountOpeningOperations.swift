import Accounts
import Chronology
import Database
import Journal
import Web
import Work

/// The outcome of opening an account for a person of the register.
package enum AccountOpeningOutcome: Sendable, Equatable {
  /// A mail is on its way. Whether the address already had an account is disclosed to its owner only.
  case opened
  /// The person has an account already.
  case exists
  /// The chamber chose the address, which a company cannot replace.
  case byChamber
  /// The address is in the company's domain and will expire with the contract.
  case companyDomain
  case mailLimit(MailLimitReached)
}

/// The outcome of resending the mail of an account.
package enum AccountResendOutcome: Sendable, Equatable {
  case sent
  /// Too many mails were sent to the address recently.
  case mailLimit
}

extension Registers {
  /// Opens an account at an e-mail address; before the first sign-in also replaces a mistyped one.
  /// - Parameter inCompanyDomain: whether an address in the company's domain was confirmed.
  /// - Throws: `NotFound` for whoever may not open accounts for the person, and for a deputy.
  package func openAccount(
    _ order: AccountOrder, at email: EmailAddress, inCompanyDomain: Bool = false, by acting: Acting, cause: Cause
  ) async throws -> AccountOpeningOutcome {
    try await requireOpening(for: order.person, from: order.origin, by: acting, cause: cause)
    if case .held = order.access { return .exists }
    if email.domain == order.companyDomain, !inCompanyDomain { return .companyDomain }
    let senders = order.origin == .company ? MailSender.all(acting, company: order.company) : []
    do {
      try await database.write { connection in
        _ = try accounts.openAccount(
          for: order.person, at: email, origin: order.origin, senders: senders, cause: cause, in: connection)
        try Journal.record(
          cause.entry(.accountOpened(for: order.subject.kind), order.subject), at: cause.now, in: connection)
      }
    } catch is InvitedByChamber {
      // The person may have accepted meanwhile.
      return try await origin(of: order.person) == .company ? .exists : .byChamber
    } catch let limit as MailLimitReached {
      return .mailLimit(limit)
    }
    await signal.raise()
    return .opened
  }

  /// Who chose the e-mail address of a person's account or invitation.
  package func origin(of person: RegisteredPerson) async throws -> FunctionGrantOrigin? {
    try await database.read { try FunctionGrantQueries.current(person.kind, person.subject, in: $0)?.origin }
  }

  /// Resends the mail of an account that was never used.
  /// - Parameter origin: who asks for it, the chamber or a company.
  /// - Throws: `NotFound` if no invitation of the person is pending, for whoever may not open accounts for the person,
  ///   and for a deputy.
  package func resendAccount(
    _ person: RegisteredPerson, from origin: FunctionGrantOrigin, by acting: Acting, cause: Cause
  ) async throws -> AccountResendOutcome {
    try await requireOpening(for: person, from: origin, by: acting, cause: cause)
    let isKnown: Bool
    do {
      isKnown = try await database.write { try resend(person, cause: cause, in: $0) }
    } catch is MailLimitReached {
      return .mailLimit
    }
    await signal.raise()
    guard isKnown else { throw NotFound() }
    return .sent
  }

  /// The chamber's word needs an officer with the right to training, a company's somebody whom the person's kind lets
  /// open accounts.
  private func requireOpening(
    for person: RegisteredPerson, from origin: FunctionGrantOrigin, by acting: Acting, cause: Cause
  ) async throws {
    try acting.requireOwnAccount()
    switch origin {
    case .chamber: try acting.require(.training)
    case .company:
      let mayOpen = try await database.read { connection in
        try kind(person.kind)?.isAccountOpened(for: person.subject, by: acting, on: cause.day, in: connection)
      }
      guard mayOpen == true else { throw NotFound() }
    case .letter: throw NotFound()
    }
  }

  private func resend(_ person: RegisteredPerson, cause: Cause, in connection: any Connection) throws -> Bool {
    guard let grant = try FunctionGrantQueries.current(person.kind, person.subject, in: connection),
      grant.accountState == .pending || grant.state == .offered,
      let account = try AccountQueries.account(grant.account, in: connection)
    else { return false }
    try accounts.resendOpening(to: account, for: person, cause: cause, in: connection)
    return true
  }
}
