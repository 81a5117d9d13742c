import Chronology
import Database

/// What is being tried; each purpose has its own counter.
enum TryPurpose: String, Sendable, ColumnValue, CaseIterable {
  case signIn = "sign_in"
  /// A password asked for within a session, before something important.
  case session
  case secondFactor = "second_factor"
}

/// A counter of wrong tries. Each known device has its own, all others share one, so that somebody else's guessing
/// never locks owners out of their own devices.
struct TryCounter: Sendable, Hashable {
  let account: Int64
  let device: Int64
  let purpose: TryPurpose

  /// The origin of a try that comes from no known device.
  static let stranger: Int64 = 0

  var key: String { "\(account)|\(device)|\(purpose.rawValue)" }
}

/// Locks after consecutive wrong tries. A try is counted before the comparison and given back if it was right, so that
/// concurrent tries never exceed what the lock allows.
enum LockQueries {
  /// A try older than this that was neither given back nor locked was interrupted, for instance by a power failure.
  private static let longestTry = TimeSpan.minutes(2)

  /// - Parameter lock: the connection's `lockingRows` within a write that decides on the result.
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

  /// Counts a try that is about to be compared; a counter whose lock has expired starts again.
  /// - Returns: false if there is a lock, or if the tries under way suffice for one; then nothing may be compared.
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

  /// Locks if the number of wrong tries has reached the limit.
  /// - Returns: true for the try that caused the lock.
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

  /// Locks after tries that were interrupted before a decision; they count as wrong.
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

  static func clearAll(
    account: Int64, _ purposes: [TryPurpose] = TryPurpose.allCases, in connection: any Connection
  ) throws {
    try connection.execute(
      "DELETE FROM sign_in_locks WHERE account_id = \(account) AND purpose IN (\(list: purposes))")
  }

  /// The latest end among the locks in force, for officers.
  static func longestLock(of account: Int64, now: Instant, in connection: any Connection) throws -> Instant? {
    try connection.row(
      "SELECT max(locked_until) AS until FROM sign_in_locks WHERE account_id = \(account) AND locked_until > \(now)"
    )?["until"]
  }
}

extension Accounts {
  /// The latest end among the locks in force; nil if there is none. For officers.
  package func longestLock(of account: Int64, now: Instant, in connection: any Connection) throws -> Instant? {
    try LockQueries.longestLock(of: account, now: now, in: connection)
  }

  /// Lifts all locks of an account and records it. For officers and operators.
  package func unlock(_ account: Int64, cause: Cause, in connection: any Connection) throws {
    try LockQueries.clearAll(account: account, in: connection)
    try record(.accountUnlocked, account: account, cause: cause, byOwner: false, in: connection)
  }
}
