import Chronology
import Database
import Web
import Work

/// Resetting a password.
extension Accounts {
  /// Mails a code to the accounts of a name, without revealing whether there are any.
  /// - Parameter name: an address or a user name.
  /// - Throws: `NetworkLimitReached`.
  package func sendReset(to name: String, cause: Cause) async throws {
    try countPost(cause)
    let isAddress = EmailAddress(name) != nil
    try await database.write { connection in
      let found = try accounts(named: name, in: connection)
      // The account with the oldest code comes first, so that everybody gets a mail eventually even if not all do now.
      let turns = try found.map { ($0, try StartCodeQueries.newest(of: $0.id, in: connection)) }.sorted { $0.1 < $1.1 }
      let isMailbox = isAddress && found.count > Self.mostCompared
      var isAnySent = false
      // Asked before each mail, because the earlier ones count.
      for (account, _) in isMailbox ? turns.prefix(1) : turns[...]
      where try mayMail(account, cause.now, in: connection) {
        try sendWay(to: account, isAddress: isAddress, isMailbox: isMailbox, cause, in: connection)
        isAnySent = true
      }
      if !isAnySent { try UnknownAttempts.note(on: cause.day, in: connection) }
    }
    await signal.raise()
  }

  /// - Parameter isMailbox: whether more people share the address than can sign in by it.
  private func sendWay(
    to account: Account, isAddress: Bool, isMailbox: Bool, _ cause: Cause, in connection: any Connection
  ) throws {
    if isMailbox { return try queueMail(.useName, to: account, cause: cause, in: connection) }
    if isAddress, account.state != .pending, try isOnlyApprentice(account, cause, in: connection) {
      return try queueMail(.useNumber, to: account, cause: cause, in: connection)
    }
    try sendCode(to: account, cause: cause, in: connection)
  }

  /// Whether the account has only an apprentice's function; its owner is asked for the Azubinummer instead of the
  /// address.
  private func isOnlyApprentice(_ account: Account, _ cause: Cause, in connection: any Connection) throws -> Bool {
    let functions = try providers.flatMap { try $0.functions(of: account.id, at: cause.now, in: connection) }
    return !functions.isEmpty && functions.allSatisfy { standing(of: $0.kind) == .learning }
  }

  /// Sends the mail that fits the account's state: activation or reset. Officers use it too: they can start a reset,
  /// but never choose or learn a password.
  package func sendCode(to account: Account, cause: Cause, in connection: any Connection) throws {
    if account.state == .pending {
      // An invited account keeps its given name, which is not asked for.
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
