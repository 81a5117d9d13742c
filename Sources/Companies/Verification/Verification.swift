import Accounts
import Chronology
import Settings
import Web

/// The page for verifying a company (`Betrieb freischalten`): company number and PIN bind an account to a company; the
/// first member becomes its administrator.
extension Companies {
  @Sendable func verificationForm(_ visit: Visit) async throws -> Reply {
    try await verificationPage(visit, VerificationPage(number: visit.query.trimmed("betriebsnummer")))
  }

  @Sendable func verify(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    var page = VerificationPage(number: visit.form.trimmed("betriebsnummer"), pin: visit.form["pin"])
    let digits = settings[CompanySettings.numberDigits]
    page.errors.require(
      !NumberKey.folded(page.number).isEmpty, "betriebsnummer",
      visit.t("companies.error.number", ["digits": String(digits)]))
    page.errors.require(!PINRules.folded(page.pin).isEmpty, "pin", visit.t("companies.error.pinMissing"))
    guard page.errors.isEmpty else { return try await verificationPage(visit, page) }
    let outcome = try await verify(page.number, pin: page.pin, by: acting, cause: visit.cause)
    if case .linked(let company, let isFirst) = outcome {
      return visit.redirect(
        to: CompanyPath.company(company.id), flash: isFirst ? .companiesVerified : .companiesVerifiedMember,
        ["company": company.name])
    }
    say(outcome, on: &page, visit)
    return try await verificationPage(visit, page)
  }

  /// Puts the reason for a failure at the field that it is about.
  private func say(_ outcome: VerificationOutcome, on page: inout VerificationPage, _ visit: Visit) {
    let t = visit.t
    func date(_ instant: Instant) -> [String: String] { ["date": t.longDate(visit.clock.day(of: instant))] }
    switch outcome {
    case .linked: break
    case .alreadyMember: page.errors.add("betriebsnummer", t("companies.error.already"))
    case .tooManyTries(let wait):
      page.errors.add("pin", t("companies.error.tries", ["wait": t.span(wait), "contact": settings.contact]))
    case .guessedAt: page.errors.add("pin", t("companies.error.guessed", ["contact": settings.contact]))
    case .typingError: page.errors.add("pin", t("companies.error.typing"))
    case .used(let at, let own):
      page.errors.add("pin", t(own ? "companies.error.usedByYou" : "companies.error.used", date(at)))
    case .expired(let at): page.errors.add("pin", t("companies.error.expired", date(at)))
    case .wrong(let looksLikeAgencyNumber):
      if looksLikeAgencyNumber { page.errors.add("betriebsnummer", t("companies.error.agencyNumber")) }
      page.errors.add("pin", t("companies.error.pin"))
    }
  }
}
