import Accounts
import Chronology
import Web

/// The form that gives a deputyship.
extension Delegation {
  @Sendable func deputyshipForm(_ visit: Visit) async throws -> Reply {
    guard !deputisable(try visit.signedIn()).isEmpty else { throw NotFound() }
    return try deputyshipPage(visit, DeputyshipForm(), FieldErrors())
  }

  @Sendable func give(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard !deputisable(acting).isEmpty else { throw NotFound() }
    let form = DeputyshipForm(visit.form)
    let given: DeputyshipOffer
    do {
      given = try form.validated(deputisable(acting), today: visit.clock.day(of: visit.now), visit.t)
    } catch {
      return try deputyshipPage(visit, form, error)
    }
    let outcome =
      form.confirmsNow
      ? try await give(given, confirmedBy: visit.form["passwort"], by: acting, cause: visit.cause)
      : try await give(given, by: acting, cause: visit.cause)
    switch outcome {
    case .offered:
      return visit.redirect(to: "/profil/vertretung", flash: "delegation.give.offered", ["name": given.deputy])
    case .confirmed(let name):
      return visit.redirect(to: "/profil/vertretung", flash: "delegation.give.confirmed", ["name": name])
    default: return try deputyshipPage(visit, form, problem(outcome, visit.t))
    }
  }

  /// Why no deputyship was made, as an error of the field concerned.
  private func problem(_ outcome: GivingOutcome, _ t: Texts) -> FieldErrors {
    switch outcome {
    case .offered, .confirmed: FieldErrors()
    case .tooManyOffers(let wait): FieldErrors("vertretung", t("delegation.error.tooMany", ["wait": t.span(wait)]))
    case .mailLimit(let limit): FieldErrors("vertretung", limit.message(t))
    case .isSelf: FieldErrors("vertretung", t("delegation.error.self"))
    case .noPassword: FieldErrors("passwort", t("delegation.error.noPassword"))
    case .tooManyConfirmations(let wait):
      FieldErrors("passwort", t("delegation.error.tooMany", ["wait": t.span(wait)]))
    case .wrongPassword: FieldErrors("passwort", t("delegation.error.password"))
    case .secondFactorNeeded: FieldErrors("bestaetigung", t("delegation.error.secondFactor"))
    }
  }
}
