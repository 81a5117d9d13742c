import Chronology
import Database

/// What is tried; each has a counter of its own.
enum TryPurpose: String, Sendable, ColumnValue, CaseIterable {
  case signIn = "sign_in"
  /// A password asked for within a session, before something important.
  case session
  case secondFactor = "second_factor"
}

/// What wrong tries are counted for. Each known device has counters of its own, all others share one, so that somebody
/// else's guessing never locks the owner out of the own device.
struct TryCounter: Sendable, Hashable {
  let account: Int64
  let device: Int64
  let purpose: TryPurpose

  /// The origin of a try that comes from no known device.
  static let stranger: Int64 = 0

  var key: String { "\(account)|\(device)|\(purpose.rawValue)" }
}

/// The lock after wrong tries in a row. A try is counted before it is compared and given back when it was right: of many
/// at once no more are compared than the lock allows.
enum LockQueries {
  /// A try that was counted so long ago and neither given back nor locked was cut off, as by a power failure.
  private static let longestTry = TimeSpan.minutes(2)

  /// - Parameter lock: the connection's `lockingRows` within a write that decides upon it.
  static func lockedUntil(
    _ counter: TryCounter, lock: SQL = SQL(), in connection: any Connection
  ) throws -> Instant? {
    try connection.row(
      """
      SELECT locked_until FROM sign_in_locks
      WHERE account_id = \(counter.account) AND device_id = \(counter.device) AND purpose = \(counter.purpose)\
      \(sql: lock)
      """
    )?["locked_until"]
  }

  /// Counts a try that is about to be compared; a counter whose lock is over begins anew.
  /// - Returns: false when there is a lock, or as many tries as make one; then it must not be compared.
  static func reserve(
    _ counter: TryCounter, limit: Int, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.row(
      """
      INSERT INTO sign_in_locks (account_id, device_id, purpose, wrong_in_a_row, tried_at)
      VALUES (\(counter.account), \(counter.device), \(counter.purpose), 1, \(now))
      ON CONFLICT (account_id, device_id, purpose) DO UPDATE SET
        wrong_in_a_row = CASE WHEN sign_in_locks.locked_until <= \(now) THEN 1
          ELSE sign_in_locks.wrong_in_a_row + 1 END,
        tried_at = \(now), locked_until = NULL
      WHERE sign_in_locks.locked_until <= \(now)
        OR (sign_in_locks.locked_until IS NULL AND sign_in_locks.wrong_in_a_row < \(limit))
      RETURNING wrong_in_a_row
      """) != nil
  }

  /// Gives back a try that was not wrong.
  static func giveBack(_ counter: TryCounter, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE sign_in_locks SET wrong_in_a_row = wrong_in_a_row - 1
      WHERE account_id = \(counter.account) AND device_id = \(counter.device) AND purpose = \(counter.purpose)
        AND locked_until IS NULL AND wrong_in_a_row > 0
      """)
  }

  /// Locks when so many tries were wrong.
  /// - Returns: true for the one that made the lock.
  static func lock(
    _ counter: TryCounter, after limit: Int, until: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE sign_in_locks SET locked_until = \(until)
      WHERE account_id = \(counter.account) AND device_id = \(counter.device) AND purpose = \(counter.purpose)
        AND locked_until IS NULL AND wrong_in_a_row >= \(limit)
      """) == 1
  }

  /// Locks where tries were cut off before they were decided; they count as wrong.
  static func lockCutOff(
    _ counter: TryCounter, after limit: Int, until: Instant, now: Instant, in connection: any Connection
  ) throws -> Bool {
    let tried: Instant? = try connection.row(
      """
      SELECT tried_at FROM sign_in_locks
      WHERE account_id = \(counter.account) AND device_id = \(counter.device) AND purpose = \(counter.purpose)
      """)?["tried_at"]
    guard let tried, now - tried > longestTry else { return false }
    return try lock(counter, after: limit, until: until, in: connection)
  }

  static func clear(_ counter: TryCounter, in connection: any Connection) throws {
    try connection.execute(
      """
      DELETE FROM sign_in_locks
      WHERE account_id = \(counter.account) AND device_id = \(counter.device) AND purpose = \(counter.purpose)
      """)
  }

  /// Whether a lock is in force, or wrong tries are counted that can become one.
  static func isAnyCounted(for account: Int64, now: Instant, in connection: any Connection) throws -> Bool {
    try connection.row(
      """
      SELECT account_id FROM sign_in_locks
      WHERE account_id = \(account) AND (locked_until > \(now) OR (locked_until IS NULL AND wrong_in_a_row > 0))
      LIMIT 1
      """) != nil
  }

  static func clearAll(
    account: Int64, _ purposes: [TryPurpose] = TryPurpose.allCases, in connection: any Connection
  ) throws {
    try connection.execute(
      "DELETE FROM sign_in_locks WHERE account_id = \(account) AND purpose IN (\(list: purposes))")
  }

  /// The latest end of a lock in force, for the officer's view.
  static func longestLock(of account: Int64, now: Instant, in connection: any Connection) throws -> Instant? {
    try connection.row(
      "SELECT max(locked_until) AS until FROM sign_in_locks WHERE account_id = \(account) AND locked_until > \(now)"
    )?["until"]
  }
}

extension Accounts {
  /// The latest end of a lock in force; nil when there is none. For officers.
  package func longestLock(of account: Int64, now: Instant, in connection: any Connection) throws -> Instant? {
    try LockQueries.longestLock(of: account, now: now, in: connection)
  }

  /// Ends all locks of an account, and notes it. For officers and whoever runs the portal.
  /// - Returns: false when there was no lock and no wrong try.
  package func unlock(_ account: Int64, cause: Cause, in connection: any Connection) throws -> Bool {
    guard try LockQueries.isAnyCounted(for: account, now: cause.now, in: connection) else { return false }
    try LockQueries.clearAll(account: account, in: connection)
    try record(.accountUnlocked, account: account, cause: cause, byOwner: false, in: connection)
    return true
  }
}
