import Accounts
import Chronology
import Database
import Settings
import Web

/// The framework plan beside a week, and the evaluation of all weeks: hours, absence, coverage.
extension TrainingRecords {
  /// Items by section, collapsed.
  func frameworkFields(_ fields: inout HTML, _ t: Texts, _ plan: [FrameworkItem], _ chosen: [String]) {
    guard !plan.isEmpty else { return }
    fields.void("input", [.type("hidden"), .name(WeekForm.planMark), .value("1")])
    fields.details("\(t("records.framework.title")) (\(t.number(chosen.count)))") { details in
      details.p(t("records.framework.text"), .class("muted"))
      var open = plan[...]
      while let first = open.first {
        let items = open.prefix { $0.section == first.section }
        details.checkboxes(
          Question(
            "rahmenplan", first.section.isEmpty ? t("records.framework.title") : first.section, isRequired: false),
          items.map { Choice($0.code, "\($0.code) \($0.title)") }, selected: Set(chosen))
        open = open.dropFirst(items.count)
      }
    }
  }

  func frameworkList(_ html: inout HTML, _ t: Texts, _ items: [FrameworkItem]) {
    guard !items.isEmpty else { return }
    html.h2(t("records.framework.title"))
    html.ul { list in for item in items { list.li("\(item.code) \(item.title)") } }
  }

  @Sendable func overviewPage(_ visit: Visit) async throws -> Reply {
    let open = try await wholeRecord(visit)
    let (record, viewer) = (open.record, open.viewer)
    try await noteLook(visit, at: open)
    let (weeks, plan) = try await database.read { connection -> ([RecordWeek], [FrameworkItem]) in
      (
        try WeekQueries.weeks(of: record.apprenticeship, in: connection).filter {
          WeekRules.isHandedIn($0.state, to: viewer)
        },
        try FrameworkQueries.plan(of: record.apprenticeship, in: connection)
      )
    }
    let t = visit.t
    let path = RecordPath.record(record.apprenticeship)
    let due = WeekRules.weeks(of: record.training, until: visit.clock.day(of: visit.now)).count
    return visit.page(t("records.overview.title")) { page in
      page.breadcrumb(label: t("records.breadcrumb"), [Link(t("records.menu"), path)])
      page.pageHead(t("records.overview.title"), overline: record.name, lead: t("records.overview.lead"))
      kinds(&page, t, weeks.flatMap(\.content.days))
      absence(&page, t, weeks.flatMap(\.content.days), due: due)
      coverage(&page, t, FrameworkRules.coverage(of: plan, by: Set(weeks.flatMap(\.content.tags))))
    }
  }

  private func kinds(_ page: inout HTML, _ t: Texts, _ days: [DayContent]) {
    page.card(title: t("records.overview.kinds")) { card in
      let found = DayKind.allCases.map { kind in (kind, days.filter { $0.kind == kind }) }.filter { !$0.1.isEmpty }
      guard !found.isEmpty else { return card.p(t("records.overview.nothing"), .class("muted")) }
      card.table(
        caption: t("records.overview.kinds"),
        columns: [
          Column(t("records.kind")), Column(t("records.overview.days"), .number), Column(t("records.hours"), .number),
        ]
      ) { rows in
        for (kind, days) in found {
          rows.row { row in
            row.heading(t("records.day.\(kind.rawValue)"))
            row.cell(t.number(days.count))
            row.cell(t.hours(days.reduce(0) { $0 + $1.minutes }))
          }
        }
      }
    }
  }

  private func absence(_ page: inout HTML, _ t: Texts, _ days: [DayContent], due: Int) {
    let percent = settings[RecordSettings.absencePercent]
    let absent = days.count { $0.kind == .sick || $0.kind == .unexcused }
    let allowed = AbsenceRules.allowedDays(weeks: due, percent: percent)
    page.card(title: t("records.overview.absence")) { card in
      card.progressBar(
        t("records.overview.absenceDays"), id: "fehltage", value: min(absent, max(allowed, 1)), of: max(allowed, 1),
        amount: t("records.overview.absenceAmount", ["days": t.number(absent), "allowed": t.number(allowed)]))
      card.p(t("records.overview.absenceText", ["percent": t.number(percent)]), .class("muted"))
      if absent > allowed { card.alert(.wait, title: t("records.overview.absenceOver")) }
    }
  }

  private func coverage(_ page: inout HTML, _ t: Texts, _ sections: [SectionCoverage]) {
    guard !sections.isEmpty else { return }
    page.card(title: t("records.framework.title")) { card in
      for (index, one) in sections.enumerated() {
        card.progressBar(
          one.section.isEmpty ? t("records.framework.title") : one.section, id: "abschnitt\(index)", value: one.covered,
          of: one.items,
          amount: t("records.framework.amount", ["covered": t.number(one.covered), "all": t.number(one.items)]))
      }
    }
  }
}
