import Chronology
import Database

/// A start code sent by post, as stored; never the code itself.
package struct PostalCode: Sendable {
  package let id: Int64
  package let kind: FunctionKind
  package let subject: Int64
  package let state: PostalCodeState
  let hash: [UInt8]?
  package let requestedAt: Instant
  package let printedAt: Instant?
  package let expiresAt: Instant?
  let wrongAttempts: Int

  init(_ row: Row) throws {
    id = try row["id"]
    kind = try row["kind"]
    subject = try row["subject_id"]
    state = try row["state"]
    hash = try row["code_hash"]
    requestedAt = try row["requested_at"]
    printedAt = try row["printed_at"]
    expiresAt = try row["expires_at"]
    wrongAttempts = try row["wrong_attempts"]
  }
}

package enum PostalCodeState: String, ColumnValue {
  case requested
  case live
  case used
  case revoked
}

/// Queries and updates of start codes sent by post.
package enum PostalCodeQueries {
  package static func code(_ id: Int64, in connection: any Connection) throws -> PostalCode? {
    try connection.row(select + " WHERE id = \(id)").map(PostalCode.init)
  }

  /// Those of the given codes that were requested and not yet printed.
  package static func requested(_ codes: [Int64], in connection: any Connection) throws -> [PostalCode] {
    try connection.rows(select + " WHERE state = 'requested' AND id IN (\(list: codes))").map(PostalCode.init)
  }

  /// The newest code of a person.
  /// - Parameter lock: the connection's `lockingRows` within a write, so that concurrent tries come one after the
  ///   other.
  package static func newest(
    _ kind: FunctionKind, _ subject: Int64, lock: SQL = SQL(), in connection: any Connection
  ) throws -> PostalCode? {
    try connection.row(
      select + " WHERE kind = \(kind) AND subject_id = \(subject) ORDER BY id DESC LIMIT 1\(sql: lock)"
    ).map(PostalCode.init)
  }

  static func noteWrong(_ code: Int64, in connection: any Connection) throws {
    try connection.execute("UPDATE postal_codes SET wrong_attempts = wrong_attempts + 1 WHERE id = \(code)")
  }

  /// Requests a code for each subject of a query that returns their keys; subjects with an open code keep it.
  /// - Returns: the keys of the codes, for their letters.
  package static func request(
    _ kind: FunctionKind, subjects: SQL, now: Instant, in connection: any Connection
  ) throws -> [Int64] {
    try connection.rows(
      """
      INSERT INTO postal_codes (kind, subject_id, state, requested_at)
      SELECT \(kind), found.id, 'requested', \(now) FROM (\(sql: subjects)) found WHERE NOT EXISTS (
        SELECT 1 FROM postal_codes o
        WHERE o.kind = \(kind) AND o.subject_id = found.id AND o.state IN ('requested', 'live'))
      RETURNING id
      """
    ).map { try $0["id"] }
  }

  /// A condition: a person in a register has neither an account nor an open code by post.
  /// - Parameter subject: the column with the key of the person.
  package static func isWithoutAccess(_ kind: FunctionKind, _ subject: StaticString) -> SQL {
    """
    NOT EXISTS (
      SELECT 1 FROM function_grants g
      WHERE g.kind = \(kind) AND g.subject_id = \(raw: subject) AND g.state IN ('offered', 'held'))
    AND NOT EXISTS (
      SELECT 1 FROM postal_codes k
      WHERE k.kind = \(kind) AND k.subject_id = \(raw: subject) AND k.state IN ('requested', 'live'))
    """
  }

  /// Activates a code, once its letter is printed with the code of this hash.
  package static func notePrinted(
    _ id: Int64, hash: [UInt8], expires: Instant, now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      UPDATE postal_codes SET state = 'live', code_hash = \(hash), printed_at = \(now), expires_at = \(expires)
      WHERE id = \(id) AND state = 'requested'
      """)
  }

  /// Uses a code up; of several concurrent tries, only one gets true. A used code may be used again as long as nobody
  /// has signed in to the account that it made, because the address may have been mistyped.
  /// - Parameter limit: the number of wrong tries that ends the code.
  static func use(_ code: PostalCode, limit: Int, now: Instant, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      UPDATE postal_codes SET state = 'used', used_at = \(now)
      WHERE id = \(code.id) AND expires_at > \(now) AND wrong_attempts < \(limit) AND (state = 'live' OR state = 'used' AND EXISTS (
        SELECT 1 FROM function_grants g JOIN accounts a ON a.id = g.account_id
        WHERE g.kind = postal_codes.kind AND g.subject_id = postal_codes.subject_id AND g.state IN ('offered', 'held')
          AND a.state = 'pending'))
      """) == 1
  }

  /// Revokes the open code of a person; false if there was none.
  package static func revoke(
    _ kind: FunctionKind, _ subject: Int64, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE postal_codes SET state = 'revoked'
      WHERE kind = \(kind) AND subject_id = \(subject) AND state IN ('requested', 'live')
      """) > 0
  }

  /// Ends expired codes, so that a new letter can be requested.
  static func revokeExpired(now: Instant, in connection: any Connection) throws {
    try connection.execute(
      "UPDATE postal_codes SET state = 'revoked' WHERE state = 'live' AND expires_at <= \(now)")
  }

  private static let select: SQL =
    """
    SELECT id, kind, subject_id, state, code_hash, requested_at, printed_at, expires_at, wrong_attempts
    FROM postal_codes
    """
}
