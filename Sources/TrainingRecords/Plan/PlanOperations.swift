import Chronology
import Database
import Web

/// Settings of an apprentice for all weeks. All throw `NotFound` for everybody but the apprentice.
extension TrainingRecords {
  /// Stores the plan from which empty weeks are filled in.
  package func save(_ plan: WeekPlan, in open: OpenRecord) async throws {
    try open.requireOwn()
    try await database.write { try PlanQueries.save(plan, of: open.apprenticeship, in: $0) }
  }

  /// Replaces the timetable of the vocational school.
  /// - Parameter days: the known school days of the training.
  package func save(timetable days: [CalendarDate: SchoolDay], in open: OpenRecord) async throws {
    try open.requireOwn()
    try await database.write { try PlanQueries.save(days, of: open.apprenticeship, in: $0) }
  }

  /// Removes a template; does nothing if it is already gone.
  package func remove(template: Int64, in open: OpenRecord) async throws {
    try open.requireOwn()
    try await database.write { try PlanQueries.removeTemplate(template, of: open.record.apprentice, in: $0) }
  }
}
