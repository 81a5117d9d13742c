import Chronology
import Database

/// How often a day unknown addresses were tried. The write costs what counting a wrong password costs, so the time of
/// the answer does not tell whether an address is known.
enum UnknownAttempts {
  static func note(on day: CalendarDate, in connection: any Connection) throws {
    try connection.execute(
      """
      INSERT INTO unknown_attempts (day, attempts) VALUES (\(day), 1)
      ON CONFLICT (day) DO UPDATE SET attempts = unknown_attempts.attempts + 1
      """)
  }

  /// Costs what deciding about a known address costs, and changes nothing.
  static func settle(on day: CalendarDate, in connection: any Connection) throws {
    try connection.execute("UPDATE unknown_attempts SET attempts = attempts WHERE day = \(day)")
  }
}
