import Chronology
import Database

/// What somebody typed to ask for a PIN.
struct TypedPINRequest: Sendable {
  let number: String
  let numberKey: String
  let requestedAt: Instant
  /// The PIN that will come by post; nil where none is made, which is not told.
  let pin: Int64?
}

/// Questions and writes about what was typed to ask for PINs.
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

  /// Whether a letter that somebody asked for goes to the company already, or went since an instant. The company is held
  /// until the transaction ends, so that of many at once one asks.
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
