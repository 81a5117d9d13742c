import Chronology
import Database

/// Whether a second factor was checked when a session began.
package enum SessionFactor: String, Sendable, ColumnValue {
  case none
  case passed
}

/// The second factor of an account as it is stored.
struct StoredFactor: Sendable {
  /// Encrypted with the portal's key.
  let secret: [UInt8]
  let confirmedAt: Instant
  let lastStep: Int64

  init(_ row: Row) throws {
    secret = try row["secret"]
    confirmedAt = try row["confirmed_at"]
    lastStep = try row["last_step"]
  }
}

/// Queries and updates of second factors and recovery codes.
enum SecondFactorQueries {
  static func factor(of account: Int64, in connection: any Connection) throws -> StoredFactor? {
    try connection.row(
      "SELECT secret, confirmed_at, last_step FROM account_second_factors WHERE account_id = \(account)"
    ).map(StoredFactor.init)
  }

  /// The same within a write, with a row lock: codes for one account are checked one after the other.
  static func lockedFactor(of account: Int64, in connection: any Connection) throws -> StoredFactor? {
    try connection.row(
      """
      SELECT secret, confirmed_at, last_step FROM account_second_factors WHERE account_id = \(account)\
      \(sql: connection.lockingRows)
      """
    ).map(StoredFactor.init)
  }

  /// Switches the factor on; false if the account already has one.
  static func add(
    _ secret: [UInt8], to account: Int64, step: Int64, recoveryHashes: [[UInt8]], now: Instant,
    in connection: any Connection
  ) throws -> Bool {
    let added = try connection.execute(
      """
      INSERT INTO account_second_factors (account_id, secret, confirmed_at, last_step)
      VALUES (\(account), \(secret), \(now), \(step)) ON CONFLICT (account_id) DO NOTHING
      """)
    guard added == 1 else { return false }
    for hash in recoveryHashes {
      try connection.execute("INSERT INTO recovery_codes (account_id, code_hash) VALUES (\(account), \(hash))")
    }
    return true
  }

  /// Switches the factor off; false if there was none.
  static func remove(from account: Int64, in connection: any Connection) throws -> Bool {
    try connection.execute("DELETE FROM pending_sign_ins WHERE account_id = \(account)")
    try connection.execute("DELETE FROM recovery_codes WHERE account_id = \(account)")
    return try connection.execute("DELETE FROM account_second_factors WHERE account_id = \(account)") == 1
  }

  /// Uses up the code of a step. Of several concurrent tries, only one gets true.
  static func use(step: Int64, of account: Int64, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      UPDATE account_second_factors SET last_step = \(step) WHERE account_id = \(account) AND last_step < \(step)
      """) == 1
  }

  /// Uses up a recovery code. Of several concurrent tries, only one gets true.
  static func use(
    recoveryHash hash: [UInt8], of account: Int64, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE recovery_codes SET used_at = \(now)
      WHERE account_id = \(account) AND code_hash = \(hash) AND used_at IS NULL
      """) == 1
  }

  static func unusedRecoveryCodes(of account: Int64, in connection: any Connection) throws -> Int {
    try connection.value("SELECT count(*) FROM recovery_codes WHERE account_id = \(account) AND used_at IS NULL") ?? 0
  }
}

/// A sign-in that awaits its second factor.
struct PendingSignIn: Sendable {
  let id: Int64
  let account: Account
}

/// Queries and updates of sign-ins that await their second factor.
enum PendingSignInQueries {
  static func add(
    _ tokenHash: [UInt8], for account: Int64, expires: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO pending_sign_ins (account_id, token_hash, expires_at) VALUES (\(account), \(tokenHash), \(expires))
      """)
  }

  /// The sign-in of a token; nil if it ended, expired, or the account may no longer enter.
  /// - Parameter lock: the connection's `lockingRows` within a write, so that concurrent tries come one after the
  ///   other.
  static func pending(
    tokenHash: [UInt8], now: Instant, lock: SQL = SQL(), in connection: any Connection
  ) throws -> PendingSignIn? {
    try connection.row(
      """
      SELECT p.id AS pending_id, a.id, a.email, a.first_name, a.last_name, a.state, a.created_at, a.activated_at,
        a.last_sign_in_at, a.deletion_due_at, a.language
      FROM pending_sign_ins p JOIN accounts a ON a.id = p.account_id
      WHERE p.token_hash = \(tokenHash) AND p.expires_at > \(now) AND a.state IN ('active', 'leaving')\
      \(sql: lock)
      """
    ).map { PendingSignIn(id: try $0["pending_id"], account: try Account($0)) }
  }

  /// Ends a sign-in; false if it had already ended.
  static func end(_ pending: Int64, in connection: any Connection) throws -> Bool {
    try connection.execute("DELETE FROM pending_sign_ins WHERE id = \(pending)") == 1
  }

  /// - Returns: the number of wrong tries so far.
  static func noteWrong(_ pending: Int64, in connection: any Connection) throws -> Int {
    try connection.value(
      """
      UPDATE pending_sign_ins SET wrong_attempts = wrong_attempts + 1 WHERE id = \(pending) RETURNING wrong_attempts
      """) ?? 0
  }

  static func forgetOver(now: Instant, in connection: any Connection) throws {
    try connection.execute("DELETE FROM pending_sign_ins WHERE expires_at <= \(now)")
  }
}
