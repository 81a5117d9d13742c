import Chronology
import Database
import Journal
import Web

extension ListPage {
  /// The list as a file: all that search and filters leave. What leaves the portal stands in the audit log, with the name
  /// of the list and how many rows; not what was searched for, which may be a name.
  package func download(
    from database: Database, _ rows: @escaping @Sendable (ListSlice<Order>, any Connection) throws -> [Row]
  ) async throws -> Reply {
    if visit.isPreview { return Reply(status: 204) }
    let (file, count) = try await file { slice in try await database.read { try rows(slice, $0) } }
    let entry = visit.entry(.listDownloaded, .init(.list), ["list": fileCode ?? "", "count": String(count)])
    let now = visit.now
    try await database.write { try Journal.record(entry, at: now, in: $0) }
    return .download(file, name: "\(title) \(visit.clock.day(of: now))")
  }
}
