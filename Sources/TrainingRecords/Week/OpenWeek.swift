import Accounts
import Chronology
import Database
import Web

/// A week and the role in which the acting person sees it; the first argument of every operation on a week.
package struct OpenWeek: Sendable {
  /// The record that the week belongs to.
  package let whole: OpenRecord
  package let week: CalendarWeek
  /// Nil if nothing was written yet. For everybody but the apprentice, a returned week has the content that was
  /// submitted.
  package private(set) var stored: RecordWeek?
  package let basis: RecordBasis

  package var record: TrainingRecord { whole.record }
  package var viewer: WeekViewer { whole.viewer }
  package var state: WeekState { stored?.state ?? .draft }
  package var actions: Set<WeekAction> { WeekRules.actions(of: viewer, on: state) }
  var path: String { RecordPath.week(week, of: record.apprenticeship) }

  var hand: WeekHand {
    WeekHand(acting: whole.acting, viewer: viewer, function: whole.function.kind)
  }

  /// The same week after something was stored.
  package func with(_ stored: RecordWeek?) -> OpenWeek {
    var open = self
    open.stored = stored
    return open
  }

  /// What is missing before it can be submitted.
  func gaps(on today: CalendarDate) -> [WeekGap] {
    WeekRules.gaps(
      in: stored?.content ?? WeekContent(), of: week, training: record.training, basis: basis, today: today)
  }
}

/// The person who moves a week to another state, and their role.
struct WeekHand: Sendable {
  let acting: Acting
  let viewer: WeekViewer
  let function: FunctionKind
}

extension TrainingRecords {
  /// A week of a record as it is stored now.
  /// - Throws: `NotFound` for a week outside the training, and if the person has nothing to do with it.
  package func open(_ week: CalendarWeek, of whole: OpenRecord) async throws -> OpenWeek {
    let (record, viewer) = (whole.record, whole.viewer)
    guard week.sunday >= record.training.lowerBound, week.monday <= record.training.upperBound else {
      throw NotFound()
    }
    let stored = try await database.read { connection in
      var stored = try WeekQueries.week(week, of: record.apprenticeship, in: connection)
      // Changes after a return are not submitted yet: others see the submitted version.
      if let returned = stored, returned.state == .returned, viewer != .apprentice,
        let version = try WeekQueries.newestVersion(of: returned.id, in: connection)
      {
        stored?.content = version
      }
      return stored
    }
    let open = OpenWeek(whole: whole, week: week, stored: stored, basis: basis(of: record))
    guard open.actions.contains(.view), RecordAccess.reaches(viewer, week, stored?.content, record.parties) else {
      throw NotFound()
    }
    return open
  }

  /// The week in the path.
  func open(_ visit: Visit) async throws -> OpenWeek {
    let whole = try await openRecord(visit)
    guard let year = visit.key("year"), let number = visit.key("week"),
      let week = CalendarWeek(year: Int(clamping: year), number: Int(clamping: number))
    else { throw NotFound() }
    return try await open(week, of: whole)
  }
}
