import Chronology
import Database
import Foundation
import Settings
import Sodium
import Web
import Work

/// What is known about a try to sign in before the password is compared.
struct SignInSubject: Sendable {
  let account: Account
  let hash: String?
  let device: Int64
  let lockedUntil: Instant?
  let codes: [StoredStartCode]
}

/// Sign-in and sign-out.
extension Accounts {
  @Sendable func signInForm(_ visit: Visit) async throws -> Reply {
    if visit.acting != nil { return .redirect(Self.safePath(visit.query["weiter"])) }
    return signInPage(visit, SignInPage(email: "", returnTo: visit.query["weiter"]))
  }

  @Sendable func signIn(_ visit: Visit) async throws -> Reply {
    var page = SignInPage(email: visit.form.trimmed("email"), returnTo: visit.form["weiter"])
    if let wait = networkWait(visit) { return tooMany(visit, wait) }
    let password = visit.form["passwort"]
    let email = EmailAddress(page.email)
    let code = try? LetterCode(typed: password)
    let subjects = try await subjects(page.email, withCodes: code != nil, visit)
    if let code, let email, codeWait(email, visit) == nil {
      if isAlive(code, subjects, visit.now) {
        return startCodePage(visit, StartCodePage(email: email.text, code: code.grouped))
      }
      noteWrongCode(email, visit)
    }
    let right = try await right(of: subjects, password)
    if let right, SignInRules.mayEnter(right.account.state, lockedUntil: right.lockedUntil, at: visit.now) {
      return try await enter(right.account, password: password, hash: right.hash, visit)
    }
    try await noteFailure(subjects, isRight: right != nil, visit)
    page.failed = true
    page.looksLikeCode = LetterCode.hasForm(password)
    page.hasBlanks = password != password.trimmingCharacters(in: FormInput.blanks)
    return signInPage(visit, page)
  }

  /// The accounts that a name may mean: one, but for a user name of two registers.
  func subjects(_ name: String, withCodes: Bool, _ visit: Visit) async throws -> [SignInSubject] {
    try await database.read { connection in
      try signingIn(name, in: connection).map { account, hash in
        let device = try lockOrigin(of: account.id, visit, in: connection)
        return SignInSubject(
          account: account, hash: hash, device: device,
          lockedUntil: try LockQueries.lockedUntil(account: account.id, device: device, in: connection),
          codes: withCodes ? try StartCodeQueries.codes(of: account.id, in: connection) : [])
      }
    }
  }

  /// The one whose password it is. One comparison at least, also for a name that nobody has.
  func right(of subjects: [SignInSubject], _ password: String) async throws -> SignInSubject? {
    guard !subjects.isEmpty else {
      _ = try await hashing.verify(password, against: nil)
      return nil
    }
    var right: SignInSubject?
    for subject in subjects where try await hashing.verify(password, against: subject.hash) {
      // Two people with one address and one password: only the user name says who it is.
      guard right == nil else { return nil }
      right = subject
    }
    return right
  }

  /// The accounts that somebody signs in to, by address or by user name, with the hash of the password.
  private func signingIn(
    _ name: String, in connection: any Connection
  ) throws -> [(account: Account, hash: String?)] {
    return try accounts(named: name, in: connection).map { account in
      (account, try AccountQueries.passwordHash(of: account.id, in: connection))
    }
  }

  /// Whether a code typed into the password field may lead on to choosing a password.
  private func isAlive(_ code: LetterCode, _ subjects: [SignInSubject], _ now: Instant) -> Bool {
    let hash = codeHash(code)
    return subjects.flatMap(\.codes).contains {
      $0.hash == hash && $0.isAlive(at: now, limit: settings[AccountSettings.codeEndsAfter])
    }
  }

  private func enter(_ account: Account, password: String, hash: String?, _ visit: Visit) async throws -> Reply {
    let newHash = try await renewedHash(of: password, hash)
    let step = try await database.write { connection in
      if let newHash { try AccountQueries.setPassword(newHash, of: account.id, in: connection) }
      return try askForFactor(of: account.id, visit: visit, in: connection)
        ?? enter(account, factor: .none, visit: visit, in: connection)
    }
    let path = Self.safePath(visit.form["weiter"])
    var reply = step.tookBack ? visit.redirect(to: path, flash: "accounts.deletion.takenBack") : .redirect(path)
    if step.needsFactor {
      reply = .redirect(path == "/" ? Self.factorPath : "\(Self.factorPath)?weiter=\(FormInput.encoded(path))")
    }
    reply.cookies += step.cookies
    return reply
  }

  /// A hash with today's parameters where the stored one is weaker.
  private func renewedHash(of password: String, _ hash: String?) async throws -> String? {
    guard let hash, hashing.isOutdated(hash) else { return nil }
    return try await hashing.hash(password)
  }

  /// Counts a wrong password; for an unknown address a row of the same cost is written, so that both take equally long.
  /// Of two accounts with one user name it counts for both: each could be the one that is guessed.
  func noteFailure(_ subjects: [SignInSubject], isRight: Bool, _ visit: Visit) async throws {
    let guessed = isRight ? [] : subjects.filter { $0.hash != nil }
    try await database.write { connection in
      guard !guessed.isEmpty else {
        return try UnknownAttempts.note(on: visit.clock.day(of: visit.now), in: connection)
      }
      for subject in guessed { try noteWrong(subject, visit, in: connection) }
    }
    await signal.raise()
  }

  private func noteWrong(_ subject: SignInSubject, _ visit: Visit, in connection: any Connection) throws {
    let lockUntil = visit.now + .hours(settings[AccountSettings.lockHours])
    let isLocked = try LockQueries.noteWrong(
      account: subject.account.id, device: subject.device, limit: settings[AccountSettings.lockAfter],
      lockUntil: lockUntil, now: visit.now, in: connection)
    guard isLocked else { return }
    try record("account.locked", account: subject.account.id, visit: visit, byOwner: false, in: connection)
    try queueMail(.locked(until: lockUntil), to: subject.account, visit: visit, in: connection)
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

  /// Where to go after the sign-in: only to pages of this portal.
  static func safePath(_ path: String) -> String {
    path.hasPrefix("/") && !path.hasPrefix("//") && !path.contains("\\") && !path.contains("\n") ? path : "/"
  }
}
