import Chronology
import Database
import Web

/// What an apprentice sets once for all weeks. All throw `NotFound` for everybody else.
extension TrainingRecords {
  /// Stores how an empty week begins.
  package func save(_ plan: WeekPlan, in open: OpenRecord) async throws {
    try open.requireOwn()
    try await database.write { try PlanQueries.save(plan, of: open.apprenticeship, in: $0) }
  }

  /// Replaces the timetable of the vocational school.
  /// - Parameter days: the school days of the training that are known.
  package func save(timetable days: [CalendarDate: SchoolDay], in open: OpenRecord) async throws {
    try open.requireOwn()
    try await database.write { try PlanQueries.save(days, of: open.apprenticeship, in: $0) }
  }

  /// Removes a template; nothing happens where it is gone.
  package func remove(template: Int64, in open: OpenRecord) async throws {
    try open.requireOwn()
    try await database.write { try PlanQueries.removeTemplate(template, of: open.record.apprentice, in: $0) }
  }
}
