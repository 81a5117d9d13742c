import Chronology
import Database

/// The job that imports an uploaded file, with progress.
package struct ImportWork: JobHandler {
  package let kind = JobKind.fileImport
  package let attempts = 5

  let database: Database
  let uploads: Uploads
  let clock: WallClock

  package init(database: Database, uploads: Uploads, clock: WallClock) {
    self.database = database
    self.uploads = uploads
    self.clock = clock
  }

  package func perform(_ job: Job, report: JobReport) async throws -> String {
    let id = try job.decoded(as: Int64.self)
    let (found, content, accepted) = try await database.read { connection in
      (
        try UploadedImportQueries.find(id, in: connection), try UploadedImportQueries.content(of: id, in: connection),
        try ImportDecisionQueries.accepted(of: id, in: connection)
      )
    }
    guard let found, let content, !content.isEmpty else { return "" }
    guard let bytes = uploads.open(content) else {
      throw JobGivenUp("the stored file cannot be opened with the portal's secret")
    }
    guard let kind = uploads.kind(found.kind) else { throw JobGivenUp("no such kind of import: \(found.kind)") }
    let file = try await kind.read(bytes, today: clock.today)
    let result = try await file.run(by: found.createdBy, now: clock.now, decisions: ImportDecisions(accepted)) {
      done, total in try await report(done: done, of: total)
    }
    try await database.write { try UploadedImportQueries.finish(id, report: result, in: $0) }
    return ""
  }
}
