import Chronology
import Database
import Foundation
import Settings
import Sodium
import Web
import Work

/// Sign-in and sign-out.
extension Accounts {
  @Sendable func signInForm(_ visit: Visit) async throws -> Reply {
    if visit.acting != nil { return .redirect(ReturnPath.own(visit.query["weiter"])) }
    return signInPage(visit, SignInPage(email: "", returnTo: visit.query["weiter"]))
  }

  @Sendable func signIn(_ visit: Visit) async throws -> Reply {
    var page = SignInPage(email: visit.form.trimmed("email"), returnTo: visit.form["weiter"])
    if let wait = networkWait(visit) { return tooMany(visit, wait) }
    let password = visit.form["passwort"]
    if let reply = try await startCodePage(for: password, typedFor: page.email, visit) { return reply }
    let subjects = try await subjects(page.email, visit)
    let step = try await tryPassword(password, of: subjects, named: page.email, visit) {
      account, connection -> SignInStep? in
      try askForFactor(of: account, visit: visit, in: connection)
    }
    if let step { return entered(step, visit) }
    page.failed = true
    page.looksLikeCode = LetterCode.hasForm(password)
    page.hasBlanks = password != password.trimmingCharacters(in: FormInput.blanks)
    return signInPage(visit, page)
  }

  /// A start code that was typed as password leads on to choosing a password. It counts as on its own page.
  private func startCodePage(for password: String, typedFor name: String, _ visit: Visit) async throws -> Reply? {
    guard let code = try? LetterCode(typed: password), let email = EmailAddress(name),
      case .alive = try await tryCode(code, email, visit)
    else { return nil }
    return startCodePage(visit, StartCodePage(email: email.text, code: code.grouped))
  }

  private func entered(_ step: SignInStep, _ visit: Visit) -> Reply {
    let path = ReturnPath.own(visit.form["weiter"])
    var reply = step.tookBack ? visit.redirect(to: path, flash: "accounts.deletion.takenBack") : .redirect(path)
    if step.needsFactor {
      reply = .redirect(path == "/" ? Self.factorPath : "\(Self.factorPath)?weiter=\(FormInput.encoded(path))")
    }
    reply.cookies += step.cookies
    return reply
  }

  /// The accounts that a name may mean: one, but for a user name of two registers.
  func subjects(_ name: String, _ visit: Visit) async throws -> [PasswordSubject] {
    try await database.read { connection in
      try signingIn(name, in: connection).map { account, hash in
        let device = try lockOrigin(of: account.id, visit, in: connection)
        return PasswordSubject(
          account: account, hash: hash, counter: TryCounter(account: account.id, device: device, purpose: .signIn))
      }
    }
  }

  /// So many accounts at an address are told apart by the password.
  static let mostCompared = 8

  /// The accounts that somebody signs in to, by address or by user name, with the hash of the password.
  private func signingIn(
    _ name: String, in connection: any Connection
  ) throws -> [(account: Account, hash: String?)] {
    let accounts = try accounts(named: name, in: connection)
    // Each costs a hash: where many share a mailbox, the user name tells who it is.
    guard accounts.count <= Self.mostCompared else { return [] }
    return try accounts.map { ($0, try AccountQueries.passwordHash(of: $0.id, in: connection)) }
  }

  @Sendable func signOut(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    _ = try await database.write { connection in
      try record("account.signed_out", account: acting.account.id, visit: visit, in: connection)
      return try SessionQueries.end(acting.session.id, of: acting.account.id, in: connection)
    }
    var reply = visit.redirect(to: "/", flash: "accounts.signOut.done").with(cookie: .removal(of: Self.sessionCookie))
    // Also without script nothing of the person stays in the browser.
    reply.headers.append(("clear-site-data", "\"cache\", \"storage\""))
    return reply
  }

  @Sendable func chooseFunction(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let function = acting.functions.first(where: { $0.key == visit.form["funktion"] }) else { throw NotFound() }
    let token = newSessionToken()
    try await database.write { connection in
      try SessionQueries.chooseFunction(
        function.key, session: acting.session.id, tokenHash: tokenKey.hash(token), in: connection)
      try record(
        "account.function.chosen", account: acting.account.id, visit: visit, details: ["function": function.key],
        in: connection)
    }
    // With other rights comes another session token.
    return .redirect(function.path).with(cookie: Cookie(Self.sessionCookie, token))
  }

  /// Counts a posted form of a visitor against the network it comes from.
  func networkWait(_ visit: Visit) -> TimeSpan? {
    limiter.wait(
      for: "posts|\(NetworkLimiter.network(of: visit.clientAddress))",
      limit: settings[AccountSettings.postsPerNetwork], window: .minutes(10), now: visit.now)
  }
}
