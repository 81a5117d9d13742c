import Chronology
import Database
import Typesetting

/// The known sealing certificates.
enum SealKeyQueries {
  /// - Returns: the id of the key, new or known.
  static func add(_ certificate: SealCertificate, now: Instant, in connection: any Connection) throws -> Int64 {
    if let known = try id(of: certificate.fingerprint, in: connection) { return known }
    try connection.execute(
      """
      INSERT INTO seal_keys (fingerprint, holder, valid_from, valid_until, first_used_at)
      VALUES (\(certificate.fingerprint), \(certificate.holder), \(certificate.validFrom * 1_000_000),
        \(certificate.validUntil * 1_000_000), \(now))
      ON CONFLICT (fingerprint) DO NOTHING
      """)
    return try connection.key("SELECT id FROM seal_keys WHERE fingerprint = \(certificate.fingerprint)")
  }

  static func id(of fingerprint: String, in connection: any Connection) throws -> Int64? {
    try connection.value("SELECT id FROM seal_keys WHERE fingerprint = \(fingerprint)")
  }
}
