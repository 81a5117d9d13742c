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
    let password = visit.form["passwort"]
    if let step = try await signIn(page.email, password: password, cause: visit.cause) {
      guard let code = step.startCode else { return entered(step, visit) }
      return startCodePage(
        visit, StartCodePage(email: EmailAddress(page.email)?.text ?? page.email, code: code.grouped))
    }
    page.failed = true
    page.looksLikeCode = LetterCode.hasForm(password)
    page.hasBlanks = password != password.trimmingCharacters(in: FormInput.blanks)
    return signInPage(visit, page)
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
    // Even without scripts, nothing of the person's data stays in the browser.
    reply.headers.append(("clear-site-data", "\"cache\", \"storage\""))
    return reply
  }

  @Sendable func chooseFunction(_ visit: Visit) async throws -> Reply {
    let chosen = try await chooseFunction(visit.form["funktion"], by: try visit.signedIn(), cause: visit.cause)
    return .redirect(chosen.function.path).with(cookie: Cookie(Self.sessionCookie, chosen.token))
  }
}
