import Accounts
import Chronology
import Companies
import Database
import Web

/// What the record's overview shows to a viewer.
private struct YearModel: Sendable {
  let open: OpenRecord
  /// Whether the viewer may name co-signers.
  let namesCoSigners: Bool
  let states: [CalendarWeek: WeekState]
  /// The weeks up to today that the viewer may see.
  let weeks: [CalendarWeek]
  /// Weeks covered by paper parts.
  let covered: Set<CalendarWeek>
  let hasPapers: Bool
  let others: [OtherContract]
  let assistants: TrainingRecords.AssistantModel?

  var record: TrainingRecord { open.record }
  var viewer: WeekViewer { open.viewer }
  var path: String { RecordPath.record(record.apprenticeship) }
}

/// The overview of a record: a calendar of all weeks of the training, coloured and labelled by state.
extension TrainingRecords {
  @Sendable func yearPage(_ visit: Visit) async throws -> Reply {
    let model = try await yearModel(visit)
    try await noteLook(visit, at: model.open)
    let (t, viewer) = (visit.t, model.viewer)
    return visit.page(t("records.menu")) { page in
      if viewer != .apprentice, viewer != .chamber {
        page.breadcrumb(label: t("records.breadcrumb"), [Link(t("records.menu"), RecordPath.start)])
      }
      head(&page, t, model)
      if viewer == .apprentice, model.record.isAsked { requestHint(&page, visit, model.record) }
      if viewer.seesAll { numbers(&page, t, model) }
      for (year, weeks) in byTrainingYear(model) {
        page.card(title: t("records.trainingYear", ["year": String(year)])) { card in
          card.weekGrid(months(weeks, model, t))
        }
      }
      if viewer == .apprentice { offlineData(&page, visit, model.record) }
      if let assistants = model.assistants { assistantCard(&page, visit, model.record, assistants) }
      let ways = ways(model, t)
      if !ways.isEmpty { page.card(title: t("records.more")) { $0.linkList(ways) } }
    }
  }

  private func yearModel(_ visit: Visit) async throws -> YearModel {
    let open = try await openRecord(visit)
    let (record, viewer) = (open.record, open.viewer)
    let today = visit.clock.day(of: visit.now)
    let all = WeekRules.weeks(of: record.training, until: today)
    let mayAssign =
      [.company, .assistant].contains(viewer) && open.function.rights.contains(CompanyRight.training.rawValue)
      && visit.acting?.mayAppoint == true
    let id = record.apprenticeship
    return try await database.read { connection in
      let states = try WeekQueries.states(of: id, in: connection)
      let papers = try PaperQueries.all(of: id, in: connection)
      let counted = papers.filter { viewer == .apprentice || $0.confirmation != nil }
      let cover = PaperCover(spans: counted.map(\.span), written: Set(states.keys))
      let weeks = viewer.seesAll ? all : try reachable(all, record, viewer, in: connection)
      return YearModel(
        open: open, namesCoSigners: open.namesCoSigners, states: states,
        weeks: weeks,
        covered: Set(weeks.filter { cover.covers($0, of: record.training) }),
        hasPapers: !papers.isEmpty,
        others: viewer == .apprentice ? try RecordListQueries.all(of: record.apprentice, in: connection) : [],
        assistants: mayAssign ? try assistants(of: record, on: today, in: connection) : nil)
    }
  }

  /// The weeks visible to a viewer who does not see all.
  private func reachable(
    _ all: [CalendarWeek], _ record: TrainingRecord, _ viewer: WeekViewer, in connection: any Connection
  ) throws -> [CalendarWeek] {
    let weeks = try WeekQueries.weeks(of: record.apprenticeship, in: connection).filter { week in
      WeekRules.isHandedIn(week.state, to: viewer)
        && RecordAccess.reaches(viewer, week.week, week.content, record.parties)
    }
    let reachable = Set(weeks.map(\.week))
    return all.filter(reachable.contains)
  }

