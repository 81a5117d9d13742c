import Accounts
import Chronology
import Database
import Journal
import Settings
import Web
import Work

/// An account to be opened for a person of the register.
package struct AccountOrder: Sendable {
  package let person: RegisteredPerson
  /// The company at which the person is asked for; its members' mails are counted.
  package let company: Int64?
  /// The domain of the company's own address, which dies with the contract: an address in it is asked back for. Set for
  /// apprentices.
  package var companyDomain: String?
  let access: PersonAccess
  let origin: FunctionGrantOrigin
  /// What the audit log names.
  let subject: JournalEntry.Subject

  package init(
    _ person: RegisteredPerson, company: Int64? = nil, access: PersonAccess, origin: FunctionGrantOrigin,
    subject: JournalEntry.Subject
  ) {
    self.person = person
    self.company = company
    self.access = access
    self.origin = origin
    self.subject = subject
  }
}

/// What came of the form.
package enum AccountFormOutcome: Sendable {
  case opened(flash: String, email: String)
  case again(AccountForm)
}

extension Registers {
  /// `Account erstellen`, or with another address before the first sign-in: the mistyped one is replaced.
  package func openAccount(_ order: AccountOrder, _ visit: Visit) async throws -> AccountFormOutcome {
    var form = AccountForm(email: visit.form.trimmed("email"))
    if case .held = order.access {
      form.errors.add("email", visit.t("registers.account.exists"))
      return .again(form)
    }
    guard let email = EmailAddress(form.email) else {
      form.errors.add("email", EmailAddress.problem(with: form.email, visit.t))
      return .again(form)
    }
    if email.domain == order.companyDomain, visit.form["trotzdem"] != "ja" {
      form.asksForDomain = true
      form.errors.add("trotzdem", visit.t("registers.account.domain", ["domain": email.domain]))
      return .again(form)
    }
    do {
      try await write(order, email, visit)
    } catch is InvitedByChamber {
      // The person may have accepted meanwhile.
      let key = try await origin(of: order.person) == .company ? "exists" : "byChamber"
      form.errors.add("email", visit.t("registers.account.\(key)", ["contact": settings.contact]))
      return .again(form)
    } catch let limit as MailLimitReached {
      form.errors.add("email", limit.message(visit.t))
      return .again(form)
    }
    await signal.raise()
    // Whether the address had an account already is nobody's business but its owner's.
    return .opened(flash: "registers.account.opened", email: email.text)
  }

  private func write(_ order: AccountOrder, _ email: EmailAddress, _ visit: Visit) async throws {
    let senders = order.origin == .company ? try MailSender.all(visit, company: order.company) : []
    try await database.write { connection in
      _ = try accounts.openAccount(
        for: order.person, at: email, origin: order.origin, senders: senders, cause: visit.cause, in: connection)
      try Journal.record(
        visit.cause.entry("\(order.subject.kind).account.opened", order.subject), at: visit.now, in: connection)
    }
  }

  /// Who chose the address of a person's account or invitation.
  package func origin(of person: RegisteredPerson) async throws -> FunctionGrantOrigin? {
    try await database.read { try FunctionGrantQueries.current(person.kind, person.subject, in: $0)?.origin }
  }

  /// Sends the mail of an account that was never used again.
  /// - Returns: the key of the message.
  package func resendAccount(_ person: RegisteredPerson, _ visit: Visit) async throws -> String {
    let isKnown: Bool
    do {
      isKnown = try await database.write { try resend(person, visit, in: $0) }
    } catch is MailLimitReached {
      return "registers.account.limit"
    }
    await signal.raise()
    guard isKnown else { throw NotFound() }
    return "registers.account.resent"
  }

  private func resend(
    _ person: RegisteredPerson, _ visit: Visit, in connection: any Connection
  ) throws -> Bool {
    guard let grant = try FunctionGrantQueries.current(person.kind, person.subject, in: connection),
      grant.accountState == .pending || grant.state == .offered,
      let account = try AccountQueries.account(grant.account, in: connection)
    else { return false }
    try accounts.resendOpening(to: account, for: person, cause: visit.cause, in: connection)
    return true
  }
}
