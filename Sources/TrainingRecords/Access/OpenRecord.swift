import Accounts
import Chronology
import Database
import Settings
import Web

/// A record and the role in which the acting person sees it; the first argument of every operation on a record.
package struct OpenRecord: Sendable {
  package let acting: Acting
  package let record: TrainingRecord
  package let viewer: WeekViewer
  /// The function that gives the person this role.
  package let function: PortalFunction

  /// Nil if the person has nothing to do with the record, or if it was erased.
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

  /// - Throws: `NotFound` for everybody but the apprentice.
  func requireOwn() throws {
    guard viewer == .apprentice else { throw NotFound() }
  }
}

extension TrainingRecords {
  /// The record of an apprenticeship as somebody sees it at an instant.
  /// - Throws: `NotFound` if the person has nothing to do with it.
  package func openRecord(_ apprenticeship: Int64, for acting: Acting, at now: Instant, _ clock: WallClock) async throws
    -> OpenRecord
  {
    guard let record = try await record(apprenticeship, for: acting, on: clock.day(of: now)),
      let open = OpenRecord(record, for: acting)
    else { throw NotFound() }
    return open
  }

  /// The record of an apprenticeship on a day, with its relation to the viewer; nil without an account.
  func record(_ apprenticeship: Int64, for acting: Acting?, on day: CalendarDate) async throws -> TrainingRecord? {
    let asker = acting.map { RecordAsker($0, graceSince: settings.graceSince(day)) } ?? .nobody
    return try await database.read { try WeekQueries.record(apprenticeship, on: day, for: asker, in: $0) }
  }

  /// The record in the path, for its apprentice only.
  func ownRecord(_ visit: Visit) async throws -> OpenRecord {
    let open = try await openRecord(visit)
    try open.requireOwn()
    return open
  }

  /// The record in the path, for viewers who see all of it.
  func wholeRecord(_ visit: Visit) async throws -> OpenRecord {
    let open = try await openRecord(visit)
    guard open.viewer.seesAll else { throw NotFound() }
    return open
  }

  /// The record in the path, as the signed-in person sees it.
  func openRecord(_ visit: Visit) async throws -> OpenRecord {
    guard let record = try await record(visit), let open = OpenRecord(record, for: try visit.signedIn()) else {
      throw NotFound()
    }
    return open
  }
}
