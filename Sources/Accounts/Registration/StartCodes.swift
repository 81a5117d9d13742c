import Chronology
import Database
import Settings
import Sodium
import Web
import Work

/// The pages for redeeming a start code. It is redeemed together with choosing the password, in the same browser;
/// opening a link alone does nothing.
extension Accounts {
  @Sendable func startCodeForm(_ visit: Visit) async throws -> Reply {
    startCodePage(visit, StartCodePage(email: visit.flash?.values["email"] ?? "", code: ""))
  }

  @Sendable func redeemStartCode(_ visit: Visit) async throws -> Reply {
    var page = StartCodePage(email: visit.form.trimmed("email"), code: visit.form["code"])
    let email = EmailAddress(page.email)
    let code: LetterCode
    do {
      code = try LetterCode(typed: page.code)
    } catch {
      page.errors.require(email != nil, "email", EmailAddress.problem(with: page.email, visit.t))
      page.errors.add("code", visit.t("accounts.code.\(error)"))
      return startCodePage(visit, page)
    }
    guard let email else {
      page.errors.add("email", EmailAddress.problem(with: page.email, visit.t))
      return startCodePage(visit, page)
    }
    return try await redeem(code, sentTo: email, page, visit)
  }

  private func redeem(
    _ code: LetterCode, sentTo email: EmailAddress, _ page: StartCodePage, _ visit: Visit
  ) async throws -> Reply {
    var page = page
    switch try await tryCode(code, sentTo: email, cause: visit.cause) {
    case .alive(let stored, let account):
      if let problem = passwordProblem(visit.form["passwort"], for: account, named: stored.name) {
        page.errors.add("passwort", message(for: problem, visit.t))
        return startCodePage(visit, page)
      }
      guard let name = confirmedName(with: stored, for: account, at: email, &page, visit) else {
        return startCodePage(visit, page)
      }
      return try await enter(account, named: name, with: stored, page, visit)
    case .used: return usedCodePage(visit)
    case .over: page.errors.add("code", visit.t("accounts.code.over"))
    case .wrong: page.errors.add("code", visit.t("accounts.code.wrong"))
    case .wait(let wait): return tooMany(visit, wait)
    }
    return startCodePage(visit, page)
  }

  private func enter(
    _ account: Account, named name: (first: String, last: String), with code: StoredStartCode, _ page: StartCodePage,
    _ visit: Visit
  ) async throws -> Reply {
    var page = page
    let outcome = try await activate(
      code, of: account, named: name, password: visit.form["passwort"], cause: visit.cause)
    let step: SignInStep
    switch outcome {
    case .entered(let entered): step = entered
    case .used: return usedCodePage(visit)
    case .problem(let problem):
      page.errors.add("passwort", message(for: problem, visit.t))
      return startCodePage(visit, page)
    }
    if step.cookies.isEmpty {
      return visit.redirect(to: AccountPath.signIn, flash: .accountsCodeBlocked, ["contact": settings.contact])
    }
    let flash = try await doneFlash(account)
    var reply = visit.redirect(to: step.needsFactor ? Self.factorPath : "/", flash: flash.notice, flash.values)
    reply.cookies += step.cookies
    return reply
  }

  private func doneFlash(_ account: Account) async throws -> (notice: Notice, values: [String: String]) {
    guard account.state == .pending else { return (.accountsResetDone, [:]) }
    let name = try await database.read { connection in
      try AccountQueries.sharesAddress(account, in: connection)
        ? try userNames(of: account.id, in: connection).first : nil
    }
    return name.map { (.accountsActivationDoneSharing, ["name": $0]) } ?? (.accountsActivationDone, [:])
  }

  func message(for problem: PasswordProblem, _ t: Texts) -> String {
    switch problem {
    case .tooShort(let length): t("accounts.password.tooShort", ["length": String(length)])
    case .tooLong(let length): t("accounts.password.tooLong", ["length": t.number(length)])
    case .common: t("accounts.password.common")
    case .personal: t("accounts.password.personal")
    }
  }
}
