import Chronology
import Database
import Web

/// Putting in what was written before: last week, an earlier day, a template. What stands there already stays.
extension TrainingRecords {
  private enum Choice {
    /// What the week before says, where nothing is written yet.
    case lastWeek
    /// Into a day, what is chosen beside it.
    case into(day: Int, source: String)
    /// The text of a day as a template.
    case keep(day: Int)

    init?(_ input: FormInput) {
      if input.has("vorwoche") {
        self = .lastWeek
      } else if let day = TypedNumber.whole(input["einfuegen"], in: 0...6) {
        self = .into(day: day, source: input["quelle\(day)"])
      } else if let day = TypedNumber.whole(input["merken"], in: 0...6) {
        self = .keep(day: day)
      } else {
        return nil
      }
    }

    var anchor: String {
      switch self {
      case .lastWeek: ""
      case .into(let day, _), .keep(let day): "#tag\(day)"
      }
    }
  }

  @Sendable func takeOver(_ visit: Visit) async throws -> Reply {
    guard let choice = Choice(visit.form) else { throw NotFound() }
    let flash = if case .keep = choice { "records.template.kept" } else { "records.takenOver" }
    do {
      return try await changing(visit, anchor: choice.anchor, flash: flash) { open, saved, connection in
        guard case .keep(let day) = choice else { return try content(of: saved, choice, open.record, in: connection) }
        let entries = String(saved.content.days[day].entries.prefix(4000))
        if !entries.isEmpty {
          try PlanQueries.addTemplate(entries, of: open.record.apprentice, now: visit.now, in: connection)
        }
        return saved.content
      }
    } catch let nothing as NothingBefore {
      throw Refusal("records.nothingBefore", ["week": visit.t.weekTitle(nothing.days)])
    }
  }

  /// The week before says nothing that could be taken over.
  private struct NothingBefore: Error {
    let days: CalendarWeek
  }

  private func content(
    of week: RecordWeek, _ choice: Choice, _ record: TrainingRecord, in connection: any Connection
  ) throws -> WeekContent {
    let before = week.week.adding(weeks: -1)
    let previous = try WeekQueries.week(before, of: record.apprenticeship, in: connection)?.content ?? WeekContent()
    var content = week.content
    switch choice {
    case .lastWeek:
      guard previous.days.contains(where: { !$0.entries.isEmpty }) || !previous.activities.isEmpty else {
        throw NothingBefore(days: before)
      }
      content = PlanRules.week(content, with: previous)
    case .keep: break
    case .into(let day, "vorwoche"):
      content.days[day] = PlanRules.day(content.days[day], with: previous.days[day])
    case .into(let day, "vortag"):
      let earlier = previous.days + content.days[..<day]
      if let last = earlier.last(where: { !$0.entries.isEmpty }) {
        content.days[day] = PlanRules.day(content.days[day], with: last)
      }
    case .into(let day, let source):
      let templates = try PlanQueries.templates(of: record.apprentice, in: connection)
      if let template = templates.first(where: { String($0.id) == source }) {
        content.days[day].entries = PlanRules.lines(content.days[day].entries, and: template.entries)
      }
    }
    return content
  }
}
