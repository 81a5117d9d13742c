import Accounts
import Chronology
import Database
import Postbox
import Settings
import Web

/// Reminder mails, at most weekly: to apprentices about missing weeks, to instructors about waiting weeks, to companies
/// about weeks that wait for too long.
package struct RecordReminders: Sendable {
  private static let portion = 300

  let records: TrainingRecords
  let postbox: Postbox
  let site: Site

  package init(records: TrainingRecords, postbox: Postbox, site: Site) {
    self.records = records
    self.postbox = postbox
    self.site = site
  }

  /// Sends what is due, from noon of the weekday set by the chamber to the end of the week.
  /// - Returns: how many mails were queued.
  @discardableResult
  package func send() async throws -> Int {
    let now = site.clock.now
    let local = site.clock.local(now)
    let day = records.settings[RecordSettings.reminderDay]
    guard (local.date.weekday, local.hour) >= (day, 12) else { return 0 }
    var count = 0
    while let sent = try await sendPortion(on: local.date, now: now) { count += sent }
    return count
  }

  /// One transaction: a mail is sent if and only if that is recorded.
  private func sendPortion(on day: CalendarDate, now: Instant) async throws -> Int? {
    let limit = now - .days(7 * records.settings[RecordSettings.escalationWeeks])
    return try await records.database.write { connection in
      let found = try ReminderQueries.accounts(notCheckedSince: day.monday, limit: Self.portion, in: connection)
      guard !found.isEmpty else { return nil }
      let noted = try ReminderQueries.noteChecked(found.map(\.account), on: day.monday, in: connection)
      let news = try ReminderQueries.news(
        for: Array(noted), records.settings, on: day, overdueBefore: limit, in: connection)
      let due = found.filter { one in
        ReminderRules.isDue(news[one.account] ?? ReminderNews(), one.choice, mailedAt: one.mailedAt, now: now)
      }
      for account in try AccountQueries.active(due.map(\.account).filter(noted.contains), in: connection) {
        guard let said = news[account.id] else { continue }
        let t = site.catalogue.texts(in: account.language)
        try postbox.queue(draft(said, t, now: now), to: account.email, account: account.id, now: now, in: connection)
        try ReminderQueries.noteMailed(account.id, now: now, in: connection)
      }
      return due.count
    }
  }

  private func draft(_ news: ReminderNews, _ t: Texts, now: Instant) -> MailDraft {
    var blocks: [MailDraft.Block] = []
    if news.missing > 0 { blocks.append(.paragraph(t.counted("records.mail.missing", news.missing))) }
    if news.waiting > 0 {
      blocks.append(.paragraph(t.counted("records.mail.waiting", news.waiting)))
      if let since = news.waitingSince, since < now - .days(28) {
        blocks.append(.paragraph(t("records.mail.monthly", ["date": t.longDate(site.clock.day(of: since))])))
      }
    }
    if news.waitingBeside > 0 {
      blocks.append(.paragraph(t.counted("records.mail.waitingBeside", news.waitingBeside)))
    }
    if news.overdue > 0 {
      let weeks = records.settings[RecordSettings.escalationWeeks]
      blocks.append(.paragraph(t.counted("records.mail.overdue", news.overdue, ["weeks": t.number(weeks)])))
    }
    let values = ["chamber": records.settings[ChamberIdentity.name], "contact": records.settings.contact]
    return MailDraft(
      kind: "record-reminder", language: t.language.rawValue, subject: t("records.mail.subject", values),
      blocks: blocks + [
        .link(label: t("records.mail.link"), address: "\(site.baseURL)\(RecordPath.start)"),
        .paragraph(t("records.mail.choice")),
        .link(label: t("records.mail.choiceLink"), address: "\(site.baseURL)\(RecordPath.reminders)"),
        .small(t("records.mail.small", values)),
      ])
  }
}

/// The signed-in person's choice of how often to be reminded.
extension TrainingRecords {
  @Sendable func remindersPage(_ visit: Visit) async throws -> Reply {
    let account = try visit.signedIn().account.id
    let chosen = try await database.read { try ReminderQueries.choice(of: account, in: $0) }
    let t = visit.t
    return visit.page(t("records.reminders.title")) { page in
      page.breadcrumb(label: t("records.breadcrumb"), [Link(t("records.menu"), RecordPath.start)])
      page.pageHead(t("records.reminders.title"), lead: t("records.reminders.lead"))
      page.card(title: t("records.reminders.now.\(chosen.rawValue)")) { card in
        card.p(t("records.reminders.text"))
        card.form(action: RecordPath.reminders, token: visit.formToken) { form in
          form.buttonRow { row in
            for choice in ReminderChoice.allCases where choice != chosen {
              row.submitButton(
                t("records.reminders.choose.\(choice.rawValue)"), .quiet, name: "wahl", value: choice.rawValue)
            }
          }
        }
      }
    }
  }

  @Sendable func chooseReminders(_ visit: Visit) async throws -> Reply {
    guard let choice = ReminderChoice(rawValue: visit.form["wahl"]) else { throw NotFound() }
    try await chooseReminders(choice, by: visit.signedIn())
    return visit.redirect(to: RecordPath.reminders, flash: .recordsRemindersSaved)
  }
}
