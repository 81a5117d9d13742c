import Chronology
import Database
import Sodium
import Web

/// The pages between the right password and the session, for accounts with a second factor.
extension Accounts {
  static let factorCookie = "kp_factor"
  static let factorPath = "\(AccountPath.signIn)/zweiter-faktor"

  @Sendable func factorForm(_ visit: Visit) async throws -> Reply {
    let hash = pendingHash(visit)
    let pending = try await database.read { connection in
      try PendingSignInQueries.pending(tokenHash: hash, now: visit.now, in: connection)
    }
    guard pending != nil else {
      return .redirect(visit.acting == nil ? AccountPath.signIn : ReturnPath.own(visit.query["weiter"]))
    }
    return factorPage(visit, returnTo: visit.query["weiter"], FieldErrors())
  }

  @Sendable func passFactor(_ visit: Visit) async throws -> Reply {
    var errors = FieldErrors()
    guard let typed = typedFactor(visit, &errors) else {
      return factorPage(visit, returnTo: visit.form["weiter"], errors)
    }
    let path = ReturnPath.own(visit.form["weiter"])
    switch try await passFactor(typed, waiting: visit.cookies[Self.factorCookie] ?? "", cause: visit.cause) {
    case .entered(let step):
      var reply = step.tookBack ? visit.redirect(to: path, flash: .accountsDeletionTakenBack) : .redirect(path)
      reply.cookies += step.cookies + [.removal(of: Self.factorCookie)]
      return reply
    case .again(let finding):
      add(finding, to: &errors, for: typed, visit.t)
      return factorPage(visit, returnTo: visit.form["weiter"], errors)
    case .over:
      if visit.acting != nil { return .redirect(path) }
      return visit.redirect(to: AccountPath.signIn, flash: .accountsFactorOver).with(
        cookie: .removal(of: Self.factorCookie))
    }
  }

  private func pendingHash(_ visit: Visit) -> [UInt8] {
    tokenKey.hash(visit.cookies[Self.factorCookie] ?? "")
  }

  /// Adds the error to the field that was filled in.
  func add(_ finding: FactorFinding, to errors: inout FieldErrors, for typed: TypedFactor, _ t: Texts) {
    let field = if case .code = typed { "code" } else { "ersatzcode" }
    switch finding {
    case .passed: break
    case .used: errors.add(field, t("accounts.factor.used"))
    case .wrong: errors.add(field, t(field == "code" ? "accounts.factor.wrong" : "accounts.factor.wrongRecovery"))
    case .locked: errors.add(field, t("accounts.factor.locked"))
    }
  }
}

extension SignInStep {
  var cookies: [Cookie] {
    (session?.cookies ?? []) + (waiting.map { [Cookie(Accounts.factorCookie, $0)] } ?? [])
  }
}
