import Web

/// Self-registration: a person gives name and address and proves the address by the code that is mailed to it. The
/// answer is the same whether the address has an account or not.
extension Accounts {
  @Sendable func registrationForm(_ visit: Visit) async throws -> Reply {
    visit.acting == nil ? registrationPage(visit, RegistrationForm(), FieldErrors()) : .redirect("/")
  }

  @Sendable func register(_ visit: Visit) async throws -> Reply {
    let form = RegistrationForm(visit.form)
    let input: (firstName: String, lastName: String, email: EmailAddress)
    do {
      input = try form.validated(visit.t)
    } catch {
      return registrationPage(visit, form, error)
    }
    if let suggestion = input.email.suggestion, visit.form["vorschlag"] != input.email.text {
      return registrationPage(visit, form, FieldErrors(), suggestion: suggestion)
    }
    try await register(input.email, firstName: input.firstName, lastName: input.lastName, cause: visit.cause)
    return visit.redirect(to: AccountPath.startCode, flash: .accountsRegistrationSent, ["email": input.email.text])
      .with(
        cookie: registrationMark(input.email, firstName: input.firstName, lastName: input.lastName))
  }
}
