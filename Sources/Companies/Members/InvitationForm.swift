import Accounts
import Chronology
import Web

/// What an administrator typed to invite somebody.
struct InvitationForm: Sendable {
  var name: NameForm
  var email: String
  var role: String
  var rights: Set<String>
  var validUntil: String

  init(_ input: FormInput = FormInput()) {
    name = NameForm(input)
    email = input.trimmed("email")
    role = input["rolle"]
    rights = Set(input.all("rechte"))
    validUntil = input.trimmed("bis")
  }

  /// - Parameter today: the last day of a membership lies on it or later.
  func validated(today: CalendarDate, _ t: Texts) throws(FieldErrors) -> InvitedPerson {
    var errors = FieldErrors()
    let (firstName, lastName) = name.checked(
      t, missing: (t("companies.error.firstName"), t("companies.error.lastName")), &errors)
    let address = EmailAddress(email)
    errors.require(address != nil, "email", EmailAddress.problem(with: email, t))
    let rights = RightsForm(role: role, rights: rights, validUntil: validUntil).checked(today: today, t, &errors)
    guard errors.isEmpty, let address else { throw errors }
    return InvitedPerson(
      firstName: firstName, lastName: lastName, email: address, rights: rights, language: t.language)
  }
}

/// What an administrator typed about the rights of a member.
struct RightsForm: Sendable {
  var role: String
  var rights: Set<String>
  var validUntil: String

  init(role: String, rights: Set<String>, validUntil: String) {
    self.role = role
    self.rights = rights
    self.validUntil = validUntil
  }

  init(_ input: FormInput) {
    self.init(role: input["rolle"], rights: Set(input.all("rechte")), validUntil: input.trimmed("bis"))
  }

  init(_ member: ListedMember) {
    self.init(
      role: member.isAdministrator ? "administration" : "mitglied", rights: Set(member.rights.map(\.rawValue)),
      validUntil: member.validUntil?.description ?? "")
  }

  func checked(today: CalendarDate, _ t: Texts, _ errors: inout FieldErrors) -> MemberRights {
    let isAdministrator = role == "administration"
    errors.require(isAdministrator || role == "mitglied", "rolle", t("companies.error.role"))
    let chosen = Set(rights.compactMap(CompanyRight.init(rawValue:)))
    errors.require(isAdministrator || !chosen.isEmpty, "rechte", t("companies.error.rights"))
    let date = TypedDate.date(validUntil)
    errors.require(validUntil.isEmpty || date != nil, "bis", t("companies.error.date"))
    if let date { errors.require(date >= today, "bis", t("companies.error.dateOver")) }
    return MemberRights(isAdministrator: isAdministrator, rights: chosen, validUntil: date)
  }
}
