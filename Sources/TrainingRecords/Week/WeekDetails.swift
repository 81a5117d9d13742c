import Chronology
import Database
import Settings

/// What the page of a week shows beside the week itself; saving and handing in need none of it.
struct WeekDetails: Sendable {
  let events: [WeekEvent]
  let signOff: SignOff?
  /// What an empty week begins with.
  let suggestion: WeekContent
  let templates: [RecordTemplate]
  let plan: [FrameworkItem]
}

extension TrainingRecords {
  func details(of open: OpenWeek) async throws -> WeekDetails {
    let record = open.record
    return try await database.read { connection in
      WeekDetails(
        events: try open.stored.map { try WeekQueries.events(of: $0.id, in: connection) } ?? [],
        signOff: open.state == .signed
          ? try open.stored.flatMap { try SignOffQueries.newest(of: $0.id, in: connection) } : nil,
        suggestion: open.stored == nil ? try suggestion(open.week, record, in: connection) : WeekContent(),
        templates: open.actions.contains(.write)
          ? try PlanQueries.templates(of: record.apprentice, in: connection) : [],
        plan: try FrameworkQueries.plan(of: record.apprenticeship, in: connection))
    }
  }

  private func suggestion(
    _ week: CalendarWeek, _ record: TrainingRecord, in connection: any Connection
  ) throws -> WeekContent {
    PlanRules.content(
      of: week, training: record.training, try plan(of: record, in: connection), state: settings.state,
      timetable: try PlanQueries.timetable(of: record.apprenticeship, week.monday...week.sunday, in: connection))
  }
}
