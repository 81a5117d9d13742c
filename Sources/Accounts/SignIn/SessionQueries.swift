import Chronology
import Database

/// A session (Sitzung): one browser in which a person is signed in.
package struct Session: Sendable {
  package let id: Int64
  package let account: Account
  package let deviceID: Int64
  package let functionKey: String
  package let factor: SessionFactor
  package let lastSeenAt: Instant
  /// The key of the deputyship that the session acts under.
  package let deputyship: Int64?
  package let hasOffers: Bool
  /// The kinds of registers with whose persons the account is linked.
  package let grantKinds: Set<FunctionKind>
  /// The answers to the conditions on the account, in their order.
  let meets: [Bool]
}

extension Session {
  /// A session without a chosen function, second factor and deputyship.
  package init(_ id: Int64, of account: Account, device: Int64, lastSeenAt: Instant) {
    self.init(
      id: id, account: account, deviceID: device, functionKey: "", factor: .none, lastSeenAt: lastSeenAt,
      deputyship: nil, hasOffers: false, grantKinds: [], meets: [])
  }
}

/// A session as its owner sees it in the list.
package struct ListedSession: Sendable {
  package let id: Int64
  package let label: String
  package let createdAt: Instant
  package let lastSeenAt: Instant
  package let address: String
}

/// Queries and updates of sessions and devices.
package enum SessionQueries {
  /// The session of a token, with its account; nil if it ended, expired, or the account may no longer act.
  /// - Parameter conditions: on the account `a`, each answered in `Session.meets`.
  static func session(
    tokenHash: [UInt8], now: Instant, idleSince: Instant, asking conditions: [SQL], in connection: any Connection
  ) throws -> Session? {
    let asked = conditions.reduce("''" as SQL) { $0 + " || CASE WHEN " + $1 + " THEN '1' ELSE '0' END" }
    let row = try connection.row(
      """
      SELECT s.id AS session_id, s.device_id, s.function_key, s.second_factor, s.last_seen_at, a.id, a.email,
        a.first_name, a.last_name, a.state, a.created_at, a.activated_at, a.last_sign_in_at, a.deletion_due_at,
        a.language, s.deputyship_id,
        EXISTS (SELECT 1 FROM function_grants g WHERE g.account_id = a.id AND g.state = 'offered') AS has_offers,
        (SELECT \(sql: connection.distinctTexts("g.kind"))
          FROM function_grants g WHERE g.account_id = a.id AND g.state = 'held') AS grant_kinds,
        \(sql: asked) AS answers
      FROM sessions s JOIN accounts a ON a.id = s.account_id
      WHERE s.token_hash = \(tokenHash) AND s.expires_at > \(now) AND s.last_seen_at > \(idleSince)
        AND a.state = 'active'
      """)
    return try row.map { row in
      Session(
        id: try row["session_id"], account: try Account(row), deviceID: try row["device_id"],
        functionKey: try row["function_key"], factor: try row["second_factor"], lastSeenAt: try row["last_seen_at"],
        deputyship: try row["deputyship_id"], hasOffers: try row["has_offers"],
        grantKinds: kinds(try row["grant_kinds"] ?? ""), meets: (try row["answers"] as String).map { $0 == "1" })
    }
  }

  private static func kinds(_ listed: String) -> Set<FunctionKind> {
    Set(listed.split(separator: ",").map { FunctionKind(rawValue: String($0)) })
  }

  static func add(
    account: Int64, device: Int64, factor: SessionFactor, tokenHash: [UInt8], address: String, expires: Instant,
    now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO sessions
        (account_id, device_id, second_factor, token_hash, created_at, last_seen_at, expires_at, address)
      VALUES (\(account), \(device), \(factor), \(tokenHash), \(now), \(now), \(expires), \(address))
      """)
  }

  static func touch(_ session: Int64, now: Instant, in connection: any Connection) throws {
    try connection.execute("UPDATE sessions SET last_seen_at = \(now) WHERE id = \(session)")
  }

  static func setFactor(_ factor: SessionFactor, of account: Int64, in connection: any Connection) throws {
    try connection.execute("UPDATE sessions SET second_factor = \(factor) WHERE account_id = \(account)")
  }

  /// Stores the chosen function, and renews the session's token.
  static func chooseFunction(
    _ key: String, session: Int64, tokenHash: [UInt8], in connection: any Connection
  ) throws {
    try connection.execute(
      "UPDATE sessions SET function_key = \(key), token_hash = \(tokenHash) WHERE id = \(session)")
  }

  /// Begins or ends acting for another, and renews the session's token.
  static func actOnBehalf(
    _ deputyship: Int64?, session: Int64, tokenHash: [UInt8], in connection: any Connection
  ) throws {
    try connection.execute(
      "UPDATE sessions SET deputyship_id = \(deputyship), token_hash = \(tokenHash) WHERE id = \(session)")
  }

  static func list(of account: Int64, now: Instant, idleSince: Instant, in connection: any Connection) throws
    -> [ListedSession]
  {
    try connection.rows(
      """
      SELECT s.id, d.label, s.created_at, s.last_seen_at, s.address
      FROM sessions s JOIN devices d ON d.id = s.device_id
      WHERE s.account_id = \(account) AND s.expires_at > \(now) AND s.last_seen_at > \(idleSince)
      ORDER BY s.last_seen_at DESC LIMIT 50
      """
    ).map { row in
      ListedSession(
        id: try row["id"], label: try row["label"], createdAt: try row["created_at"],
        lastSeenAt: try row["last_seen_at"], address: try row["address"])
    }
  }

  /// Ends one session of an account; false if it is not the account's own.
  static func end(_ session: Int64, of account: Int64, in connection: any Connection) throws -> Bool {
    try connection.execute("DELETE FROM sessions WHERE id = \(session) AND account_id = \(account)") == 1
  }

  /// Ends the sessions of an account on one device.
  static func end(device: Int64, of account: Int64, in connection: any Connection) throws -> Int {
    try connection.execute("DELETE FROM sessions WHERE account_id = \(account) AND device_id = \(device)")
  }

  /// Renews a session's token; false if the session is over.
  static func renew(_ session: Int64, tokenHash: [UInt8], in connection: any Connection) throws -> Bool {
    try connection.execute("UPDATE sessions SET token_hash = \(tokenHash) WHERE id = \(session)") == 1
  }

  /// Whether a session has not ended.
  static func isThere(_ session: Int64, in connection: any Connection) throws -> Bool {
    try connection.row("SELECT id FROM sessions WHERE id = \(session)") != nil
  }

  /// Ends all sessions of an account, except one if given, and sign-ins that await their second factor.
  package static func endAll(of account: Int64, but kept: Int64 = 0, in connection: any Connection) throws -> Int {
    try connection.execute("DELETE FROM pending_sign_ins WHERE account_id = \(account)")
    return try connection.execute("DELETE FROM sessions WHERE account_id = \(account) AND id <> \(kept)")
  }

  static func forgetOver(now: Instant, idleSince: Instant, in connection: any Connection) throws {
    try connection.execute("DELETE FROM sessions WHERE expires_at <= \(now) OR last_seen_at <= \(idleSince)")
  }

  // MARK: Devices

  static func device(tokenHash: [UInt8], account: Int64, in connection: any Connection) throws -> Int64? {
    try connection.value("SELECT id FROM devices WHERE token_hash = \(tokenHash) AND account_id = \(account)")
  }

  static func addDevice(
    account: Int64, tokenHash: [UInt8], label: String, now: Instant, in connection: any Connection
  ) throws -> Int64 {
    try connection.key(
      """
      INSERT INTO devices (account_id, token_hash, label, first_seen_at, last_seen_at)
      VALUES (\(account), \(tokenHash), \(label), \(now), \(now)) RETURNING id
      """)
  }

  static func touchDevice(_ device: Int64, label: String, now: Instant, in connection: any Connection) throws {
    try connection.execute("UPDATE devices SET last_seen_at = \(now), label = \(label) WHERE id = \(device)")
  }

  /// Removes devices that nobody has signed in on for so long that their cookie has expired.
  static func forgetDevices(notSeenSince limit: Instant, in connection: any Connection) throws {
    try connection.execute(
      """
      DELETE FROM devices WHERE last_seen_at < \(limit)
        AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.device_id = devices.id)
      """)
  }

  static func forgetDevices(of account: Int64, but kept: Int64, in connection: any Connection) throws {
    try connection.execute(
      """
      DELETE FROM devices WHERE account_id = \(account) AND id <> \(kept)
        AND id NOT IN (SELECT device_id FROM sessions WHERE account_id = \(account))
      """)
  }
}
