import Chronology
import Database

/// A start code as it is stored: never the code itself.
package struct StoredStartCode: Sendable {
  let id: Int64
  let account: Int64
  package let purpose: StartCodePurpose
  let hash: [UInt8]
  /// As typed when the code was requested; for an activation, the owner still has to confirm them.
  package let firstName: String
  package let lastName: String
  let expiresAt: Instant
  let wrongAttempts: Int
  let usedAt: Instant?
  let revokedAt: Instant?

  init(_ row: Row) throws {
    id = try row["id"]
    account = try row["account_id"]
    purpose = try row["purpose"]
    hash = try row["code_hash"]
    firstName = try row["first_name"]
    lastName = try row["last_name"]
    expiresAt = try row["expires_at"]
    wrongAttempts = try row["wrong_attempts"]
    usedAt = try row["used_at"]
    revokedAt = try row["revoked_at"]
  }

  private init(_ code: StoredStartCode, _ purpose: StartCodePurpose, _ name: (first: String, last: String)) {
    (id, account, hash, expiresAt) = (code.id, code.account, code.hash, code.expiresAt)
    (wrongAttempts, usedAt, revokedAt) = (code.wrongAttempts, code.usedAt, code.revokedAt)
    self.purpose = purpose
    (firstName, lastName) = name
  }

  /// The same code for an account that was made for a certain person, whose name is given and not asked for.
  func named(as account: Account) -> StoredStartCode {
    StoredStartCode(self, .invitation, (account.firstName, account.lastName))
  }

  var name: (first: String, last: String) { (firstName, lastName) }

  /// Whether the code can still be redeemed.
  /// - Parameter limit: the number of wrong tries, from all networks together, that ends it.
  func isAlive(at now: Instant, limit: Int) -> Bool {
    usedAt == nil && revokedAt == nil && now < expiresAt && wrongAttempts < limit
  }
}

/// Queries and updates of start codes.
enum StartCodeQueries {
  static func add(
    _ hash: [UInt8], for account: Account, purpose: StartCodePurpose, firstName: String, lastName: String,
    expires: Instant, now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO start_codes (account_id, purpose, code_hash, first_name, last_name, created_at, expires_at)
      VALUES (\(account.id), \(purpose), \(hash), \(firstName), \(lastName), \(now), \(expires))
      """)
  }

  /// The newest codes of an account, including used and expired ones, so that a person can be told what happened.
  static func codes(of account: Int64, in connection: any Connection) throws -> [StoredStartCode] {
    try connection.rows(
      """
      SELECT id, account_id, purpose, code_hash, first_name, last_name, expires_at, wrong_attempts, used_at, revoked_at
      FROM start_codes WHERE account_id = \(account) ORDER BY id DESC LIMIT 20
      """
    ).map(StoredStartCode.init)
  }

  /// Whether the account was sent an invitation that has not been revoked, even if it has expired.
  static func hasInvitation(_ account: Int64, in connection: any Connection) throws -> Bool {
    let purposes: [StartCodePurpose] = [.invitation, .postal]
    return try connection.row(
      """
      SELECT 1 FROM start_codes
      WHERE account_id = \(account) AND revoked_at IS NULL AND purpose IN (\(list: purposes)) LIMIT 1
      """) != nil
  }

  /// The key of the newest code of an account; 0 if it has none.
  static func newest(of account: Int64, in connection: any Connection) throws -> Int64 {
    try connection.value("SELECT max(id) FROM start_codes WHERE account_id = \(account)") ?? 0
  }

  /// Uses a code up. Of several concurrent tries, only one gets true.
  /// - Parameter limit: the number of wrong tries that ends the code.
  static func use(_ code: Int64, limit: Int, now: Instant, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      UPDATE start_codes SET used_at = \(now)
      WHERE id = \(code) AND used_at IS NULL AND revoked_at IS NULL AND expires_at > \(now)
        AND wrong_attempts < \(limit)
      """) == 1
  }

  static func noteWrong(account: Int64, now: Instant, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE start_codes SET wrong_attempts = wrong_attempts + 1
      WHERE account_id = \(account) AND used_at IS NULL AND revoked_at IS NULL AND expires_at > \(now)
      """)
  }

  /// Revokes all open codes of an account for the given purposes.
  static func revokeAll(
    of account: Int64, purposes: [StartCodePurpose], now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      UPDATE start_codes SET revoked_at = \(now)
      WHERE account_id = \(account) AND used_at IS NULL AND revoked_at IS NULL AND purpose IN (\(list: purposes))
      """)
  }
}
