import Accounts
import Database

extension TrainingRecords {
  /// Stores how often a person is reminded of what waits in training records; holds from the next reminders on.
  package func chooseReminders(_ choice: ReminderChoice, by acting: Acting) async throws {
    try await database.write { try ReminderQueries.choose(choice, by: acting.account.id, in: $0) }
  }
}
