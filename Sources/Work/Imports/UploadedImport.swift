import Chronology
import Database
import Foundation
import Sodium

/// A file uploaded by an officer: previewed first, then imported by a worker.
package struct UploadedImport: Sendable {
  package let id: Int64
  /// The kind of import, such as `companies`.
  package let kind: String
  package let fileName: String
  package let state: UploadedImportState
  package let createdAt: Instant
  package let job: Int64?
  /// The officer who uploaded it.
  package let createdBy: Int64?
  package let report: ImportReport
}

package enum UploadedImportState: String, ColumnValue {
  case previewed
  case running
  case done
}

/// Uploaded files, which contain personal data and PINs: stored encrypted in the database until they are imported.
package struct Uploads: Sendable {
  private let key: SecretKey
  /// The kinds of import, in the order of the form.
  package let kinds: [any ImportKind]

  package init(key: SecretKey, kinds: [any ImportKind]) {
    self.key = key.derived(for: "uploads")
    self.kinds = kinds
  }

  package func kind(_ name: String) -> (any ImportKind)? { kinds.first { $0.kind == name } }

  /// Stores a file that was previewed.
  package func add(
    _ bytes: [UInt8], named fileName: String, kind: String, report: ImportReport, by actor: Int64, now: Instant,
    in connection: any Connection
  ) throws -> Int64 {
    try UploadedImportQueries.add(
      kind: kind, fileName: fileName, content: key.seal(bytes), report: report, by: actor, now: now, in: connection)
  }

  func open(_ sealed: [UInt8]) -> [UInt8]? { key.open(sealed) }

  /// Deletes files that were previewed but not imported within a day.
  package static func forgetOld(_ database: Database, now: Instant) async throws {
    try await database.write { try UploadedImportQueries.forgetPreviews(before: now - .days(1), in: $0) }
  }
}

/// Queries about uploaded files.
package enum UploadedImportQueries {
  static func add(
    kind: String, fileName: String, content: [UInt8], report: ImportReport, by actor: Int64, now: Instant,
    in connection: any Connection
  ) throws -> Int64 {
    try connection.key(
      """
      INSERT INTO uploaded_imports (kind, file_name, content, state, created_at, created_by, report)
      VALUES (\(kind), \(fileName), \(content), 'previewed', \(now), \(actor), \(try text(report))) RETURNING id
      """)
  }

  package static func find(_ id: Int64, in connection: any Connection) throws -> UploadedImport? {
    let row = try connection.row(
      """
      SELECT id, kind, file_name, state, created_at, created_by, job_id, report FROM uploaded_imports
      WHERE id = \(id)
      """)
    return try row.map { row in
      let report: String = try row["report"]
      return UploadedImport(
        id: try row["id"], kind: try row["kind"], fileName: try row["file_name"], state: try row["state"],
        createdAt: try row["created_at"], job: try row["job_id"], createdBy: try row["created_by"],
        report: try JSONDecoder().decode(ImportReport.self, from: Data(report.utf8)))
    }
  }

  static func content(of id: Int64, in connection: any Connection) throws -> [UInt8]? {
    try connection.row("SELECT content FROM uploaded_imports WHERE id = \(id)")?["content"]
  }

  /// Starts the import of a previewed file; false if it was started before.
  package static func start(_ id: Int64, now: Instant, in connection: any Connection) throws -> Bool {
    guard
      try connection.execute(
        "UPDATE uploaded_imports SET state = 'running' WHERE id = \(id) AND state = 'previewed'") == 1
    else { return false }
    let job = try Jobs.add(.fileImport, key: String(id), payload: id, due: now, now: now, in: connection)
    try connection.execute("UPDATE uploaded_imports SET job_id = \(job) WHERE id = \(id)")
    return true
  }

  /// Deletes the content of files that were previewed but never imported.
  static func forgetPreviews(before instant: Instant, in connection: any Connection) throws {
    let ids: [Int64] = try connection.rows(
      "SELECT id FROM uploaded_imports WHERE state = 'previewed' AND created_at < \(instant)"
    ).map { try $0["id"] }
    for id in ids {
      guard let found = try find(id, in: connection) else { continue }
      try connection.execute(
        """
        UPDATE uploaded_imports SET content = \([UInt8]()), state = 'done', report = \(try text(found.report.withoutContent))
        WHERE id = \(id) AND state = 'previewed'
        """)
    }
  }

  static func finish(_ id: Int64, report: ImportReport, in connection: any Connection) throws {
    // The content is no longer needed, and contains personal data and PINs.
    try connection.execute(
      """
      UPDATE uploaded_imports SET state = 'done', content = \([UInt8]()), report = \(try text(report)) WHERE id = \(id)
      """)
  }

  private static func text(_ report: ImportReport) throws -> String {
    String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
  }
}
