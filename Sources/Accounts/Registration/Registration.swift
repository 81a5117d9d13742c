import Chronology
import Database
import Settings
import Web
import Work

/// Self-registration: a person gives name and address and proves the address by the code that is mailed to it. The
/// answer is the same whether the address has an account or not.
extension Accounts {
  @Sendable func registrationForm(_ visit: Visit) async throws -> Reply {
    visit.acting == nil ? registrationPage(visit, RegistrationForm(), FieldErrors()) : .redirect("/")
  }

  @Sendable func register(_ visit: Visit) async throws -> Reply {
    let form = RegistrationForm(visit.form)
    if let wait = networkWait(visit) { return tooMany(visit, wait) }
    let input: (firstName: String, lastName: String, email: EmailAddress)
    do {
      input = try form.validated(visit.t)
    } catch {
      return registrationPage(visit, form, error)
    }
    if let suggestion = input.email.suggestion, visit.form["vorschlag"] != input.email.text {
      return registrationPage(visit, form, FieldErrors(), suggestion: suggestion)
    }
    try await register(input.email, firstName: input.firstName, lastName: input.lastName, visit)
    return visit.redirect(to: "/startcode", flash: "accounts.registration.sent", ["email": input.email.text]).with(
      cookie: registrationMark(input.email, firstName: input.firstName, lastName: input.lastName))
  }

  private func register(_ email: EmailAddress, firstName: String, lastName: String, _ visit: Visit) async throws {
    try await database.write { connection in
      // Asked first: an account to which no code goes would only be in the way.
      guard try mayMail(email, visit.now, in: connection) else {
        return try UnknownAttempts.note(on: visit.clock.day(of: visit.now), in: connection)
      }
      let added = try AccountQueries.addPending(
        email, firstName: firstName, lastName: lastName, language: visit.t.language, now: visit.now, in: connection)
      guard let account = try added ?? AccountQueries.account(withEmail: email, in: connection) else { return }
      // Another registration of the address may have come between: its mails count as well.
      guard try added != nil || mayMail(account, visit.now, in: connection) else { return }
      if added != nil {
        try record("account.registered", account: account.id, visit: visit, byOwner: false, in: connection)
      }
      if account.state == .pending {
        let code = try issueCode(
          .activation, for: account, firstName: firstName, lastName: lastName, now: visit.now, in: connection)
        try queueMail(.activation(code), to: account, visit: visit, in: connection)
      } else {
        try queueMail(.alreadyRegistered, to: account, visit: visit, in: connection)
      }
    }
    await signal.raise()
  }
}
