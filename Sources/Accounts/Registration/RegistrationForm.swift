import Web

/// What a visitor typed to register.
struct RegistrationForm: Sendable {
  var firstName: String
  var lastName: String
  var email: String

  init(_ input: FormInput = FormInput()) {
    firstName = input.trimmed("vorname")
    lastName = input.trimmed("nachname")
    email = input.trimmed("email")
  }

  func validated(_ t: Texts) throws(FieldErrors) -> (firstName: String, lastName: String, email: EmailAddress) {
    var errors = FieldErrors()
    errors.require(NameRules.isName(firstName), "vorname", t("accounts.error.firstName"))
    errors.require(NameRules.isName(lastName), "nachname", t("accounts.error.lastName"))
    let address = EmailAddress(email)
    errors.require(address != nil, "email", t("accounts.error.email"))
    guard errors.isEmpty, let address else { throw errors }
    return (firstName, lastName, address)
  }
}
