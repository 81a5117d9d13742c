import Chronology
import Database

/// The lock after wrong passwords in a row. Each known device has a counter of its own, all others share one, so that
/// somebody else's guessing never locks the owner out of the own device.
enum LockQueries {
  /// The origin of a try that comes from no known device.
  static let stranger: Int64 = 0

  static func lockedUntil(account: Int64, device: Int64, in connection: any Connection) throws -> Instant? {
    try connection.row(
      "SELECT locked_until FROM sign_in_locks WHERE account_id = \(account) AND device_id = \(device)"
    )?["locked_until"]
  }

  /// Counts a wrong password.
  /// - Returns: true for the one that made the lock.
  static func noteWrong(
    account: Int64, device: Int64, limit: Int, lockUntil: Instant, now: Instant, in connection: any Connection
  ) throws -> Bool {
    // A counter whose lock is over begins anew.
    let row = try connection.row(
      """
      INSERT INTO sign_in_locks (account_id, device_id, wrong_in_a_row) VALUES (\(account), \(device), 1)
      ON CONFLICT (account_id, device_id) DO UPDATE SET
        wrong_in_a_row = CASE WHEN sign_in_locks.locked_until <= \(now) THEN 1
          ELSE sign_in_locks.wrong_in_a_row + 1 END,
        locked_until = CASE WHEN sign_in_locks.locked_until <= \(now) THEN NULL ELSE sign_in_locks.locked_until END
      RETURNING wrong_in_a_row, locked_until
      """)
    let count: Int = try row?["wrong_in_a_row"] ?? 0
    guard count >= limit else { return false }
    return try connection.execute(
      """
      UPDATE sign_in_locks SET locked_until = \(lockUntil)
      WHERE account_id = \(account) AND device_id = \(device) AND locked_until IS NULL
      """) == 1
  }

  static func clear(account: Int64, device: Int64, in connection: any Connection) throws {
    try connection.execute("DELETE FROM sign_in_locks WHERE account_id = \(account) AND device_id = \(device)")
  }

  package static func clearAll(account: Int64, in connection: any Connection) throws {
    try connection.execute("DELETE FROM sign_in_locks WHERE account_id = \(account)")
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

  /// Ends all locks of an account. For officers.
  package func unlock(_ account: Int64, in connection: any Connection) throws {
    try LockQueries.clearAll(account: account, in: connection)
  }
}
