import Accounts
import Chronology
import Settings
import Web

/// The pages for requesting a PIN (`Neue PIN anfordern`).
extension Companies {
  @Sendable func pinRequestForm(_ visit: Visit) async throws -> Reply {
    pinRequestPage(visit, number: visit.query.trimmed("betriebsnummer"), FieldErrors())
  }

  @Sendable func requestPIN(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let t = visit.t
    let number = visit.form.trimmed("betriebsnummer")
    func again(_ problem: String) -> Reply {
      pinRequestPage(visit, number: number, FieldErrors("betriebsnummer", problem))
    }
    guard !NumberKey.folded(number).isEmpty else {
      return again(t("companies.error.number", ["digits": String(settings[CompanySettings.numberDigits])]))
    }
    switch try await requestPIN(for: number, by: acting, cause: visit.cause) {
    case .tooManyRequests(let wait): return again(t("companies.error.requests", ["wait": t.span(wait)]))
    case .tooSoon(let next):
      return again(t("companies.error.tooSoon", ["date": t.longDate(visit.clock.day(of: next))]))
    case .requested:
      return visit.redirect(to: CompanyPath.verification, flash: .companiesPINRequested, ["number": number])
    }
  }
}
