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
      guard
        let found = try registeredAccount(email, firstName: firstName, lastName: lastName, visit, in: connection)
      else { return }
      let account = found.account
      if found.isNew {
        try record("account.registered", account: account.id, visit: visit, byOwner: false, in: connection)
      }
      if try isForSomebody(account, in: connection) {
        try sendCode(to: account, visit: visit, in: connection)
      } else if account.state == .pending {
        let code = try issueCode(
          .activation, for: account, firstName: firstName, lastName: lastName, now: visit.now, in: connection)
        try queueMail(.activation(code), to: account, visit: visit, in: connection)
      } else {
        try queueMail(.alreadyRegistered, to: account, visit: visit, in: connection)
      }
    }
    await signal.raise()
  }

  /// - Returns: nil when no mail may go there any more.
  private func registeredAccount(
    _ email: EmailAddress, firstName: String, lastName: String, _ visit: Visit, in connection: any Connection
  ) throws -> NamedAccount? {
    let added = try AccountQueries.addFirst(
      email, firstName: firstName, lastName: lastName, language: visit.t.language, now: visit.now, in: connection)
    if let added { return NamedAccount(account: added, isNew: true) }
    // Another registration of the address may have come between: its mails count as well.
    guard try mayMail(email, visit.now, in: connection) else { return nil }
    return try registering(
      firstName, lastName, at: email, language: visit.t.language, now: visit.now, in: connection)
  }
}
