import Chronology
import Database

/// Queries about officers' decisions on the conflicts of an uploaded file.
package enum ImportDecisionQueries {
  /// - Returns: the accepted conflicts.
  package static func accepted(of upload: Int64, in connection: any Connection) throws -> Set<String> {
    Set(
      try connection.rows("SELECT conflict FROM import_decisions WHERE import_id = \(upload)").map {
        try $0["conflict"]
      })
  }

  /// Accepts conflicts of a waiting file.
  /// - Returns: those not accepted before.
  package static func accept(
    _ conflicts: [ImportConflict], of upload: Int64, by officer: Int64, now: Instant, in connection: any Connection
  ) throws -> [ImportConflict] {
    guard try isWaiting(upload, in: connection) else { return [] }
    return try conflicts.filter { conflict in
      try connection.execute(
        """
        INSERT INTO import_decisions (import_id, conflict, decided_by, decided_at)
        VALUES (\(upload), \(conflict.id), \(officer), \(now)) ON CONFLICT (import_id, conflict) DO NOTHING
        """) == 1
    }
  }

  /// Withdraws all decisions before the file is imported.
  /// - Returns: how many there were.
  package static func withdraw(of upload: Int64, in connection: any Connection) throws -> Int {
    guard try isWaiting(upload, in: connection) else { return 0 }
    return try connection.execute("DELETE FROM import_decisions WHERE import_id = \(upload)")
  }

  /// Locks the upload, so that nobody starts the import between this query and the write.
  private static func isWaiting(_ upload: Int64, in connection: any Connection) throws -> Bool {
    try connection.execute(
      "UPDATE uploaded_imports SET state = 'previewed' WHERE id = \(upload) AND state = 'previewed'")
      == 1
  }
}
