import Web

/// The form for registration.
enum RegistrationForm {
  static let name = NamePart(missing: ("web.error.firstName", "web.error.lastName"), isOwn: true)
  static let email = FormField.email(
    "email", "web.field.email", hint: "accounts.registration.emailHint", autocomplete: "email")

  static func read(_ form: inout Form) -> (firstName: String, lastName: String, email: EmailAddress)? {
    let name = form.read(name)
    let email = form.read(email)
    guard let name, let email else { return nil }
    return (name.firstName, name.lastName, email)
  }
}
