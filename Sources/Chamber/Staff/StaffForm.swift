import Accounts
import Chronology
import Office
import Web

/// What an administrator typed about the rights of an officer.
struct OfficerTermsForm: Sendable {
  var rights: Set<String>
  var until: String

  init(_ input: FormInput) {
    rights = Set(input.all("rechte"))
    until = input.trimmed("bis")
  }

  init(_ terms: OfficerTerms = OfficerTerms([])) {
    rights = Set(terms.rights.map(\.rawValue))
    until = terms.lastDay?.description ?? ""
  }

  /// - Parameters:
  ///   - known: the rights that there are.
  ///   - today: the last day lies on it or later.
  func checked(among known: [OfficerRight], today: CalendarDate, _ t: Texts, _ errors: inout FieldErrors)
    -> OfficerTerms
  {
    let chosen = Set(known.filter { rights.contains($0.rawValue) })
    errors.require(!chosen.isEmpty, "rechte", t("chamber.staff.error.rights"))
    let date = TypedDate.date(until)
    errors.require(until.isEmpty || date != nil, "bis", t("chamber.staff.error.date"))
    if let date { errors.require(date >= today, "bis", t("chamber.staff.error.dateOver")) }
    return OfficerTerms(chosen, until: date)
  }
}

/// What an administrator typed to let somebody work in the back office.
struct NewOfficerForm: Sendable {
  var name: NameForm
  var email: String
  var terms: OfficerTermsForm

  struct Valid: Sendable {
    let firstName: String
    let lastName: String
    let email: EmailAddress
    let terms: OfficerTerms
  }

  init(_ input: FormInput = FormInput()) {
    name = NameForm(input)
    email = input.trimmed("email")
    terms = OfficerTermsForm(input)
  }

  func validated(
    among known: [OfficerRight], today: CalendarDate, _ t: Texts
  ) throws(FieldErrors) -> Valid {
    var errors = FieldErrors()
    let (firstName, lastName) = name.checked(
      t, missing: (t("chamber.staff.error.firstName"), t("chamber.staff.error.lastName")), &errors)
    let address = EmailAddress(email)
    errors.require(address != nil, "email", EmailAddress.problem(with: email, t))
    let terms = terms.checked(among: known, today: today, t, &errors)
    guard errors.isEmpty, let address else { throw errors }
    return Valid(firstName: firstName, lastName: lastName, email: address, terms: terms)
  }
}
