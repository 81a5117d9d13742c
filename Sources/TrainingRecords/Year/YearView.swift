import Accounts
import Chronology
import Companies
import Database
import Web

/// The record at a glance: each week of the training as a field, coloured and worded by its state.
extension TrainingRecords {
  @Sendable func yearPage(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let record = try await record(visit), let (viewer, function) = RecordAccess.viewer(acting, record.parties)
    else {
      throw NotFound()
    }
    let today = visit.clock.day(of: visit.now)
    let mayAssign = function.rights.contains(CompanyRight.training.rawValue)
    try await noteLook(visit, record, as: viewer)
    let (states, reachable, papers, others, assistants) = try await database.read {
      connection -> (
        [CalendarWeek: WeekState], Set<CalendarWeek>, [ClosedRange<CalendarDate>], [OtherContract], AssistantModel?
      ) in
      (
        try WeekQueries.states(of: record.apprenticeship, in: connection),
        viewer.seesAll ? [] : try self.reachable(record, viewer, in: connection),
        try PaperQueries.spans(of: [record.apprenticeship], in: connection)[record.apprenticeship] ?? [],
        viewer == .apprentice ? try RecordListQueries.all(of: record.apprentice, in: connection) : [],
        [.company, .assistant].contains(viewer) && mayAssign
          ? try self.assistants(of: record, on: today, in: connection) : nil
      )
    }
    let all = WeekRules.weeks(of: record.training, until: today)
    let due = viewer.seesAll ? all : all.filter { reachable.contains($0) }
    let covered = Set(due.filter { states[$0] == nil && WeekRules.isCovered($0, of: record.training, by: papers) })
    let t = visit.t
    return visit.page(t("records.menu")) { page in
      if viewer != .apprentice, viewer != .chamber {
        page.breadcrumb(label: t("records.breadcrumb"), [Link(t("records.menu"), "/ausbildungsnachweise")])
      }
      page.pageHead(t("records.menu"), overline: record.name, lead: "\(record.occupation), \(record.companyName)") {
        actions in
        if viewer == .apprentice, let week = due.last {
          actions.buttonLink(
            t("records.thisWeek"), href: RecordPath.week(week, of: record.apprenticeship),
            .primary)
          actions.buttonLink(t("records.plan.title"), href: "\(RecordPath.record(record.apprenticeship))/vorgaben")
        }
        if viewer == .apprentice {
          actions.buttonLink(
            t("records.release.title"), href: "\(RecordPath.record(record.apprenticeship))/freigabe")
        }
        guard viewer.seesAll else { return }
        if viewer == .apprentice || Self.namesCoSigners(viewer, function) {
          actions.buttonLink(
            t("records.coSigner.title"), href: "\(RecordPath.record(record.apprenticeship))/mitzeichnende")
        }
        actions.buttonLink(
          t("records.overview.title"), href: "\(RecordPath.record(record.apprenticeship))/auswertung")
        if viewer == .apprentice || !papers.isEmpty {
          actions.buttonLink(t("records.paper.title"), href: "\(RecordPath.record(record.apprenticeship))/frueheres")
        }
        if !due.isEmpty {
          actions.buttonLink(
            t("records.export.title"), href: "\(RecordPath.record(record.apprenticeship))/ausgabe", icon: .document)
        }
      }
      if viewer == .apprentice, record.isAsked { requestHint(&page, visit, record) }
      if viewer.seesAll { numbers(&page, t, due.filter { !covered.contains($0) }, states, onPaper: covered.count) }
      for year in Set(due.map(\.year)).sorted(by: >) {
        page.card(title: t("records.year", ["year": String(year)])) { card in
          card.weekGrid(
            due.filter { $0.year == year }.map { week in
              field(week, states[week], viewer, record.apprenticeship, isCovered: covered.contains(week), t)
            })
        }
      }
      if viewer == .apprentice { offlineData(&page, visit, record) }
      if let assistants { assistantCard(&page, visit, record, assistants) }
      if others.count > 1 {
        page.linkList(
          others.filter { $0.apprenticeship != record.apprenticeship }.map { other in
            Link(
              t("records.otherContract", ["company": other.company, "days": t.plainDates(other.training)]),
              RecordPath.record(other.apprenticeship))
          })
      }
    }
  }

  /// The weeks of somebody who does not see all.
  private func reachable(
    _ record: TrainingRecord, _ viewer: WeekViewer, in connection: any Connection
  ) throws -> Set<CalendarWeek> {
    let weeks = try WeekQueries.weeks(of: record.apprenticeship, in: connection).filter { week in
      WeekRules.isHandedIn(week.state, to: viewer)
        && RecordAccess.reaches(viewer, week.week, week.content, record.parties)
    }
    return Set(weeks.map(\.week))
  }

  private func numbers(
    _ page: inout HTML, _ t: Texts, _ due: [CalendarWeek], _ states: [CalendarWeek: WeekState], onPaper: Int
  ) {
    let signed = due.count { states[$0] == .signed }
    let waiting = due.count { states[$0] == .submitted }
    page.card(title: t("records.progress")) { card in
      card.progressBar(
        t("records.signedShare"), id: "fortschritt", value: signed, of: due.count,
        amount: t("records.amount", ["signed": t.number(signed), "all": t.number(due.count)]))
      card.p(
        t(
          "records.rest",
          ["waiting": t.number(waiting), "missing": t.number(due.count - signed - waiting)]), .class("muted"))
      if onPaper > 0 { card.p(t.counted("records.paper.weeks", onPaper), .class("muted")) }
    }
  }

  private func field(
    _ week: CalendarWeek, _ state: WeekState?, _ viewer: WeekViewer, _ record: Int64, isCovered: Bool, _ t: Texts
  ) -> WeekField {
    let kind = state?.rawValue ?? (isCovered ? "paper" : "missing")
    let words = t("records.state.\(kind)")
    let isOpen = WeekRules.actions(of: viewer, on: state ?? .draft).contains(.view)
    return WeekField(
      number: week.number, kind: kind,
      words:
        "\(t.weekTitle(week)), \(words)",
      short: words, path: isOpen ? RecordPath.week(week, of: record) : nil)
  }
}
