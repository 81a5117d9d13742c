import Accounts
import Chronology
import Companies
import Database
import Journal
import Settings
import Web
import Work

/// The account of a person of the register, with what can be done about it.
package struct AccountCard: Sendable {
  let access: PersonAccess
  /// Where the form goes; `/erneut` behind it sends again.
  let action: String
  /// The address that the chamber knows.
  let suggestion: String
  let form: AccountForm
  /// Officers see at which address the account is.
  let isForOfficers: Bool
  /// Who chose the address; nil where it does not matter.
  let origin: FunctionGrantOrigin?
  /// How the chamber is reached.
  let contact: String

  package init(
    access: PersonAccess, action: String, suggestion: String, form: AccountForm, isForOfficers: Bool = false,
    origin: FunctionGrantOrigin? = nil, contact: String = ""
  ) {
    self.origin = origin
    self.contact = contact
    self.isForOfficers = isForOfficers
    self.access = access
    self.action = action
    self.suggestion = suggestion
    self.form = form
  }

  /// A company neither sees nor replaces the address that the chamber chose.
  fileprivate var isOfChamber: Bool { !isForOfficers && origin != .company }
}

/// An account to be opened for a person of the register.
package struct AccountOrder: Sendable {
  let person: RegisteredPerson
  /// Of an apprentice: an address in its domain is asked back for.
  let company: Int64?
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

extension Apprenticeships {
  /// `Account erstellen`, or with another address before the first sign-in: the mistyped one is replaced.
  package func openAccount(_ order: AccountOrder, _ visit: Visit) async throws -> AccountFormOutcome {
    var form = AccountForm(email: visit.form.trimmed("email"))
    if case .held = order.access {
      form.errors.add("email", visit.t("training.account.exists"))
      return .again(form)
    }
    guard let email = EmailAddress(form.email) else {
      form.errors.add("email", EmailAddress.problem(with: form.email, visit.t))
      return .again(form)
    }
    if order.person.kind == .apprentice, let company = order.company, visit.form["trotzdem"] != "ja",
      try await isCompanyAddress(email, company)
    {
      form.asksForDomain = true
      form.errors.add("trotzdem", visit.t("training.account.domain", ["domain": email.domain]))
      return .again(form)
    }
    do {
      try await write(order, email, visit)
    } catch is InvitedByChamber {
      // The person may have accepted meanwhile.
      let key = try await origin(of: order.person) == .company ? "exists" : "byChamber"
      form.errors.add("email", visit.t("training.account.\(key)", ["contact": settings.contact]))
      return .again(form)
    } catch let limit as MailLimitReached {
      form.errors.add("email", limit.message(visit.t))
      return .again(form)
    }
    await signal.raise()
    // Whether the address had an account already is nobody's business but its owner's.
    return .opened(flash: "training.account.opened", email: email.text)
  }

  private func write(_ order: AccountOrder, _ email: EmailAddress, _ visit: Visit) async throws {
    let senders = order.origin == .company ? try MailSender.all(visit, company: order.company) : []
    try await database.write { connection in
      _ = try accounts.openAccount(
        for: order.person, at: email, origin: order.origin, senders: senders, cause: visit.cause, in: connection)
      try record("\(order.subject.kind).account.opened", order.subject, visit, in: connection)
    }
  }

  /// Who chose the address of a person's account or invitation.
  package func origin(of person: RegisteredPerson) async throws -> FunctionGrantOrigin? {
    try await database.read { try FunctionGrantQueries.current(person.kind, person.subject, in: $0)?.origin }
  }

  private func isCompanyAddress(_ email: EmailAddress, _ company: Int64) async throws -> Bool {
    let company = try await database.read { try CompanyQueries.company(company, in: $0) }
    guard let own = company.flatMap({ EmailAddress($0.email) }) else { return false }
    return own.domain == email.domain && !AccountForm.publicDomains.contains(own.domain)
  }

  /// Sends the mail of an account that was never used again.
  /// - Returns: the key of the message.
  package func resendAccount(_ person: RegisteredPerson, _ visit: Visit) async throws -> String {
    let isKnown: Bool
    do {
      isKnown = try await database.write { try resend(person, visit, in: $0) }
    } catch is MailLimitReached {
      return "training.account.limit"
    }
    await signal.raise()
    guard isKnown else { throw NotFound() }
    return "training.account.resent"
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

extension HTML {
  /// - Parameter more: what else can be done about the account.
  package mutating func accountCard(
    _ model: AccountCard, _ visit: Visit, more: ((inout HTML) -> Void)? = nil
  ) {
    let t = visit.t
    card(title: t("training.account.title")) { card in
      card.p { $0.badge(model.access, t, visit.clock) }
      switch model.access {
      case .held(_, let email):
        card.p(model.isForOfficers ? t("training.account.heldBy", ["email": email]) : t("training.account.heldText"))
      case .invited where model.isOfChamber, .offered where model.isOfChamber:
        card.p(t("training.account.byChamber", ["contact": model.contact]))
        card.postButton(action: "\(model.action)/erneut", label: t("training.account.resend"), token: visit.formToken)
      case .invited(_, let email), .offered(_, let email):
        if model.isForOfficers, model.origin == .company { card.p(t("training.account.byCompany")) }
        let isAsked = model.isForOfficers && model.access.kind == .offered
        card.p(t(isAsked ? "training.account.ownerIsAsked" : "training.account.waiting", ["email": email]))
        card.postButton(action: "\(model.action)/erneut", label: t("training.account.resend"), token: visit.formToken)
        card.details(t("training.account.correct"), isOpen: !model.form.errors.isEmpty) { details in
          details.accountForm(model, visit, label: t("training.account.replace"))
        }
      case .none: card.accountForm(model, visit, label: t("training.account.open"))
      }
      if let more { more(&card) }
    }
  }

  private mutating func accountForm(_ model: AccountCard, _ visit: Visit, label: String) {
    let t = visit.t
    let isFilled = !model.form.email.isEmpty || !model.form.errors.isEmpty
    form(action: model.action, token: visit.formToken, .class("form")) { form in
      form.field(
        Field(
          "email", t("accounts.field.email"), kind: .email, hint: t("training.account.hint"),
          value: isFilled ? model.form.email : model.suggestion, error: model.form.errors["email"]))
      if model.form.asksForDomain {
        form.checkbox(
          Question("trotzdem", t("training.account.anyway"), error: model.form.errors["trotzdem"]), value: "ja")
      }
      form.buttonRow { $0.submitButton(label) }
    }
  }
}
