import Chronology
import Database

/// Writes about batches: changes by hand, start, discarding, completion.
package enum BatchChangeQueries {
  /// Locks the row of a batch under review; false if it was started or discarded meanwhile.
  static func lock(_ batch: Int64, in connection: any Connection) throws -> Bool {
    try connection.row(
      """
      SELECT id FROM document_batches WHERE id = \(batch) AND state = 'previewed'\(sql: connection.lockingRows)
      """) != nil
  }

  package static func item(_ id: Int64, of batch: Int64, in connection: any Connection) throws -> DocumentBatchItem? {
    try connection.row(
      DocumentBatchQueries.select + " WHERE id = \(id) AND batch_id = \(batch)"
    ).map(DocumentBatchItem.init)
  }

  static func assign(
    _ item: Int64, to subject: Int64, number: String, by officer: Int64, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      UPDATE document_batch_items
      SET subject_id = \(subject), number = \(number), problem = '', assigned_by = \(officer)
      WHERE id = \(item)
      """)
  }

  static func drop(_ item: Int64, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE document_batch_items SET subject_id = NULL, assigned_by = NULL, problem = \(UploadProblem.dropped.rawValue)
      WHERE id = \(item)
      """)
  }

  /// Increments the revision of a batch (optimistic locking); false if it was changed since it was seen.
  static func change(_ batch: Int64, seen revision: Int?, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      UPDATE document_batches SET revision = revision + 1
      WHERE id = \(batch) AND state = 'previewed' AND revision = \(revision)
      """) == 1
  }

  /// Starts a batch in the revision seen; false if it was started or changed before.
  static func start(
    _ batch: Int64, seen revision: Int?, by officer: Int64, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE document_batches SET state = 'running', started_by = \(officer)
      WHERE id = \(batch) AND state = 'previewed' AND revision = \(revision)
      """) == 1
  }

  static func note(job: Int64, of batch: Int64, in connection: any Connection) throws {
    try connection.execute("UPDATE document_batches SET job_id = \(job) WHERE id = \(batch)")
  }

  /// Marks a batch as done.
  /// - Returns: the files of items that were not issued, which are no longer needed.
  static func finish(_ batch: Int64, in connection: any Connection) throws -> [Int64] {
    let left: SQL = " WHERE batch_id = \(batch) AND document_id IS NULL AND file_id IS NOT NULL"
    let files: [Int64] = try connection.rows("SELECT file_id FROM document_batch_items" + left).map {
      try $0["file_id"]
    }
    try connection.execute("UPDATE document_batch_items SET file_id = NULL" + left)
    try connection.execute("UPDATE document_batches SET state = 'done' WHERE id = \(batch)")
    return files
  }

  /// Deletes a batch, its items and its upload.
  /// - Returns: the files that it referred to.
  static func remove(_ batch: Int64, in connection: any Connection) throws -> [Int64] {
    let files: [Int64] = try connection.rows(
      "SELECT DISTINCT file_id FROM document_batch_items WHERE file_id IS NOT NULL AND batch_id = \(batch)"
    ).map { try $0["file_id"] }
    try connection.execute("DELETE FROM document_batch_items WHERE batch_id = \(batch)")
    try BatchUploadQueries.forget(batch: batch, in: connection)
    try connection.execute("DELETE FROM document_batches WHERE id = \(batch)")
    return files
  }
}

extension DocumentBatchQueries {
  /// Deletes batches that nobody started, and uploads.
  /// - Returns: the contents that nothing refers to any more.
  static func forgetPreviews(before instant: Instant, in connection: any Connection) throws -> [[UInt8]] {
    try BatchUploadQueries.forget(before: instant, in: connection)
    let old: [Int64] = try connection.rows(
      "SELECT id FROM document_batches WHERE state = 'previewed' AND created_at < \(instant)"
    ).map { try $0["id"] }
    let files = try old.flatMap { batch in
      try BatchChangeQueries.lock(batch, in: connection) ? try BatchChangeQueries.remove(batch, in: connection) : []
    }
    return try StoredFileQueries.removeUnnamed(files, in: connection)
  }
}
