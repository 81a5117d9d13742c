import Chronology
import Database

/// Queries about single uploads that are not issued yet.
package enum DraftQueries {
  static func add(
    _ kind: DocumentKind, title: String, to addressee: Addressee, _ stored: DocumentStore.Stored,
    uploadedAs hash: [UInt8], pages: Int, by officer: Int64, now: Instant, in connection: any Connection
  ) throws -> Int64 {
    let file = try StoredFileQueries.add(stored, now: now, in: connection)
    return try connection.key(
      """
      INSERT INTO document_drafts
        (kind, title, recipient_kind, subject_id, file_id, uploaded_hash, page_count, created_at, created_by)
      VALUES (\(kind), \(title), \(addressee.kind), \(addressee.subject), \(file), \(hash), \(pages), \(now),
        \(officer))
      RETURNING id
      """)
  }

  /// - Parameter lock: within a write, the connection's `lockingRows`, so that concurrent clicks come one after the
  ///   other.
  package static func draft(_ id: Int64, lock: SQL = SQL(), in connection: any Connection) throws -> DocumentDraft? {
    try connection.row(
      """
      SELECT id, kind, title, recipient_kind, subject_id, file_id, uploaded_hash, page_count, created_by, document_id
      FROM document_drafts WHERE id = \(id)\(sql: lock)
      """
    ).map(DocumentDraft.init)
  }

  static func noteIssued(_ draft: Int64, document: Int64, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE document_drafts SET document_id = \(document), file_id = NULL
      WHERE id = \(draft) AND document_id IS NULL
      """)
  }

  /// Deletes a draft; false if it was issued or deleted before.
  package static func remove(_ draft: Int64, in connection: any Connection) throws -> Bool {
    try connection.execute("DELETE FROM document_drafts WHERE id = \(draft) AND document_id IS NULL") == 1
  }

  /// Deletes what was uploaded before an instant, issued or not.
  static func forget(before instant: Instant, in connection: any Connection) throws {
    try connection.execute("DELETE FROM document_drafts WHERE created_at < \(instant)")
  }
}
