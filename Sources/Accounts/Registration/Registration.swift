import Web

/// Self-registration: a person gives a name and an address, and proves the address by a mailed code. The answer is the
/// same whether the address already has an account or not.
extension Accounts {
  @Sendable func registrationForm(_ visit: Visit) async throws -> Reply {
    visit.acting == nil ? registrationPage(visit, Form(visit)) : .redirect("/")
  }

  @Sendable func register(_ visit: Visit) async throws -> Reply {
    var form = Form(visit)
    guard let input = RegistrationForm.read(&form) else { return registrationPage(visit, form) }
    if let suggestion = input.email.suggestion, visit.form["vorschlag"] != input.email.text {
      return registrationPage(visit, form, suggestion: suggestion)
    }
    try await register(input.email, firstName: input.firstName, lastName: input.lastName, cause: visit.cause)
    return visit.redirect(to: AccountPath.startCode, flash: .accountsRegistrationSent, ["email": input.email.text])
      .with(
        cookie: registrationMark(input.email, firstName: input.firstName, lastName: input.lastName))
  }
}
