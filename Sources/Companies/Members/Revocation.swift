import Accounts
import Chronology
import Settings
import Web

/// The pages for revoking an administrator with the code of the letter that announced them.
extension Companies {
  @Sendable func revocationForm(_ visit: Visit) async throws -> Reply {
    revocationPage(visit, code: "", FieldErrors())
  }

  @Sendable func revoke(_ visit: Visit) async throws -> Reply {
    let (typed, t) = (visit.form["code"], visit.t)
    let code: LetterCode
    do {
      code = try LetterCode(typed: typed)
    } catch {
      return revocationPage(visit, code: typed, FieldErrors("code", t("accounts.code.\(error)")))
    }
    switch try await revoke(code, cause: visit.cause) {
    case .tooManyTries(let wait):
      let message = t("companies.error.tries", ["wait": t.span(wait), "contact": settings.contact])
      return revocationPage(visit, code: typed, FieldErrors("code", message))
    case .unknown: return revocationPage(visit, code: typed, FieldErrors("code", t("companies.revocation.unknown")))
    case .revoked:
      return visit.redirect(to: CompanyPath.revocation, flash: .companiesRevocationDone, ["contact": settings.contact])
    }
  }
}
