import Chronology
import Database

/// Tries for unknown addresses per day. The write costs as much as counting a wrong password, so that timing does not
/// reveal whether an address is known.
enum UnknownAttempts {
  static func note(on day: CalendarDate, in connection: any Connection) throws {
    try connection.execute(
      """
      INSERT INTO unknown_attempts (day, attempts) VALUES (\(day), 1)
      ON CONFLICT (day) DO UPDATE SET attempts = unknown_attempts.attempts + 1
      """)
  }

  /// Costs as much as deciding about a known address, and changes nothing.
  static func settle(on day: CalendarDate, in connection: any Connection) throws {
    try connection.execute("UPDATE unknown_attempts SET attempts = attempts WHERE day = \(day)")
  }
}
