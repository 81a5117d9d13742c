import Chronology

/// How often somebody wants to be reminded.
package enum ReminderChoice: String, Sendable, CaseIterable {
  case weekly
  case monthly
  case never
}

/// The content of a reminder about training records.
package struct ReminderNews: Sendable, Equatable {
  /// Past weeks of the own record that were not submitted.
  package var missing = 0
  /// Weeks that wait for the person's sign-off.
  package var waiting = 0
  /// Since when the oldest of them has waited.
  package var waitingSince: Instant?
  /// Weeks that the person can co-sign.
  package var waitingBeside = 0
  /// Apprentices of the company whose weeks wait for too long.
  package var overdue = 0

  package init() {}

  package var isEmpty: Bool { missing == 0 && waiting == 0 && waitingBeside == 0 && overdue == 0 }
}

package enum ReminderRules {
  private static let month = TimeSpan.days(28)

  /// Whether a mail is due: at most weekly, as often as chosen. § 14 (2) BBiG requires instructors to review the
  /// records regularly, by BIBB recommendation 156 at least monthly, so instructors with older weeks are reminded each
  /// month whatever they chose.
  package static func isDue(
    _ news: ReminderNews, _ choice: ReminderChoice, mailedAt: Instant?, now: Instant
  ) -> Bool {
    guard !news.isEmpty else { return false }
    let wasLongAgo = mailedAt.map { $0 < now - month } ?? true
    let isAgainstLaw = news.waitingSince.map { $0 < now - month } ?? false
    switch choice {
    case .weekly: return true
    case .monthly: return wasLongAgo
    case .never: return wasLongAgo && isAgainstLaw
    }
  }
}
