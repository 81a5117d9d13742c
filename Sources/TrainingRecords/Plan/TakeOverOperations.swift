import Accounts
import Chronology
import Database
import Web

/// Earlier text to be reused.
package enum EarlierText: Sendable {
  /// The whole previous week, where nothing is written yet.
  case lastWeek
  /// Into a day, counted from 0.
  case into(day: Int, from: Source)
  /// Stores the text of a day as a template.
  case keep(day: Int)

  package enum Source: Sendable {
    /// The same weekday of the previous week.
    case lastWeek
    /// The most recent earlier day with a text.
    case earlierDay
    /// Nil for one that does not exist.
    case template(Int64?)
  }
}

extension EarlierText {
  /// Whether the day is one of a week's seven.
  fileprivate var isOfWeek: Bool {
    switch self {
    case .lastWeek: true
    case .into(let day, _), .keep(let day): (0...6).contains(day)
    }
  }
}

/// The previous week has nothing to be reused.
package struct NothingBefore: Error {
  package let week: CalendarWeek
}

/// Reusing earlier text. Existing text is kept.
extension TrainingRecords {
  /// Reuses a text in a week that was just saved, or stores one as a template.
  /// - Throws: `NothingBefore`, `NotFound` for everybody but the apprentice and for a day that no week has,
  ///   `Refusal.weekIsElsewhere` when somebody else was faster.
  package func takeOver(_ text: EarlierText, into open: OpenWeek, cause: Cause) async throws {
    guard text.isOfWeek else { throw NotFound() }
    try await amend(open, cause: cause) { saved, connection in
      guard case .keep(let day) = text else { return try content(of: saved, text, open.record, in: connection) }
      let entries = String(saved.content.days[day].entries.prefix(4000))
      if !entries.isEmpty {
        try PlanQueries.addTemplate(entries, of: open.record.apprentice, now: cause.now, in: connection)
      }
      return saved.content
    }
  }

  private func content(
    of week: RecordWeek, _ text: EarlierText, _ record: TrainingRecord, in connection: any Connection
  ) throws -> WeekContent {
    let before = week.week.adding(weeks: -1)
    let previous = try WeekQueries.week(before, of: record.apprenticeship, in: connection)?.content ?? WeekContent()
    var content = week.content
    switch text {
    case .lastWeek:
      guard previous.days.contains(where: { !$0.entries.isEmpty }) || !previous.activities.isEmpty else {
        throw NothingBefore(week: before)
      }
      content = PlanRules.week(content, with: previous)
    case .keep: break
    case .into(let day, .lastWeek):
      content.days[day] = PlanRules.day(content.days[day], with: previous.days[day])
    case .into(let day, .earlierDay):
      let earlier = previous.days + content.days[..<day]
      if let last = earlier.last(where: { !$0.entries.isEmpty }) {
        content.days[day] = PlanRules.day(content.days[day], with: last)
      }
    case .into(let day, .template(let key)):
      let templates = try PlanQueries.templates(of: record.apprentice, in: connection)
      if let template = templates.first(where: { $0.id == key }) {
        content.days[day].entries = PlanRules.lines(content.days[day].entries, and: template.entries)
      }
    }
    return content
  }
}
