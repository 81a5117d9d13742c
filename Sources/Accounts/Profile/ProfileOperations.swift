import Chronology
import Database
import Sodium
import Web
import Work

/// The outcome of changing the password.
package enum PasswordChangeOutcome: Sendable {
  /// Carries the session's new token.
  case changed(token: String)
  case wrongPassword
  /// The new password equals the old one.
  case same
  case problem(PasswordProblem)
}

/// What people change about their own account.
extension Accounts {
  /// Ends another session of the own account.
  /// - Throws: `NotFound` if it is not the account's, or over.
  package func endSession(_ session: Int64, by acting: Acting, cause: Cause) async throws {
    try acting.requireOwnAccount()
    try await database.write { connection in
      guard try SessionQueries.end(session, of: acting.account.id, in: connection) else { throw NotFound() }
      try record(.accountSessionEnded, account: acting.account.id, cause: cause, in: connection)
    }
  }

  /// Ends all sessions of the own account except this one, and forgets their devices.
  package func endOtherSessions(by acting: Acting, cause: Cause) async throws {
    try acting.requireOwnAccount()
    try await database.write { connection in
      _ = try SessionQueries.endAll(of: acting.account.id, but: acting.session.id, in: connection)
      try SessionQueries.forgetDevices(of: acting.account.id, but: acting.session.deviceID, in: connection)
      try record(.accountSessionOthersEnded, account: acting.account.id, cause: cause, in: connection)
    }
  }

  /// Changes the password, ends all other sessions and renews this one's token.
  /// - Throws: `NotFound` if the session is over, `accounts.session.unproven` after too many wrong passwords,
  ///   `NetworkLimitReached`.
  package func changePassword(
    from old: String, to new: String, by acting: Acting, cause: Cause
  ) async throws -> PasswordChangeOutcome {
    try acting.requireOwnAccount()
    try countPost(cause)
    let account = acting.account
    guard try await isOwnPassword(old, of: acting, cause) else { return .wrongPassword }
    if new == old { return .same }
    let personal = [account.firstName, account.lastName, account.email] + acting.functions.map(\.title)
    if let problem = passwordRules.problem(with: new, personal: personal) { return .problem(problem) }
    let hash = try await hashing.hash(new)
    let token = newSessionToken()
    try await database.write { connection in
      try lockSession(of: acting, in: connection)
      guard try SessionQueries.renew(acting.session.id, tokenHash: tokenKey.hash(token), in: connection) else {
        throw NotFound()
      }
      try AccountQueries.setPassword(hash, of: account.id, in: connection)
      _ = try SessionQueries.endAll(of: account.id, but: acting.session.id, in: connection)
      try StartCodeQueries.revokeAll(of: account.id, purposes: [.reset], now: cause.now, in: connection)
      try record(.accountPasswordChanged, account: account.id, cause: cause, in: connection)
      try queueMail(.passwordChanged, to: account, cause: cause, in: connection)
    }
    await signal.raise()
    return .changed(token: token)
  }
}
