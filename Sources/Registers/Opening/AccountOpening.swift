import Accounts
import Chronology
import Database
import Journal
import Settings
import Web

/// A request to open an account for a person of the register.
package struct AccountOrder: Sendable {
  package let person: RegisteredPerson
  /// The company that asks; mails caused by its members are rate-limited.
  package let company: Int64?
  /// The domain of the company's own e-mail address. An address in it would expire with the contract, so it needs a
  /// confirmation. Set for apprentices.
  package var companyDomain: String?
  let access: PersonAccess
  let origin: FunctionGrantOrigin
  /// The subject of the audit log entry.
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

/// The outcome of the form.
package enum AccountFormOutcome: Sendable {
  case opened(flash: Notice, email: String)
  case again(AccountForm)
}

extension Registers {
  /// Handles `Account erstellen`; before the first sign-in also a corrected e-mail address.
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
    let outcome = try await openAccount(
      order, at: email, inCompanyDomain: visit.form["trotzdem"] == "ja", by: try visit.signedIn(), cause: visit.cause)
    switch outcome {
    case .opened: return .opened(flash: .registersAccountOpened, email: email.text)
    case .exists: form.errors.add("email", visit.t("registers.account.exists"))
    case .byChamber:
      form.errors.add("email", visit.t("registers.account.byChamber", ["contact": settings.contact]))
    case .companyDomain:
      form.asksForDomain = true
      form.errors.add("trotzdem", visit.t("registers.account.domain", ["domain": email.domain]))
    case .mailLimit(let limit): form.errors.add("email", limit.message(visit.t))
    }
    return .again(form)
  }

  /// Resends the mail of an account that was never used.
  /// - Parameter origin: who asks for it, the chamber or a company.
  /// - Returns: the message for whoever asked.
  package func resendAccount(
    _ person: RegisteredPerson, from origin: FunctionGrantOrigin, _ visit: Visit
  ) async throws -> Notice {
    switch try await resendAccount(person, from: origin, by: try visit.signedIn(), cause: visit.cause) {
    case .sent: .registersAccountResent
    case .mailLimit: .registersAccountLimit
    }
  }
}
