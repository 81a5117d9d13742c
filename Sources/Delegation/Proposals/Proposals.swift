import Accounts
import Chronology
import Web

/// `Firmenmitarbeiter/in als Vertreter/in hinterlegen`: a company names a person without account, and the person
/// becomes a deputy only after the chamber's check.
extension Delegation {
  @Sendable func proposalForm(_ visit: Visit) async throws -> Reply {
    guard !(try visit.signedIn().administered.isEmpty) else { throw NotFound() }
    return try proposalPage(visit, ProposalForm(), FieldErrors())
  }

  @Sendable func propose(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard !acting.administered.isEmpty else { throw NotFound() }
    let form = ProposalForm(visit.form)
    let proposed: ProposedDeputy
    do {
      proposed = try form.validated(by: acting, today: visit.clock.day(of: visit.now), visit.t)
    } catch {
      return try proposalPage(visit, form, error)
    }
    switch try await propose(proposed, by: acting, cause: visit.cause) {
    case .tooMany(let wait):
      let message = visit.t("delegation.error.tooMany", ["wait": visit.t.span(wait)])
      return try proposalPage(visit, form, FieldErrors("email", message))
    case .mailLimit(let limit):
      return try proposalPage(visit, form, FieldErrors("email", limit.message(visit.t)))
    case .proposed:
      return visit.redirect(
        to: "/profil/vertretung", flash: "delegation.propose.done",
        ["name": NameRules.full(proposed.firstName, proposed.lastName)])
    }
  }
}

/// The typed values of an administrator's proposal.
struct ProposalForm: Sendable {
  var company: String
  var name: NameForm
  var email: String
  var scope: ScopeForm

  init(_ input: FormInput = FormInput()) {
    company = input["betrieb"]
    name = NameForm(input)
    email = input.trimmed("email")
    scope = ScopeForm(input)
  }

  func validated(by acting: Acting, today: CalendarDate, _ t: Texts) throws(FieldErrors) -> ProposedDeputy {
    var errors = FieldErrors()
    let chosen = acting.administered.first { String($0.subject) == company }
    errors.require(chosen != nil, "betrieb", t("delegation.error.company"))
    let (firstName, lastName) = name.checked(
      t, missing: (t("companies.error.firstName"), t("companies.error.lastName")), &errors)
    let address = EmailAddress(email)
    errors.require(address != nil, "email", EmailAddress.problem(with: email, t))
    let isOwn = address != nil && address?.key == EmailAddress(acting.account.email)?.key
    errors.require(!isOwn, "email", t("delegation.error.self"))
    let (fields, validUntil) = scope.checked(today: today, t, &errors)
    guard errors.isEmpty, let chosen, let address else { throw errors }
    return ProposedDeputy(
      company: chosen.subject, firstName: firstName, lastName: lastName, email: address, fields: fields,
      validUntil: validUntil)
  }
}
