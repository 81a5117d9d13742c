import Web

/// What a visitor typed to register.
struct RegistrationForm: Sendable {
  var name: NameForm
  var email: String

  init(_ input: FormInput = FormInput()) {
    name = NameForm(input)
    email = input.trimmed("email")
  }

  func validated(_ t: Texts) throws(FieldErrors) -> (firstName: String, lastName: String, email: EmailAddress) {
    var errors = FieldErrors()
    let (firstName, lastName) = name.checked(
      t, missing: (t("accounts.error.firstName"), t("accounts.error.lastName")), &errors)
    let address = EmailAddress(email)
    errors.require(address != nil, "email", EmailAddress.problem(with: email, t))
    guard errors.isEmpty, let address else { throw errors }
    return (firstName, lastName, address)
  }
}
