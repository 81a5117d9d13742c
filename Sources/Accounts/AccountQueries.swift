import Chronology
import Database
import Web
import Work

/// Queries and updates of accounts.
package enum AccountQueries {
  /// A condition on the subject of a proposal (`o.subject_id`): the proposal can still be decided.
  package static let isStaying: SQL =
    "EXISTS (SELECT 1 FROM accounts b WHERE b.id = o.subject_id AND b.state NOT IN ('leaving', 'deleted'))"

  package static func account(_ id: Int64, in connection: any Connection) throws -> Account? {
    try connection.row("SELECT \(raw: Account.columns) FROM accounts WHERE id = \(id)").map(Account.init)
  }

  /// Whether there has ever been an account. Works before the schema is up to date.
  package static func hasAny(in connection: any Connection) throws -> Bool {
    try connection.row("SELECT 1 AS found FROM accounts LIMIT 1") != nil
  }

  /// Those of the given accounts that are in use, ordered by key.
  package static func active(_ ids: [Int64], in connection: any Connection) throws -> [Account] {
    try Set(ids).sorted().chunked(into: 500).flatMap { portion in
      try connection.rows(
        "SELECT \(raw: Account.columns) FROM accounts WHERE state = 'active' AND id IN (\(list: portion)) ORDER BY id"
      ).map(Account.init)
    }
  }

  /// The full names of the owners of the given accounts, by key; erased accounts are left out.
  package static func names(of ids: Set<Int64>, in connection: any Connection) throws -> [Int64: String] {
    try ids.sorted().chunked(into: 500).reduce(into: [:]) { names, portion in
      let rows = try connection.rows(
        "SELECT id, first_name, last_name FROM accounts WHERE last_name <> '' AND id IN (\(list: portion))")
      for row in rows {
        let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
        names[try row["id"]] = NameRules.full(first, last)
      }
    }
  }

  package static func account(withEmail email: EmailAddress, in connection: any Connection) throws -> Account? {
    try connection.row(
      "SELECT \(raw: Account.columns) FROM accounts WHERE email_key = \(email.key)"
    ).map(Account.init)
  }

  /// Adds an account whose address is not proven yet; nil if the address already has one.
  package static func addPending(
    _ email: EmailAddress, firstName: String, lastName: String, language: Language = .german, now: Instant,
    in connection: any Connection
  ) throws -> Account? {
    try connection.row(
      """
      INSERT INTO accounts (email, email_key, first_name, last_name, name_key, state, created_at, language)
      VALUES (\(email.text), \(email.key), \(firstName), \(lastName), \(SortKey.make(lastName, firstName)),
        'pending', \(now), \(language.rawValue))
      ON CONFLICT (email_key) DO NOTHING
      RETURNING \(raw: Account.columns)
      """
    ).map(Account.init)
  }

  /// Locks the account's row until the transaction ends. Only within a write.
  static func lock(_ account: Int64, in connection: any Connection) throws {
    _ = try connection.row("SELECT id FROM accounts WHERE id = \(account)\(sql: connection.lockingRows)")
  }

  static func passwordHash(of account: Int64, in connection: any Connection) throws -> String? {
    try connection.row("SELECT password_hash FROM accounts WHERE id = \(account)")?["password_hash"]
  }

  /// Sets the password; a pending account becomes active under the name stored with the redeemed code.
  static func activate(
    _ account: Int64, firstName: String, lastName: String, passwordHash: String, now: Instant,
    in connection: any Connection
  ) throws {
    try connection.execute(
      """
      UPDATE accounts SET state = 'active', password_hash = \(passwordHash), activated_at = \(now),
        first_name = \(firstName), last_name = \(lastName), name_key = \(SortKey.make(lastName, firstName))
      WHERE id = \(account) AND state = 'pending'
      """)
  }

  static func setPassword(_ hash: String, of account: Int64, in connection: any Connection) throws {
    try connection.execute("UPDATE accounts SET password_hash = \(hash) WHERE id = \(account)")
  }

  /// Records a sign-in, which cancels a requested deletion.
  static func noteSignIn(
    of account: Int64, language: Language, now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      UPDATE accounts SET last_sign_in_at = \(now), language = \(language.rawValue),
        deletion_due_at = CASE WHEN state = 'leaving' THEN NULL ELSE deletion_due_at END,
        state = CASE WHEN state = 'leaving' THEN 'active' ELSE state END
      WHERE id = \(account)
      """)
  }

  static func scheduleDeletion(of account: Int64, due: Instant, in connection: any Connection) throws {
    // A blocked account stays blocked while it awaits deletion: a sign-in must not lift the chamber's decision.
    try connection.execute(
      """
      UPDATE accounts SET state = CASE WHEN state = 'blocked' THEN 'blocked' ELSE 'leaving' END, deletion_due_at = \(due)
      WHERE id = \(account) AND state <> 'deleted'
      """)
  }

  package static func setState(
    _ state: AccountState, of account: Int64, from allowed: [AccountState], in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      "UPDATE accounts SET state = \(state) WHERE id = \(account) AND state IN (\(list: allowed))") > 0
  }

  /// Accounts whose waiting time before deletion is over, and registrations that were never confirmed.
  static func dueForErasure(now: Instant, pendingSince: Instant, in connection: any Connection) throws -> [Account] {
    try connection.rows(
      """
      SELECT \(raw: Account.columns) FROM accounts
      WHERE (state IN ('leaving', 'blocked') AND deletion_due_at <= \(now))
        OR (state = 'pending' AND created_at <= \(pendingSince) AND NOT EXISTS (
          SELECT 1 FROM start_codes c WHERE c.account_id = accounts.id AND c.used_at IS NULL AND c.revoked_at IS NULL
            AND c.expires_at > \(now)))
      ORDER BY id LIMIT 500
      """
    ).map(Account.init)
  }

  /// Removes all personal data from an account. The row stays as the pseudonym that the audit log refers to.
  static func erase(_ account: Int64, in connection: any Connection) throws {
    try connection.execute("DELETE FROM sessions WHERE account_id = \(account)")
    try connection.execute(
      "UPDATE function_grants SET state = 'ended' WHERE account_id = \(account) AND state IN ('offered', 'held')")
    try connection.execute("DELETE FROM devices WHERE account_id = \(account)")
    try connection.execute("DELETE FROM sign_in_locks WHERE account_id = \(account)")
    try connection.execute("DELETE FROM start_codes WHERE account_id = \(account)")
    _ = try SecondFactorQueries.remove(from: account, in: connection)
    try connection.execute(
      """
      UPDATE accounts SET state = 'deleted', email = '', email_key = NULL, first_name = '', last_name = '',
        name_key = '', password_hash = NULL, deletion_due_at = NULL
      WHERE id = \(account)
      """)
  }
}

extension AccountQueries {
  /// Adds an account that can sign in at once; for the operator's commands and the demo.
  /// - Returns: its key, or nil if the address already has an account.
  package static func addActive(
    _ email: String, firstName: String, lastName: String, passwordHash: String, now: Instant,
    in connection: any Connection
  ) throws -> Int64? {
    guard let address = EmailAddress(email),
      let account = try addPending(address, firstName: firstName, lastName: lastName, now: now, in: connection)
    else { return nil }
    try activate(
      account.id, firstName: firstName, lastName: lastName, passwordHash: passwordHash, now: now, in: connection)
    return account.id
  }
}
