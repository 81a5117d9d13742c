import Chronology
import Database

/// Queries about the installation.
package enum InstallationQueries {
  package static func value(_ key: InstallationKey, in connection: any Connection) throws -> String? {
    try connection.value("SELECT value FROM installation WHERE key = \(key.rawValue)")
  }

  package static func note(
    _ key: InstallationKey, _ value: String, at now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO installation (key, value, noted_at) VALUES (\(key.rawValue), \(value), \(now))
      ON CONFLICT (key) DO NOTHING
      """)
  }
}
