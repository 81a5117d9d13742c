import Foundation
import Web

/// Sign-in and sign-out.
extension Accounts {
  @Sendable func signInForm(_ visit: Visit) async throws -> Reply {
    if visit.acting != nil { return .redirect(ReturnPath.own(visit.query["weiter"])) }
    return signInPage(visit, SignInPage(email: "", returnTo: visit.query["weiter"]))
  }

  @Sendable func signIn(_ visit: Visit) async throws -> Reply {
    var page = SignInPage(email: visit.form.trimmed("email"), returnTo: visit.form["weiter"])
    if let wait = networkWait(visit.cause) { return tooMany(visit, wait) }
    let password = visit.form["passwort"]
    if let reply = try await startCodePage(for: password, typedFor: page.email, visit) { return reply }
    if let step = try await signIn(page.email, password: password, cause: visit.cause) { return entered(step, visit) }
    page.failed = true
    page.looksLikeCode = LetterCode.hasForm(password)
    page.hasBlanks = password != password.trimmingCharacters(in: FormInput.blanks)
    return signInPage(visit, page)
  }

  /// A start code that was typed as password leads on to choosing a password. It counts as on its own page.
  private func startCodePage(for password: String, typedFor name: String, _ visit: Visit) async throws -> Reply? {
    guard let code = try? LetterCode(typed: password), let email = EmailAddress(name),
      case .alive = try await tryCode(code, email, visit.cause)
    else { return nil }
    return startCodePage(visit, StartCodePage(email: email.text, code: code.grouped))
  }

  private func entered(_ step: SignInStep, _ visit: Visit) -> Reply {
    let path = ReturnPath.own(visit.form["weiter"])
    var reply = step.tookBack ? visit.redirect(to: path, flash: .accountsDeletionTakenBack) : .redirect(path)
    if step.needsFactor {
      reply = .redirect(path == "/" ? Self.factorPath : "\(Self.factorPath)?weiter=\(FormInput.encoded(path))")
    }
    reply.cookies += step.cookies
    return reply
  }

  @Sendable func signOut(_ visit: Visit) async throws -> Reply {
    try await signOut(try visit.signedIn(), cause: visit.cause)
    var reply = visit.redirect(to: "/", flash: .accountsSignOutDone).with(cookie: .removal(of: Self.sessionCookie))
    // Also without script nothing of the person stays in the browser.
    reply.headers.append(("clear-site-data", "\"cache\", \"storage\""))
    return reply
  }

  @Sendable func chooseFunction(_ visit: Visit) async throws -> Reply {
    let chosen = try await chooseFunction(visit.form["funktion"], by: try visit.signedIn(), cause: visit.cause)
    return .redirect(chosen.function.path).with(cookie: Cookie(Self.sessionCookie, chosen.token))
  }
}
