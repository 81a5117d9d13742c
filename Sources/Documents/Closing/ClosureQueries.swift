import Chronology
import Database

/// Queries about documents that went to the wrong person. If two officers decide at once, the number of rows changed
/// tells who was first.
package enum ClosureQueries {
  /// A condition: the document (`d`) is closed to its recipients.
  static let isClosed: SQL =
    "EXISTS (SELECT 1 FROM document_closures l WHERE l.document_id = d.id AND l.reopened_at IS NULL)"

  /// The closure in force.
  package static func closure(of document: Int64, in connection: any Connection) throws -> DocumentClosure? {
    try connection.row(select + " AND c.document_id = \(document)").map(DocumentClosure.init)
  }

  /// The closures that wait for a second officer, oldest first.
  package static func waiting(limit: Int, in connection: any Connection) throws -> [DocumentClosure] {
    try connection.rows(
      select + " AND c.confirmed_at IS NULL ORDER BY c.closed_at, c.id LIMIT \(limit)"
    ).map(DocumentClosure.init)
  }

  static func add(
    _ document: Int64, reason: String, by officer: Int64, now: Instant, in connection: any Connection
  ) throws -> Bool {
    // Locked, so that the noted previous state is not changed by another officer at the same moment.
    let added = try connection.execute(
      """
      INSERT INTO document_closures (document_id, reason, state_before, closed_at, closed_by)
      SELECT d.id, \(reason), d.state, \(now), \(officer) FROM documents d
      WHERE d.id = \(document)\(sql: connection.lockingRows)
      ON CONFLICT (document_id) WHERE reopened_at IS NULL DO NOTHING
      """)
    guard added == 1 else { return false }
    try connection.execute(
      """
      UPDATE documents SET state = 'revoked', revoked_at = \(now), revoked_by = \(officer)
      WHERE id = \(document) AND state = 'issued'
      """)
    return true
  }

  /// Confirms the closure; only then can the document be issued anew to the right person.
  @discardableResult
  static func confirm(
    _ document: Int64, by officer: Int64, mayBeSame: Bool, now: Instant, in connection: any Connection
  ) throws -> Bool {
    let confirmed = try connection.execute(
      """
      UPDATE document_closures SET confirmed_at = \(now), confirmed_by = \(officer)
      WHERE document_id = \(document) AND confirmed_at IS NULL AND reopened_at IS NULL
        AND (closed_by <> \(officer) OR \(mayBeSame ? 1 : 0) = 1)
      """)
    guard confirmed == 1 else { return false }
    try connection.execute("UPDATE documents SET issue_key = NULL WHERE id = \(document)")
    return true
  }

  static func reopen(
    _ document: Int64, reason: String, by officer: Int64, now: Instant, in connection: any Connection
  ) throws -> Bool {
    let before: DocumentState? = try connection.value(
      """
      UPDATE document_closures SET reopened_at = \(now), reopened_by = \(officer), reopening_reason = \(reason)
      WHERE document_id = \(document) AND confirmed_at IS NULL AND reopened_at IS NULL AND closed_by <> \(officer)
      RETURNING state_before
      """)
    guard let before else { return false }
    guard before == .issued else { return true }
    try connection.execute(
      """
      UPDATE documents SET state = 'issued', revoked_at = NULL, revoked_by = NULL WHERE id = \(document)
      """)
    return true
  }

  private static let select: SQL =
    """
    SELECT c.id, c.document_id, d.title, c.reason, c.closed_at, c.closed_by, c.confirmed_at,
      o.email AS closer_email, o.first_name AS closer_first, o.last_name AS closer_last, s.first_name AS confirmer_first,
      s.last_name AS confirmer_last
    FROM document_closures c JOIN documents d ON d.id = c.document_id LEFT JOIN account_facts o ON o.id = c.closed_by
      LEFT JOIN account_names s ON s.id = c.confirmed_by
    WHERE c.reopened_at IS NULL
    """
}
