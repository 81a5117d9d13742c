import Accounts
import Chronology
import Web

/// What an administrator typed to invite somebody.
struct InvitationForm: Sendable {
  var firstName: String
  var lastName: String
  var email: String
  var role: String
  var rights: Set<String>
  var validUntil: String

  init(_ input: FormInput = FormInput()) {
    firstName = input.trimmed("vorname")
    lastName = input.trimmed("nachname")
    email = input.trimmed("email")
    role = input["rolle"]
    rights = Set(input.all("rechte"))
    validUntil = input.trimmed("bis")
  }

  struct Valid: Sendable {
    let firstName: String
    let lastName: String
    let email: EmailAddress
    let isAdministrator: Bool
    let rights: Set<CompanyRight>
    let validUntil: CalendarDate?
  }

  /// - Parameter today: the last day of a membership lies on it or later.
  func validated(today: CalendarDate, _ t: Texts) throws(FieldErrors) -> Valid {
    var errors = FieldErrors()
    errors.require(NameRules.isName(firstName), "vorname", t("companies.error.firstName"))
    errors.require(NameRules.isName(lastName), "nachname", t("companies.error.lastName"))
    let address = EmailAddress(email)
    errors.require(address != nil, "email", t("accounts.error.email"))
    let isAdministrator = role == "administration"
    errors.require(isAdministrator || role == "mitglied", "rolle", t("companies.error.role"))
    let chosen = Set(rights.compactMap(CompanyRight.init(rawValue:)))
    errors.require(isAdministrator || !chosen.isEmpty, "rechte", t("companies.error.rights"))
    let date = CalendarDate(validUntil)
    errors.require(validUntil.isEmpty || date != nil, "bis", t("companies.error.date"))
    if let date { errors.require(date >= today, "bis", t("companies.error.dateOver")) }
    guard errors.isEmpty, let address else { throw errors }
    return Valid(
      firstName: firstName, lastName: lastName, email: address, isAdministrator: isAdministrator, rights: chosen,
      validUntil: date)
  }
}
