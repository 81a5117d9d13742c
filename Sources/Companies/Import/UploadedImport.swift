import Chronology
import Database
import Foundation
import Sodium
import Work

/// A file with companies that an officer uploaded: previewed first, then imported by a worker.
package struct UploadedImport: Sendable {
  package let id: Int64
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

/// Questions and writes about uploaded files.
package enum UploadedImportQueries {
  package static func add(
    fileName: String, content: [UInt8], report: ImportReport, by actor: Int64, now: Instant,
    in connection: any Connection
  ) throws -> Int64 {
    let id: Int64? = try connection.value(
      """
      INSERT INTO company_imports (file_name, content, state, created_at, created_by, report)
      VALUES (\(fileName), \(content), 'previewed', \(now), \(actor), \(try text(report))) RETURNING id
      """)
    return id ?? 0
  }

  package static func find(_ id: Int64, in connection: any Connection) throws -> UploadedImport? {
    let row = try connection.row(
      "SELECT id, file_name, state, created_at, created_by, job_id, report FROM company_imports WHERE id = \(id)")
    return try row.map { row in
      let report: String = try row["report"]
      return UploadedImport(
        id: try row["id"], fileName: try row["file_name"], state: try row["state"], createdAt: try row["created_at"],
        job: try row["job_id"], createdBy: try row["created_by"],
        report: try JSONDecoder().decode(ImportReport.self, from: Data(report.utf8)))
    }
  }

  static func content(of id: Int64, in connection: any Connection) throws -> [UInt8]? {
    try connection.row("SELECT content FROM company_imports WHERE id = \(id)")?["content"]
  }

  /// Starts the import of a previewed file; false when it was started before.
  package static func start(_ id: Int64, now: Instant, in connection: any Connection) throws -> Bool {
    guard
      try connection.execute(
        "UPDATE company_imports SET state = 'running' WHERE id = \(id) AND state = 'previewed'") == 1
    else { return false }
    let job = try Jobs.add(CompanyImportWork.jobKind, key: String(id), payload: id, due: now, now: now, in: connection)
    try connection.execute("UPDATE company_imports SET job_id = \(job) WHERE id = \(id)")
    return true
  }

  /// Takes the content out of files that were previewed and never imported.
  static func forgetPreviews(before instant: Instant, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE company_imports SET content = \([UInt8]()), state = 'done'
      WHERE state = 'previewed' AND created_at < \(instant)
      """)
  }

  static func finish(_ id: Int64, report: ImportReport, in connection: any Connection) throws {
    // The file is not needed any more, and holds addresses and PINs.
    try connection.execute(
      "UPDATE company_imports SET state = 'done', content = \([UInt8]()), report = \(try text(report)) WHERE id = \(id)"
    )
  }

  private static func text(_ report: ImportReport) throws -> String {
    String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
  }
}

/// Imports an uploaded file in the background, with progress.
package struct CompanyImportWork: JobHandler {
  package static let jobKind = "company-import"
  package let kind = CompanyImportWork.jobKind
  package let attempts = 5

  let companies: Companies
  let clock: WallClock

  package init(companies: Companies, clock: WallClock) {
    self.companies = companies
    self.clock = clock
  }

  package func perform(_ job: Job, report: JobReport) async throws -> String {
    let id = try job.decoded(as: Int64.self)
    let (found, content) = try await companies.database.read { connection in
      (try UploadedImportQueries.find(id, in: connection), try UploadedImportQueries.content(of: id, in: connection))
    }
    guard let found, let content, !content.isEmpty else { return "" }
    guard let bytes = companies.openUpload(content) else {
      throw JobGivenUp("the stored file cannot be opened with the portal's secret")
    }
    let result = try await CompanyImport(bytes, into: companies).run(by: found.createdBy, now: clock.now) {
      done, total in
      try await report(done: done, of: total)
    }
    try await companies.database.write { try UploadedImportQueries.finish(id, report: result, in: $0) }
    return ""
  }
}

extension Companies {
  /// Uploaded files hold addresses and PINs; they lie sealed in the database until they are imported.
  package func sealUpload(_ bytes: [UInt8]) -> [UInt8] { pinKey.seal(bytes) }

  func openUpload(_ sealed: [UInt8]) -> [UInt8]? { pinKey.open(sealed) }

  /// Removes what was uploaded, previewed and never imported within a day.
  package func forgetOldUploads(now: Instant) async throws {
    try await database.write { try UploadedImportQueries.forgetPreviews(before: now - .days(1), in: $0) }
  }
}
