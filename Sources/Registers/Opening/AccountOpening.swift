import Accounts
import Chronology
import Database
import Journal
import Settings
import Web

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
    let outcome = try await openAccount(
      order, at: email, inCompanyDomain: visit.form["trotzdem"] == "ja", by: try visit.signedIn(), cause: visit.cause)
    switch outcome {
    case .opened: return .opened(flash: "registers.account.opened", email: email.text)
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

  /// Sends the mail of an account that was never used again.
  /// - Returns: the key of the message.
  package func resendAccount(_ person: RegisteredPerson, _ visit: Visit) async throws -> String {
    switch try await resendAccount(person, cause: visit.cause) {
    case .sent: "registers.account.resent"
    case .mailLimit: "registers.account.limit"
    }
  }
}
