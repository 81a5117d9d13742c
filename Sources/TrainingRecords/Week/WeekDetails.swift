import Chronology
import Database
import Settings

/// What the page of a week shows beside the week itself; saving and handing in need none of it.
struct WeekDetails: Sendable {
  let events: [WeekEvent]
  /// The sign-off over what the week says.
  let signOff: SignOff?
  /// Of those who sign beside the instructor.
  let coSignOffs: [SignOff]
  /// What an empty week begins with.
  let suggestion: WeekContent
  let templates: [RecordTemplate]
  let plan: [FrameworkItem]
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