  private func head(_ page: inout HTML, _ t: Texts, _ model: YearModel) {
    let record = model.record
    page.pageHead(t("records.menu"), overline: record.name, lead: "\(record.occupation), \(record.companyName)") {
      actions in
      if model.viewer == .apprentice, let week = model.weeks.last {
        actions.buttonLink(
          t("records.thisWeek"), href: RecordPath.week(week, of: record.apprenticeship), .primary)
      }
      if model.viewer.seesAll {
        actions.buttonLink(t("records.overview.title"), href: "\(model.path)/auswertung")
      }
      if model.viewer.seesAll, !model.weeks.isEmpty {
        actions.buttonLink(t("records.export.title"), href: "\(model.path)/ausgabe", icon: .document)
      }
    }
  }

  /// Links to what is needed less often than weekly.
  private func ways(_ model: YearModel, _ t: Texts) -> [Link] {
    let (isOwn, path) = (model.viewer == .apprentice, model.path)
    var ways: [Link] = []
    if isOwn { ways.append(Link(t("records.plan.title"), "\(path)/vorgaben")) }
    if isOwn || model.namesCoSigners {
      ways.append(Link(t("records.coSigner.title"), RecordPath.coSigners(model.record.apprenticeship)))
    }
    if isOwn || (model.viewer.seesAll && model.hasPapers) {
      ways.append(Link(t("records.paper.title"), RecordPath.papers(model.record.apprenticeship)))
    }
    if isOwn { ways.append(Link(t("records.release.title"), RecordPath.release(model.record.apprenticeship))) }
    let others = model.others.filter { $0.apprenticeship != model.record.apprenticeship }
    return ways
      + others.map { other in
        Link(
          t("records.otherContract", ["company": other.company, "days": t.plainDates(other.training)]),
          RecordPath.record(other.apprenticeship))
      }
  }

  private func numbers(_ page: inout HTML, _ t: Texts, _ model: YearModel) {
    let due = model.weeks.filter { !model.covered.contains($0) }
    let signed = due.count { model.states[$0] == .signed }
    let waiting = due.count { model.states[$0] == .submitted }
    page.card(title: t("records.progress")) { card in
      card.progressBar(
        t("records.signedShare"), id: "fortschritt", value: signed, of: due.count,
        amount: t("records.amount", ["signed": t.number(signed), "all": t.number(due.count)]))
      card.p(
        t(
          "records.rest",
          ["waiting": t.number(waiting), "missing": t.number(due.count - signed - waiting)]), .class("muted"))
      card.p(t("records.legend"), .class("muted"))
      if !model.covered.isEmpty { card.p(t.counted("records.paper.weeks", model.covered.count), .class("muted")) }
    }
  }

  /// By year of the training, newest first.
  private func byTrainingYear(_ model: YearModel) -> [(year: Int, weeks: [CalendarWeek])] {
    Dictionary(grouping: model.weeks) { WeekRules.trainingYear(of: $0, in: model.record.training) }
      .sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
  }

  /// A week belongs to the month, and to the year of the training, that it begins in.
  private func months(_ weeks: [CalendarWeek], _ model: YearModel, _ t: Texts) -> [WeekMonth] {
    let groups = Dictionary(grouping: weeks) { week in
      let day = max(week.monday, model.record.training.lowerBound)
      return day.year * 12 + day.month - 1
    }
    return groups.sorted { $0.key < $1.key }.map { month, weeks in
      WeekMonth(
        name: t("records.month", ["month": t("web.month.\(month % 12 + 1)"), "year": String(month / 12)]),
        weeks: weeks.map { field($0, model, t) })
    }
  }

  private func field(_ week: CalendarWeek, _ model: YearModel, _ t: Texts) -> WeekField {
    let state = model.states[week]
    let kind = state?.rawValue ?? (model.covered.contains(week) ? "paper" : "missing")
    let words = t("records.state.\(kind)")
    let isOpen = WeekRules.actions(of: model.viewer, on: state ?? .draft).contains(.view)
    return WeekField(
      number: week.number, kind: kind, words: "\(t.weekTitle(week)), \(words)",
      short: "\(t.plainDates(week.monday...week.sunday)): \(words)",
      path: isOpen ? RecordPath.week(week, of: model.record.apprenticeship) : nil)
  }
}
