import Accounts
import Chronology
import Web

/// The form that proposes an employee as a deputy.
struct ProposalForm: Sendable {
  static let email = FormField.email("email", "web.field.email")
  private static let name = NamePart(missing: ("companies.error.firstName", "companies.error.lastName"))
  private let company: FormChoice<PortalFunction>
  private let scope: ScopePart
  private let acting: Acting

  /// - Parameter today: the earliest last day.
  init(by acting: Acting, today: CalendarDate) {
    self.acting = acting
    company = FormChoice(
      "betrieb", "delegation.propose.company", style: .menu, missing: "delegation.error.company",
      acting.administered.map { (value: $0, code: String($0.subject)) }
    ) { company, _ in (company.title, nil) }
    scope = ScopePart(today: today)
  }

  func read(_ form: inout Form) -> ProposedDeputy? {
    let company = form.read(company)
    let name = form.read(Self.name)
    let email = form.read(Self.email)
    if let email, email.key == EmailAddress(acting.account.email)?.key {
      form.refuse(Self.email, form.t("delegation.error.self"))
    }
    let scope = form.read(scope)
    guard let company, let name, let email, let scope, form.isRight else { return nil }
    return ProposedDeputy(
      company: company.subject, firstName: name.firstName, lastName: name.lastName, email: email,
      fields: scope.fields, validUntil: scope.validUntil)
  }

  func write(to html: inout HTML, _ form: Form) {
    html.field(company, form)
    html.field(Self.name, form)
    html.field(Self.email, form)
    html.field(scope, form)
  }
}
