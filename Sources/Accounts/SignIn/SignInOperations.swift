import Chronology
import Database
import Settings
import Sodium
import Web

/// Sign-in and sign-out.
extension Accounts {
  /// Signs in by address or user name and password. A start code typed as the password signs nobody in but leads to
  /// choosing a password; a wrong code counts as on its own page.
  /// - Returns: nil for a wrong password, a lock and an unknown name, which are not distinguished.
  /// - Throws: `NetworkLimitReached`.
  package func signIn(_ name: String, password: String, cause: Cause) async throws -> SignInStep? {
    try countPost(cause)
    if let code = try await startCode(typedAs: password, for: name, cause) { return SignInStep(startCode: code) }
    let subjects = try await subjects(name, cause)
    return try await tryPassword(password, of: subjects, named: name, cause) { account, connection -> SignInStep? in
      try askForFactor(of: account, cause: cause, in: connection)
    }
  }

  private func startCode(typedAs password: String, for name: String, _ cause: Cause) async throws -> LetterCode? {
    guard let code = try? LetterCode(typed: password), let email = EmailAddress(name),
      case .alive = try await finding(of: code, email, cause)
    else { return nil }
    return code
  }

  /// The accounts that a name may mean: several for a shared address or for a number in two registers.
  func subjects(_ name: String, _ cause: Cause) async throws -> [PasswordSubject] {
    try await database.read { connection in
      try signingIn(name, in: connection).map { account, hash in
        let device = try lockOrigin(of: account.id, cause, in: connection)
        return PasswordSubject(
          account: account, hash: hash, counter: TryCounter(account: account.id, device: device, purpose: .signIn))
      }
    }
  }

  /// The most accounts at an address that are told apart by the password.
  static let mostCompared = 8

  /// The accounts of an address or user name, with the hash of the password.
  private func signingIn(
    _ name: String, in connection: any Connection
  ) throws -> [(account: Account, hash: String?)] {
    let accounts = try accounts(named: name, in: connection)
    // Each costs a hash: if many share a mailbox, the user name says who it is.
    guard accounts.count <= Self.mostCompared else { return [] }
    return try accounts.map { ($0, try AccountQueries.passwordHash(of: $0.id, in: connection)) }
  }

  /// Ends the session of the acting person.
  package func signOut(_ acting: Acting, cause: Cause) async throws {
    _ = try await database.write { connection in
      try record(.accountSignedOut, account: acting.account.id, cause: cause, in: connection)
      return try SessionQueries.end(acting.session.id, of: acting.account.id, in: connection)
    }
  }

  /// Chooses the function in which the session acts from now on.
  /// - Returns: the function, and the session's new token, which is renewed because the rights change.
  /// - Throws: `NotFound` if the person does not have the function.
  package func chooseFunction(
    _ key: String, by acting: Acting, cause: Cause
  ) async throws -> (function: PortalFunction, token: String) {
    guard let function = acting.functions.first(where: { $0.key == key }) else { throw NotFound() }
    let token = newSessionToken()
    try await database.write { connection in
      try SessionQueries.chooseFunction(
        function.key, session: acting.session.id, tokenHash: tokenKey.hash(token), in: connection)
      try record(
        .accountFunctionChosen, account: acting.account.id, cause: cause, details: ["function": function.key],
        in: connection)
    }
    return (function, token)
  }
}
