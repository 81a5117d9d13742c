import Accounts
import Apprenticeships
import Chronology
import Database
import Web

/// The start page section: what waits for the person in the chosen function.
extension TrainingRecords {
  /// The number of weeks listed; the others are on the page of the record.
  private static let named = 5

  package func welcome(_ visit: Visit, in connection: any Connection) throws -> HTML {
    guard let acting = visit.acting, let function = acting.function, acting.covers(.records) else {
      return HTML(capacity: 0)
    }
    switch function.kind {
    case .apprentice: return try ownWeeks(visit, of: function.subject, in: connection)
    case .instructor: return try waitingApprentices(visit, for: function.subject, in: connection)
    case .coSigner: return waitingBeside(visit.t, acting.waiting(at: RecordPath.start))
    default: return HTML(capacity: 0)
    }
  }

  /// Weeks of the person's own record that need attention.
  private struct OwnWeeks: Sendable {
    let record: TrainingRecord
    let states: [CalendarWeek: WeekState]
    /// Nil before the training begins.
    let newest: CalendarWeek?
    let isRunning: Bool
    /// Returned ones first, because a person asked for them.
    let open: [CalendarWeek]
  }

  private func ownWeeks(
    of apprentice: Int64, on today: CalendarDate, in connection: any Connection
  ) throws -> OwnWeeks? {
    guard let newest = try RecordListQueries.newest(of: apprentice, in: connection)?.apprenticeship,
      let record = try WeekQueries.record(newest, on: today, in: connection), record.erasedAt == nil
    else { return nil }
    let states = try WeekQueries.states(of: newest, in: connection)
    let papers = try PaperQueries.covers(of: [newest], confirmedOnly: false, in: connection)[newest] ?? .none
    let due = WeekRules.due(of: record.training, until: today, without: papers)
    let isRunning = record.training.contains(today)
    // The current week is not due yet, unless it was returned.
    let thisWeek = isRunning ? CalendarWeek(of: today) : nil
    let past = due.filter { $0 != thisWeek }
    let returned = due.filter { states[$0] == .returned }
    return OwnWeeks(
      record: record, states: states, newest: WeekRules.weeks(of: record.training, until: today).last,
      isRunning: isRunning, open: returned + past.filter { [nil, .draft].contains(states[$0]) })
  }

  private func ownWeeks(_ visit: Visit, of apprentice: Int64, in connection: any Connection) throws -> HTML {
    let found = try ownWeeks(of: apprentice, on: visit.clock.day(of: visit.now), in: connection)
    guard let found, let newest = found.newest else { return HTML(capacity: 0) }
    let t = visit.t
    let path = RecordPath.record(found.record.apprenticeship)
    return HTML { html in
      if found.record.isAsked { requestHint(&html, visit, found.record) }
      html.card(title: t("records.menu")) { card in
        if found.open.isEmpty { card.p(t("records.welcome.complete")) }
        let named = found.open.prefix(Self.named)
        if !named.isEmpty { card.taskList(named.map { task($0, found.states[$0], path, t) }) }
        if found.open.count > named.count { card.p(t.counted("records.welcome.more", found.open.count - named.count)) }
        card.buttonRow { row in
          if found.isRunning {
            row.buttonLink(
              t("records.thisWeek"), href: RecordPath.week(newest, of: found.record.apprenticeship), .primary)
          }
          row.buttonLink(t("records.welcome.all"), href: path)
        }
      }
    }
  }

  private func task(_ week: CalendarWeek, _ state: WeekState?, _ path: String, _ t: Texts) -> TaskItem {
    let badge: (String, BadgeKind) =
      switch state {
      case .returned: (t("records.state.returned"), .bad)
      case .draft: (t("records.state.draft"), .neutral)
      default: (t("records.welcome.missing"), .wait)
      }
    return TaskItem(t.weekTitle(week), path: "\(path)/\(week.year)/\(week.number)", badge: badge)
  }

  private func waitingBeside(_ t: Texts, _ count: Int) -> HTML {
    HTML { html in
      html.card(title: t("records.menu")) { card in
        guard count > 0 else { return card.p(t("records.nothingWaits")) }
        card.p(t.counted("records.mail.waitingBeside", count))
        card.buttonRow { $0.buttonLink(t("records.welcome.coSign"), href: RecordPath.start, .primary) }
      }
    }
  }

  private func waitingApprentices(
    _ visit: Visit, for instructor: Int64, in connection: any Connection
  ) throws -> HTML {
    let records = try RecordListQueries.running(
      of: .instructor(instructor), on: visit.clock.day(of: visit.now), limit: 500, in: connection)
    guard !records.isEmpty else { return HTML(capacity: 0) }
    let waiting = records.filter { $0.submitted > 0 }
    let t = visit.t
    return HTML { html in
      html.card(title: t("records.menu")) { card in
        guard !waiting.isEmpty else {
          return card.p(t.counted("records.welcome.nothingWaits", records.count))
        }
        card.taskList(
          waiting.prefix(Self.named).map { one in
            TaskItem(
              one.name, path: RecordPath.start, badge: (t.counted("records.welcome.waits", one.submitted), .wait)
            )
          })
        card.buttonRow { $0.buttonLink(t("records.welcome.sign"), href: RecordPath.start, .primary) }
      }
    }
  }
}
