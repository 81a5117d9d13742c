import Chronology
import Database

/// Revoking an administrator with the code of the letter to the company.
extension MemberQueries {
  static func openRevocation(of member: Int64, in connection: any Connection) throws {
    try connection.execute(
      "INSERT INTO member_revocations (member_id) VALUES (\(member)) ON CONFLICT (member_id) DO NOTHING")
  }

  static func setRevocationCode(
    _ hash: [UInt8], of member: Int64, expires: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      "UPDATE member_revocations SET code_hash = \(hash), expires_at = \(expires) WHERE member_id = \(member)")
  }

  /// Uses a revocation code up.
  /// - Returns: company and account of the membership to be ended; nil for a code that is unknown, used or expired.
  static func useRevocation(_ hash: [UInt8], now: Instant, in connection: any Connection) throws
    -> (company: Int64, account: Int64)?
  {
    let row = try connection.row(
      """
      UPDATE member_revocations SET used_at = \(now)
      WHERE code_hash = \(hash) AND used_at IS NULL AND expires_at > \(now) RETURNING member_id
      """)
    guard let row else { return nil }
    let member: Int64 = try row["member_id"]
    let link = try connection.row("SELECT company_id, account_id FROM company_members WHERE id = \(member)")
    return try link.map { (try $0["company_id"], try $0["account_id"]) }
  }
}
