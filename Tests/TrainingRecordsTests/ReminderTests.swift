import Chronology
import Testing

@testable import TrainingRecords

/// When somebody is reminded of training records.
struct ReminderTests {
  private let now = Instant(microseconds: 1_795_000_000_000_000)

  private func news(missing: Int = 0, waitingDays: Int64? = nil) -> ReminderNews {
    var news = ReminderNews()
    news.missing = missing
    if let waitingDays {
      news.waiting = 1
      news.waitingSince = now - .days(Int(waitingDays))
    }
    return news
  }

  @Test func `without news nobody is reminded`() {
    for choice in ReminderChoice.allCases {
      #expect(!ReminderRules.isDue(ReminderNews(), choice, mailedAt: nil, now: now))
    }
  }

  @Test func `people are reminded as often as they chose`() {
    let week = now - .days(7)
    #expect(ReminderRules.isDue(news(missing: 2), .weekly, mailedAt: week, now: now))
    #expect(!ReminderRules.isDue(news(missing: 2), .monthly, mailedAt: week, now: now))
    #expect(ReminderRules.isDue(news(missing: 2), .monthly, mailedAt: now - .days(29), now: now))
    #expect(!ReminderRules.isDue(news(missing: 2), .never, mailedAt: nil, now: now))
  }

  @Test func `§ 14 (2) BBiG: who lets weeks wait for a month is reminded each month, whatever was chosen`() {
    #expect(!ReminderRules.isDue(news(waitingDays: 20), .never, mailedAt: nil, now: now))
    #expect(ReminderRules.isDue(news(waitingDays: 30), .never, mailedAt: nil, now: now))
    #expect(!ReminderRules.isDue(news(waitingDays: 30), .never, mailedAt: now - .days(7), now: now))
  }
}
