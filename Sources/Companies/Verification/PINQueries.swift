import Chronology
import Database

/// A stored PIN; never the PIN itself.
package struct StoredPIN: Sendable {
  package let id: Int64
  package let company: Int64
  package let account: Int64?
  package let origin: PINOrigin
  package let state: PINState
  package let requestedAt: Instant
  package let printedAt: Instant?
  package let expiresAt: Instant?
  package let usedAt: Instant?
  package let usedBy: Int64?

  static let columns: StaticString =
    "id, company_id, account_id, origin, state, requested_at, printed_at, expires_at, used_at, used_by"

  init(_ row: Row) throws {
    id = try row["id"]
    company = try row["company_id"]
    account = try row["account_id"]
    origin = try row["origin"]
    state = try row["state"]
    requestedAt = try row["requested_at"]
    printedAt = try row["printed_at"]
    expiresAt = try row["expires_at"]
    usedAt = try row["used_at"]
    usedBy = try row["used_by"]
  }
}

package enum PINOrigin: String, ColumnValue {
  /// Printed on a notice of fees (Beitragsbescheid) and imported.
  case notice
  /// Requested in the portal, sent by post.
  case request
}

package enum PINState: String, ColumnValue {
  case requested
  case live
  case used
  case superseded
  case revoked
}

/// Queries and updates of PINs.
package enum PINQueries {
  /// The PIN of a company with a hash, in whatever state.
  static func pin(company: Int64, hash: [UInt8], in connection: any Connection) throws -> StoredPIN? {
    try connection.row(
      "SELECT \(raw: StoredPIN.columns) FROM pins WHERE company_id = \(company) AND pin_hash = \(hash)"
    ).map(StoredPIN.init)
  }

  static func pin(_ id: Int64, in connection: any Connection) throws -> StoredPIN? {
    try connection.row("SELECT \(raw: StoredPIN.columns) FROM pins WHERE id = \(id)").map(StoredPIN.init)
  }

  /// Whether the chamber has open PINs without a check character, so that an input without the form of ours may be one.
  static func hasOpenPINWithoutCheck(in connection: any Connection) throws -> Bool {
    try connection.row("SELECT 1 AS found FROM pins WHERE has_check = 0 AND state = 'live' LIMIT 1") != nil
  }

  /// Uses a PIN up, in the transaction that adds the member. Of several concurrent tries, only one gets true.
  static func use(_ pin: Int64, by account: Int64, now: Instant, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      UPDATE pins SET state = 'used', used_at = \(now), used_by = \(account)
      WHERE id = \(pin) AND state = 'live' AND (expires_at IS NULL OR expires_at > \(now))
      """) == 1
  }

  /// Adds a request; replaces an unused PIN that the account requested before.
  static func request(
    company: Int64, account: Int64, now: Instant, in connection: any Connection
  ) throws -> Int64 {
    try connection.execute(
      """
      UPDATE pins SET state = 'superseded'
      WHERE company_id = \(company) AND account_id = \(account) AND state IN ('requested', 'live')
      """)
    return try connection.key(
      """
      INSERT INTO pins (company_id, account_id, origin, state, requested_at)
      VALUES (\(company), \(account), 'request', 'requested', \(now)) RETURNING id
      """)
  }

  /// Requests a PIN, bound to no account, for each company of a query that returns their keys.
  /// - Returns: the keys of the PINs, for their letters.
  package static func request(
    forCompanies companies: SQL, now: Instant, in connection: any Connection
  ) throws -> [Int64] {
    try connection.rows(
      """
      INSERT INTO pins (company_id, origin, state, requested_at)
      SELECT found.id, 'notice', 'requested', \(now) FROM (\(sql: companies)) found
      RETURNING id
      """
    ).map { try $0["id"] }
  }

  static func request(forCompany company: Int64, now: Instant, in connection: any Connection) throws -> [Int64] {
    try request(forCompanies: "SELECT id FROM companies WHERE id = \(company)", now: now, in: connection)
  }

  /// A condition: a company has an unused PIN, requested or printed, that is bound to no account.
  /// - Parameter company: the column with the key of the company.
  package static func hasOpenPIN(_ company: StaticString) -> SQL {
    """
    EXISTS (
      SELECT 1 FROM pins n
      WHERE n.company_id = \(raw: company) AND n.account_id IS NULL AND n.state IN ('requested', 'live'))
    """
  }

  /// The PINs requested by an account, newest first.
  package static func requests(of account: Int64, limit: Int = 10, in connection: any Connection) throws -> [StoredPIN]
  {
    try connection.rows(
      """
      SELECT \(raw: StoredPIN.columns) FROM pins
      WHERE account_id = \(account) ORDER BY id DESC LIMIT \(limit)
      """
    ).map(StoredPIN.init)
  }

  /// The PINs of a company for officers, newest first.
  package static func pins(of company: Int64, limit: Int = 20, in connection: any Connection) throws -> [StoredPIN] {
    try connection.rows(
      """
      SELECT \(raw: StoredPIN.columns) FROM pins
      WHERE company_id = \(company) ORDER BY id DESC LIMIT \(limit)
      """
    ).map(StoredPIN.init)
  }

  /// Activates a requested PIN, once its letter is printed with the PIN of this hash.
  static func notePrinted(
    _ pin: Int64, hash: [UInt8], expires: Instant, now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      UPDATE pins SET state = 'live', pin_hash = \(hash), printed_at = \(now), expires_at = \(expires)
      WHERE id = \(pin) AND state = 'requested'
      """)
  }

  /// Adds the PIN of a notice. Adding the same PIN of the same company again changes nothing.
  static func addNotice(
    company: Int64, hash: [UInt8], hasCheck: Bool, expires: Instant, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      INSERT INTO pins (company_id, origin, state, pin_hash, has_check, requested_at, printed_at, expires_at)
      VALUES (\(company), 'notice', 'live', \(hash), \(hasCheck), \(now), \(now), \(expires))
      ON CONFLICT (company_id, pin_hash) WHERE pin_hash IS NOT NULL DO NOTHING
      """) == 1
  }

  /// Revokes all open PINs of a company.
  package static func revokeAll(of company: Int64, in connection: any Connection) throws -> Int {
    try connection.execute(
      "UPDATE pins SET state = 'revoked' WHERE company_id = \(company) AND state IN ('requested', 'live')")
  }
}
