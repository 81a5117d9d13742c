import Chronology
import Database
import Journal
import Web

extension ListPage {
  /// Downloads the list as a CSV file, with all rows that match search and filters. The audit log records the name of
  /// the list and the number of rows, but not the search term, which may be a name.
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
