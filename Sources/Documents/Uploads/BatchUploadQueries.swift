import Chronology
import Database

/// Queries about uploads being processed.
package enum BatchUploadQueries {
  static func add(
    _ order: BatchOrder, file name: String, by officer: Int64, now: Instant, in connection: any Connection
  ) throws -> Int64 {
    try connection.key(
      """
      INSERT INTO document_batch_uploads (kind, title, recipient_kind, file_name, state, created_at, created_by)
      VALUES (\(order.kind), \(order.title), \(order.recipients), \(name), 'reading', \(now), \(officer)) RETURNING id
      """)
  }

  static func note(job: Int64, of upload: Int64, in connection: any Connection) throws {
    try connection.execute("UPDATE document_batch_uploads SET job_id = \(job) WHERE id = \(upload)")
  }

  package static func upload(_ id: Int64, in connection: any Connection) throws -> BatchUpload? {
    try connection.row(select + " WHERE u.id = \(id)").map(BatchUpload.init)
  }

  /// The newest uploads that are unread or were rejected.
  package static func open(limit: Int, in connection: any Connection) throws -> [BatchUpload] {
    try connection.rows(select + " WHERE u.state <> 'read' ORDER BY u.id DESC LIMIT \(limit)").map(BatchUpload.init)
  }

  /// Locks an upload that is still to be read; false if another worker was faster.
  static func claim(_ id: Int64, in connection: any Connection) throws -> Bool {
    try connection.row(
      """
      SELECT id FROM document_batch_uploads WHERE id = \(id) AND state = 'reading'\(sql: connection.lockingRows)
      """) != nil
  }

  static func noteRead(_ id: Int64, as batch: Int64, in connection: any Connection) throws {
    try connection.execute(
      "UPDATE document_batch_uploads SET state = 'read', batch_id = \(batch), file_name = '' WHERE id = \(id)")
  }

  static func noteRefused(_ id: Int64, _ problem: UploadProblem, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE document_batch_uploads SET state = 'refused', problem = \(problem.rawValue), file_name = ''
      WHERE id = \(id)
      """)
  }

  /// Whether a batch is being read, or is waiting to be.
  static func isReading(in connection: any Connection) throws -> Bool {
    try connection.row("SELECT id FROM document_batch_uploads WHERE state = 'reading' LIMIT 1") != nil
  }

  /// Deletes the upload that a batch came from.
  static func forget(batch: Int64, in connection: any Connection) throws {
    try connection.execute("DELETE FROM document_batch_uploads WHERE batch_id = \(batch)")
  }

  /// Deletes a rejected upload; false if it was not rejected.
  package static func removeRefused(_ id: Int64, in connection: any Connection) throws -> Bool {
    try connection.execute("DELETE FROM document_batch_uploads WHERE id = \(id) AND state = 'refused'") == 1
  }

  /// Deletes what was uploaded before an instant.
  static func forget(before instant: Instant, in connection: any Connection) throws {
    try connection.execute("DELETE FROM document_batch_uploads WHERE created_at < \(instant)")
  }

  private static let select: SQL =
    """
    SELECT u.id, u.kind, u.title, u.recipient_kind, u.file_name, u.state, u.problem, u.batch_id, u.created_at,
      u.created_by, u.job_id,
      u.state = 'reading' AND EXISTS (
        SELECT 1 FROM job_states j WHERE j.id = u.job_id AND j.state = 'failed') AS is_stuck
    FROM document_batch_uploads u
    """
}
