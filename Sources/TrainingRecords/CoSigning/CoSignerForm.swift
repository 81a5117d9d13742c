import Accounts
import Web

/// The typed values of the form that names a co-signer.
struct CoSignerForm: Sendable {
  let role: CoSignerRole?
  let firstName: String
  let lastName: String
  let place: String
  let email: String
  var errors = FieldErrors()

  static let empty = CoSignerForm(FormInput())

  init(_ input: FormInput) {
    role = CoSignerRole(rawValue: input["rolle"])
    firstName = String(input.trimmed("vorname").prefix(100))
    lastName = String(input.trimmed("nachname").prefix(100))
    place = role == .guardian ? "" : String(input.trimmed("einrichtung").prefix(200))
    email = input.trimmed("email")
  }

  /// Validates the form.
  /// - Parameter roles: the roles possible in this record.
  /// - Returns: the co-signer, if everything is valid.
  mutating func validate(_ roles: [CoSignerRole], _ t: Texts) -> NewCoSigner? {
    errors.require(role.map(roles.contains) ?? false, "rolle", t("records.coSigner.error.role"))
    errors.require(!firstName.isEmpty, "vorname", t("web.error.firstName"))
    errors.require(!lastName.isEmpty, "nachname", t("web.error.lastName"))
    errors.require(role == .guardian || !place.isEmpty, "einrichtung", t("records.coSigner.error.place"))
    let address = EmailAddress(email)
    errors.require(address != nil, "email", EmailAddress.problem(with: email, t))
    guard let role, let address, errors.isEmpty else { return nil }
    return NewCoSigner(role: role, firstName: firstName, lastName: lastName, place: place, email: address)
  }
}
