import Accounts
import Chronology
import Database
import Web

/// A week, and as what the person who acts looks at it: what every operation on a week begins with.
package struct OpenWeek: Sendable {
  /// The record that the week belongs to.
  package let whole: OpenRecord
  package let week: CalendarWeek
  /// Nil where nothing was written yet. To all but the apprentice a returned week says what was handed in.
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

  /// The same week as it stands after something was stored.
  package func with(_ stored: RecordWeek?) -> OpenWeek {
    var open = self
    open.stored = stored
    return open
  }

  /// What it lacks before it can be handed in.
  func gaps(on today: CalendarDate) -> [WeekGap] {
    WeekRules.gaps(
      in: stored?.content ?? WeekContent(), of: week, training: record.training, basis: basis, today: today)
  }
}

/// Who moves weeks: the person, and as what they look at the record.
struct WeekHand: Sendable {
  let acting: Acting
  let viewer: WeekViewer
  let function: FunctionKind
}

extension TrainingRecords {
  /// A week of a record as it is stored now.
  /// - Throws: `NotFound` for a week beside the training, and for whoever has nothing to do with it.
  package func open(_ week: CalendarWeek, of whole: OpenRecord) async throws -> OpenWeek {
    let (record, viewer) = (whole.record, whole.viewer)
    guard week.sunday >= record.training.lowerBound, week.monday <= record.training.upperBound else {
      throw NotFound()
    }
    let stored = try await database.read { connection in
      var stored = try WeekQueries.week(week, of: record.apprenticeship, in: connection)
      // What the apprentice writes after a return is not handed in yet: the others see what was.
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
