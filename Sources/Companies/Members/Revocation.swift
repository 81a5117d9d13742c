import Accounts
import Chronology
import Database
import Postbox
import Settings
import Sodium
import Web

/// The company's way back: with the code of the letter that told of a new administrator, anyone who opens the company's
/// post ends that membership, without an account.
extension Companies {
  @Sendable func revocationForm(_ visit: Visit) async throws -> Reply {
    revocationPage(visit, code: "", FieldErrors())
  }

  @Sendable func revoke(_ visit: Visit) async throws -> Reply {
    let typed = visit.form["code"]
    let code: LetterCode
    do {
      code = try LetterCode(typed: typed)
    } catch {
      return revocationPage(visit, code: typed, FieldErrors("code", visit.t("accounts.code.\(error)")))
    }
    if let wait = limiter.wait(
      for: "revocation|\(NetworkLimiter.network(of: visit.clientAddress))",
      limit: settings[CompanySettings.revocationTriesPerHour], window: .hours(1),
      now: visit.now)
    {
      let message = visit.t("companies.error.tries", ["wait": visit.t.span(wait), "contact": settings.contact])
      return revocationPage(visit, code: typed, FieldErrors("code", message))
    }
    guard try await revoke(code, visit) else {
      return revocationPage(visit, code: typed, FieldErrors("code", visit.t("companies.revocation.unknown")))
    }
    return visit.redirect(to: "/widerruf", flash: "companies.revocation.done", ["contact": settings.contact])
  }

  private func revoke(_ code: LetterCode, _ visit: Visit) async throws -> Bool {
    let hash = revocationHash(code)
    return try await database.write { connection in
      guard let link = try MemberQueries.useRevocation(hash, now: visit.now, in: connection) else { return false }
      _ = try MemberQueries.end(
        account: link.account, of: link.company, by: nil, now: visit.now, in: connection)
      try MemberQueries.endInvited(by: link.account, of: link.company, now: visit.now, in: connection)
      try record("company.member.revoked", link.company, visit, ["member": String(link.account)], in: connection)
      return true
    }
  }

  func revocationHash(_ code: LetterCode) -> [UInt8] {
    pinKey.hash("revocation|\(code.letters)")
  }
}
