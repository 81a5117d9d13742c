import Chronology
import Database

/// What somebody typed to request a PIN.
struct TypedPINRequest: Sendable {
  let number: String
  let numberKey: String
  let requestedAt: Instant
  /// The PIN that will be posted; nil if there is none, which is not revealed.
  let pin: Int64?
}

/// Queries and updates of what was typed to request PINs.
enum PINRequestQueries {
  static func add(
    _ number: String, key: String, account: Int64, pin: Int64?, now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO pin_requests (account_id, number, number_key, requested_at, pin_id)
      VALUES (\(account), \(number), \(key), \(now), \(pin))
      """)
  }

  /// What an account typed since an instant, newest first.
  static func requests(
    of account: Int64, since: Instant, limit: Int = 200, in connection: any Connection
  ) throws -> [TypedPINRequest] {
    try connection.rows(
      """
      SELECT number, number_key, requested_at, pin_id FROM pin_requests
      WHERE account_id = \(account) AND requested_at > \(since) ORDER BY id DESC LIMIT \(limit)
      """
    ).map { row in
      TypedPINRequest(
        number: try row["number"], numberKey: try row["number_key"], requestedAt: try row["requested_at"],
        pin: try row["pin_id"])
    }
  }

  /// Whether a requested letter to the company is pending, or was made since an instant. Locks the company until the
  /// transaction ends, so that concurrent requests come one after the other.
  static func isOnTheWay(to company: Int64, since: Instant, in connection: any Connection) throws -> Bool {
    _ = try connection.row("SELECT id FROM companies WHERE id = \(company)\(sql: connection.lockingRows)")
    return try connection.row(
      """
      SELECT 1 AS found FROM pins
      WHERE company_id = \(company) AND origin = 'request'
        AND (state = 'requested' OR requested_at > \(since)) LIMIT 1
      """) != nil
  }

  static func forget(account: Int64, in connection: any Connection) throws {
    try connection.execute("DELETE FROM pin_requests WHERE account_id = \(account)")
  }
}
