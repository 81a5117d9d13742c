import Chronology
import Database

/// Questions and writes about uploads that are taken apart.
package enum BatchUploadQueries {
  static func add(
    _ order: BatchOrder, file: Int64, by officer: Int64, now: Instant, in connection: any Connection
  ) throws -> Int64 {
    let id: Int64? = try connection.value(
      """
      INSERT INTO document_batch_uploads (kind, title, recipient_kind, file_id, state, created_at, created_by)
      VALUES (\(order.kind), \(order.title), \(order.recipients), \(file), 'reading', \(now), \(officer)) RETURNING id
      """)
    return id ?? 0
  }

  static func note(job: Int64, of upload: Int64, in connection: any Connection) throws {
    try connection.execute("UPDATE document_batch_uploads SET job_id = \(job) WHERE id = \(upload)")
  }

  package static func upload(_ id: Int64, in connection: any Connection) throws -> BatchUpload? {
    try connection.row(select + " WHERE id = \(id)").map(BatchUpload.init)
  }

  /// The newest that are not read yet or were refused.
  package static func open(limit: Int, in connection: any Connection) throws -> [BatchUpload] {
    try connection.rows(select + " WHERE state <> 'read' ORDER BY id DESC LIMIT \(limit)").map(BatchUpload.init)
  }

  /// Locks an upload that is still to be read; nil when another worker was faster.
  static func claim(_ id: Int64, in connection: any Connection) throws -> BatchUpload? {
    try connection.row(
      select + " WHERE id = \(id) AND state = 'reading'\(sql: connection.lockingRows)"
    ).map(BatchUpload.init)
  }

  static func noteRead(_ id: Int64, as batch: Int64, in connection: any Connection) throws {
    try connection.execute(
      "UPDATE document_batch_uploads SET state = 'read', batch_id = \(batch), file_id = NULL WHERE id = \(id)")
  }

  static func noteRefused(_ id: Int64, _ problem: UploadProblem, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE document_batch_uploads SET state = 'refused', problem = \(problem.rawValue), file_id = NULL
      WHERE id = \(id)
      """)
  }

  /// Removes what was uploaded before an instant.
  /// - Returns: the files that were still named.
  static func forget(before instant: Instant, in connection: any Connection) throws -> [Int64] {
    try connection.rows(
      "DELETE FROM document_batch_uploads WHERE created_at < \(instant) RETURNING file_id"
    ).compactMap { try $0["file_id"] as Int64? }
  }

  private static let select: SQL =
    """
    SELECT id, kind, title, recipient_kind, file_id, state, problem, batch_id, created_at, created_by, job_id
    FROM document_batch_uploads
    """
}
