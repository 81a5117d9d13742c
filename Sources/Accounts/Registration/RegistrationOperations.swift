import Chronology
import Database
import Web
import Work

/// Self-registration. The answer is the same whether the address already has an account or not.
extension Accounts {
  /// Creates an account for an address, or notifies the owner of an existing one. Only the mail says which, so that the
  /// person asking does not learn it.
  /// - Throws: `NetworkLimitReached`.
  package func register(_ email: EmailAddress, firstName: String, lastName: String, cause: Cause) async throws {
    try countPost(cause)
    try await database.write { connection in
      // Asked first: an account that gets no code would only be in the way.
      guard try mayMail(email, cause.now, in: connection) else {
        return try UnknownAttempts.note(on: cause.day, in: connection)
      }
      guard
        let found = try registeredAccount(email, firstName: firstName, lastName: lastName, cause, in: connection)
      else { return }
      let account = found.account
      if found.isNew {
        try record(.accountRegistered, account: account.id, cause: cause, byOwner: false, in: connection)
      }
      if try isForSomebody(account, in: connection) {
        try sendCode(to: account, cause: cause, in: connection)
      } else if account.state == .pending {
        let code = try issueCode(
          .activation, for: account, firstName: firstName, lastName: lastName, now: cause.now, in: connection)
        try queueMail(.activation(code), to: account, cause: cause, in: connection)
      } else {
        try queueMail(.alreadyRegistered, to: account, cause: cause, in: connection)
      }
    }
    await signal.raise()
  }

  /// - Returns: nil if no more mail may be sent to the address.
  private func registeredAccount(
    _ email: EmailAddress, firstName: String, lastName: String, _ cause: Cause, in connection: any Connection
  ) throws -> NamedAccount? {
    let added = try AccountQueries.addFirst(
      email, firstName: firstName, lastName: lastName, language: cause.client.language, now: cause.now, in: connection)
    if let added { return NamedAccount(account: added, isNew: true) }
    // Another registration of the address may have come in between, and its mails count.
    guard try mayMail(email, cause.now, in: connection) else { return nil }
    return try registering(
      firstName, lastName, at: email, language: cause.client.language, now: cause.now, in: connection)
  }
}
