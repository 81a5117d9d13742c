import Accounts
import Chronology
import Database
import Settings
import Web

/// A record, and as what the person who acts looks at it: what every operation on a record begins with.
package struct OpenRecord: Sendable {
  package let acting: Acting
  package let record: TrainingRecord
  package let viewer: WeekViewer
  /// The function that makes the person such a viewer.
  package let function: PortalFunction

  /// Nil for whoever has nothing to do with the record, and for one that was erased.
  init?(_ record: TrainingRecord, for acting: Acting) {
    guard record.erasedAt == nil, let (viewer, function) = RecordAccess.viewer(acting, record.parties) else {
      return nil
    }
    self.acting = acting
    self.record = record
    self.viewer = viewer
    self.function = function
  }

  var apprenticeship: Int64 { record.apprenticeship }

  /// - Throws: `NotFound` for all others than the apprentice.
  func requireOwn() throws {
    guard viewer == .apprentice else { throw NotFound() }
  }
}

extension TrainingRecords {
  /// The record of an apprenticeship as somebody sees it at an instant.
  /// - Throws: `NotFound` for whoever has nothing to do with it.
  package func openRecord(_ apprenticeship: Int64, for acting: Acting, at now: Instant, _ clock: WallClock) async throws
    -> OpenRecord
  {
    guard let record = try await record(apprenticeship, for: acting, on: clock.day(of: now)),
      let open = OpenRecord(record, for: acting)
    else { throw NotFound() }
    return open
  }

  /// The record of an apprenticeship on a day, with what it is to the person who asks; nobody asks without an account.
  func record(_ apprenticeship: Int64, for acting: Acting?, on day: CalendarDate) async throws -> TrainingRecord? {
    let asker = acting.map { RecordAsker($0, graceSince: settings.graceSince(day)) } ?? .nobody
    return try await database.read { try WeekQueries.record(apprenticeship, on: day, for: asker, in: $0) }
  }

  /// The record in the path, for the apprentice who keeps it.
  func ownRecord(_ visit: Visit) async throws -> OpenRecord {
    let open = try await openRecord(visit)
    try open.requireOwn()
    return open
  }

  /// The record in the path, for those who see all of it.
  func wholeRecord(_ visit: Visit) async throws -> OpenRecord {
    let open = try await openRecord(visit)
    guard open.viewer.seesAll else { throw NotFound() }
    return open
  }

  /// The record in the path, as the person who is signed in sees it.
  func openRecord(_ visit: Visit) async throws -> OpenRecord {
    guard let record = try await record(visit), let open = OpenRecord(record, for: try visit.signedIn()) else {
      throw NotFound()
    }
    return open
  }
}
