import Chronology
import Database
import Web
import Work

/// The way to another password.
extension Accounts {
  /// Sends a mail with a code to whoever has an account of the name; nobody is told whether there is one.
  /// - Parameter name: an address or a user name.
  /// - Throws: `NetworkLimitReached`.
  package func sendReset(to name: String, cause: Cause) async throws {
    try countPost(cause)
    let isAddress = EmailAddress(name) != nil
    try await database.write { connection in
      let found = try accounts(named: name, in: connection)
      // Whose code is oldest comes first: where not all get a mail, nobody waits for ever.
      let turns = try found.map { ($0, try StartCodeQueries.newest(of: $0.id, in: connection)) }.sorted { $0.1 < $1.1 }
      let isMailbox = isAddress && found.count > Self.mostCompared
      var isAnySent = false
      // Asked before each mail: those before it count.
      for (account, _) in isMailbox ? turns.prefix(1) : turns[...]
      where try mayMail(account, cause.now, in: connection) {
        try sendWay(to: account, isAddress: isAddress, isMailbox: isMailbox, cause, in: connection)
        isAnySent = true
      }
      if !isAnySent { try UnknownAttempts.note(on: cause.day, in: connection) }
    }
    await signal.raise()
  }

  /// - Parameter isMailbox: more people have the address than can sign in by it.
  private func sendWay(
    to account: Account, isAddress: Bool, isMailbox: Bool, _ cause: Cause, in connection: any Connection
  ) throws {
    if isMailbox { return try queueMail(.useName, to: account, cause: cause, in: connection) }
    if isAddress, account.state != .pending, try isOnlyApprentice(account, cause, in: connection) {
      return try queueMail(.useNumber, to: account, cause: cause, in: connection)
    }
    try sendCode(to: account, cause: cause, in: connection)
  }

  /// An account that is only an apprentice's is asked for its Azubinummer instead of the address.
  private func isOnlyApprentice(_ account: Account, _ cause: Cause, in connection: any Connection) throws -> Bool {
    let functions = try providers.flatMap { try $0.functions(of: account.id, at: cause.now, in: connection) }
    return !functions.isEmpty && functions.allSatisfy { standing(of: $0.kind) == .learning }
  }

  /// Sends the mail that fits the account's state: activation, or reset. Officers use it as well: they can start a
  /// reset, never choose or learn a password.
  package func sendCode(to account: Account, cause: Cause, in connection: any Connection) throws {
    if account.state == .pending {
      // Who was invited is who was invited: the name is not asked for.
      let purpose: StartCodePurpose = try hasGivenName(account, in: connection) ? .invitation : .activation
      let code = try issueCode(
        purpose, for: account, firstName: account.firstName, lastName: account.lastName, lasting: .activation,
        now: cause.now, in: connection)
      return try queueMail(.activation(code), to: account, cause: cause, in: connection)
    }
    try StartCodeQueries.revokeAll(of: account.id, purposes: [.reset], now: cause.now, in: connection)
    let code = try issueCode(
      .reset, for: account, firstName: account.firstName, lastName: account.lastName, now: cause.now, in: connection)
    try record(.accountResetRequested, account: account.id, cause: cause, byOwner: false, in: connection)
    try queueMail(.reset(code), to: account, cause: cause, in: connection)
  }
}
