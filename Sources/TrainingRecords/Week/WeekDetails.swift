import Chronology
import Database
import Settings

/// What the page of a week shows besides the week; not needed for saving and submitting.
struct WeekDetails: Sendable {
  let events: [WeekEvent]
  /// The sign-off that covers the current content.
  let signOff: SignOff?
  /// The sign-offs of co-signers.
  let coSignOffs: [SignOff]
  /// The initial content of an empty week.
  let suggestion: WeekContent
  let templates: [RecordTemplate]
  let plan: [FrameworkItem]
  /// The previous and next week that the viewer can open.
  let previous: CalendarWeek?
  let next: CalendarWeek?
}

extension TrainingRecords {
  func details(of open: OpenWeek) async throws -> WeekDetails {
    let record = open.record
    return try await database.read { connection in
      let signOffs = try open.stored.map { try SignOffQueries.standing(over: $0, in: connection) } ?? []
      return WeekDetails(
        events: try open.stored.map { try WeekQueries.events(of: $0.id, in: connection) } ?? [],
        signOff: open.state == .signed ? signOffs.last { $0.coSigner == nil } : nil,
        coSignOffs: signOffs.filter { $0.coSigner != nil },
        suggestion: open.stored == nil ? try suggestion(open.week, record, in: connection) : WeekContent(),
        templates: open.actions.contains(.write)
          ? try PlanQueries.templates(of: record.apprentice, in: connection) : [],
        plan: try FrameworkQueries.plan(of: record.apprenticeship, in: connection),
        previous: try neighbour(of: open, -1, in: connection), next: try neighbour(of: open, 1, in: connection))
    }
  }

  /// For the apprentice the adjacent week, for others the nearest submitted one.
  private func neighbour(
    of open: OpenWeek, _ direction: Int, in connection: any Connection
  ) throws -> CalendarWeek? {
    guard open.viewer.seesAll else { return nil }
    guard open.viewer == .apprentice else {
      return try WeekQueries.handedIn(
        beside: open.week, isLater: direction > 0, of: open.record.apprenticeship, in: connection)
    }
    let week = open.week.adding(weeks: direction)
    let training = open.record.training
    return week.sunday >= training.lowerBound && week.monday <= training.upperBound ? week : nil
  }

  private func suggestion(
    _ week: CalendarWeek, _ record: TrainingRecord, in connection: any Connection
  ) throws -> WeekContent {
    PlanRules.content(
      of: week, training: record.training, try plan(of: record, in: connection), state: settings.state,
      timetable: try PlanQueries.timetable(of: record.apprenticeship, week.monday...week.sunday, in: connection))
  }
}
