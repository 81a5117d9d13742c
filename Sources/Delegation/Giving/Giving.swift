import Accounts
import Chronology
import Web

/// The form that gives a deputyship.
extension Delegation {
  @Sendable func deputyshipForm(_ visit: Visit) async throws -> Reply {
    guard !deputisable(try visit.signedIn()).isEmpty else { throw NotFound() }
    return try deputyshipPage(visit, Form(visit))
  }

  @Sendable func give(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard !deputisable(acting).isEmpty else { throw NotFound() }
    var form = Form(visit)
    guard let given = try declaredForm(for: visit).read(&form) else { return try deputyshipPage(visit, form) }
    let outcome =
      form.read(DeputyshipForm.confirmsNow) ?? false
      ? try await give(given, confirmedBy: visit.form[DeputyshipForm.password], by: acting, cause: visit.cause)
      : try await give(given, by: acting, cause: visit.cause)
    switch outcome {
    case .offered:
      return visit.redirect(to: DelegationPath.given, flash: .delegationGiveOffered, ["name": given.deputy])
    case .confirmed(let name):
      return visit.redirect(to: DelegationPath.given, flash: .delegationGiveConfirmed, ["name": name])
    default:
      form.add(problem(outcome, visit.t))
      return try deputyshipPage(visit, form)
    }
  }

  /// The form, with the functions that the visitor can be deputised for.
  func declaredForm(for visit: Visit) throws -> DeputyshipForm {
    DeputyshipForm(for: deputisable(try visit.signedIn()), today: visit.clock.day(of: visit.now))
  }

  /// Why no deputyship was made, as an error of the field concerned.
  private func problem(_ outcome: GivingOutcome, _ t: Texts) -> FieldErrors {
    switch outcome {
    case .offered, .confirmed: FieldErrors()
    case .tooManyOffers(let wait):
      FieldErrors(DeputyshipForm.deputy.name, t("delegation.error.tooMany", ["wait": t.span(wait)]))
    case .mailLimit(let limit): FieldErrors(DeputyshipForm.deputy.name, limit.message(t))
    case .isSelf: FieldErrors(DeputyshipForm.deputy.name, t("delegation.error.self"))
    case .noPassword: FieldErrors(DeputyshipForm.password, t("delegation.error.noPassword"))
    case .tooManyConfirmations(let wait):
      FieldErrors(DeputyshipForm.password, t("delegation.error.tooMany", ["wait": t.span(wait)]))
    case .wrongPassword: FieldErrors(DeputyshipForm.password, t("delegation.error.password"))
    case .secondFactorNeeded: FieldErrors(DeputyshipForm.confirmsNow.name, t("delegation.error.secondFactor"))
    }
  }
}
