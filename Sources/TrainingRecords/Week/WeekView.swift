import Chronology
import Web

/// What the page of a week is made from: the week, what is shown beside it, the typed or stored values, and their errors.
struct WeekPageModel: Sendable {
  let open: OpenWeek
  let details: WeekDetails
  let form: WeekForm
  let errors: FieldErrors
}

/// The page of a week: a form for the apprentice, the content and the possible actions for others.
extension TrainingRecords {
  /// - Parameter form: typed values; nil for the stored content, or the initial content of an empty week.
  func weekPage(
    _ visit: Visit, _ open: OpenWeek, form: WeekForm? = nil, errors: FieldErrors = FieldErrors()
  ) async throws -> Reply {
    let details = try await details(of: open)
    let form = form ?? WeekForm(open.stored, suggestion: details.suggestion)
    return weekPage(visit, WeekPageModel(open: open, details: details, form: form, errors: errors))
  }

  private func weekPage(_ visit: Visit, _ model: WeekPageModel) -> Reply {
    let (open, details) = (model.open, model.details)
    return visit.formPage(visit.t.weekTitle(open.week), model.errors) { page in
      head(&page, visit, open, details)
      if open.viewer == .apprentice { offlineData(&page, visit, open.record) }
      state(&page, visit, open, details)
      if open.actions.contains(.write) {
        weekForm(&page, visit, model)
      } else {
        written(&page, visit, open, details.plan)
        decisions(&page, visit, open, model.errors)
        coSignForm(&page, visit, open, details.coSignOffs)
      }
      if open.stored != nil, open.viewer.seesAll { copyForm(&page, visit, open) }
      // Comments between instructor and apprentice are not shown to co-signers.
      if open.viewer != .coSigner { history(&page, visit, details.events) }
    }
  }

  /// Why it was returned, and who signed it.
  private func state(_ page: inout HTML, _ visit: Visit, _ open: OpenWeek, _ details: WeekDetails) {
    let t = visit.t
    if open.state == .returned, open.viewer != .coSigner,
      let comment = details.events.first(where: { ["returned", "reopened"].contains($0.kind) })
    {
      page.alert(.wait, title: t("records.comment.\(comment.kind)", ["name": comment.doneBy(t)])) { alert in
        for line in comment.comment.split(separator: "\n") { alert.p(String(line)) }
      }
    }
    if let signOff = details.signOff {
      page.alert(.good, title: t("records.signOff.title")) {
        $0.p(
          t(
            "records.signOff.text",
            ["name": signOff.signedBy(t), "time": t.longTime(signOff.signedAt, visit.clock)]))
      }
    }
    if !details.coSignOffs.isEmpty { coSignOffs(&page, visit, details.coSignOffs) }
  }

  private func copyForm(_ page: inout HTML, _ visit: Visit, _ open: OpenWeek) {
    page.form(action: "\(RecordPath.record(open.record.apprenticeship))/ausgabe", token: visit.formToken) { form in
      form.void("input", [.type("hidden"), .name("zeitraum"), .value(open.week.description)])
      form.buttonRow { $0.submitButton(visit.t("records.export.week"), .quiet, icon: .document) }
    }
  }

  private func coSignOffs(_ page: inout HTML, _ visit: Visit, _ signOffs: [SignOff]) {
    let t = visit.t
    page.alert(.info, title: t("records.coSignOff.title")) { alert in
      for signOff in signOffs {
        let role = t("records.coSigner.role.\(signOff.function)")
        alert.p("\(signOff.signedBy(t)) (\(role)), \(t.longTime(signOff.signedAt, visit.clock))")
      }
    }
  }

  private func head(_ page: inout HTML, _ visit: Visit, _ open: OpenWeek, _ details: WeekDetails) {
    let t = visit.t
    let title = t.weekTitle(open.week)
    let year = RecordPath.record(open.record.apprenticeship)
    page.breadcrumb(label: t("records.breadcrumb"), [Link(t("records.menu"), year)])
    page.pageHead(title, overline: open.record.name, lead: t("records.state.\(open.state.rawValue).lead")) { actions in
      for (label, week) in [(t("records.previous"), details.previous), (t("records.next"), details.next)] {
        guard let week else { continue }
        actions.buttonLink(label, href: RecordPath.week(week, of: open.record.apprenticeship))
      }
    }
  }

  // MARK: Reading

  func written(_ page: inout HTML, _ visit: Visit, _ open: OpenWeek, _ plan: [FrameworkItem]) {
    guard let content = open.stored?.content else { return }
    page.card { card in
      content.write(to: &card, open.week, visit.t, heading: "h2")
      frameworkList(&card, visit.t, plan.filter { content.tags.contains($0.code) })
      attachmentList(&card, visit.t, content.attachments, of: open.path, removable: false)
    }
  }

  private func history(_ page: inout HTML, _ visit: Visit, _ events: [WeekEvent]) {
    guard !events.isEmpty else { return }
    let t = visit.t
    page.details(t("records.history")) { details in
      details.ul { list in
        for event in events {
          let line = "\(t.shortTime(event.at, visit.clock)): \(t("records.event.\(event.kind)")), \(event.doneBy(t))"
          list.li(event.comment.isEmpty ? line : "\(line): \(event.comment)")
        }
      }
    }
  }
}

extension WeekContent {
  /// The days as a list, with their lines.
  /// - Parameter heading: one level below the surrounding heading.
  func write(to html: inout HTML, _ week: CalendarWeek, _ t: Texts, heading: StaticString = "h3") {
    if !department.isEmpty { html.p("\(t("records.department")): \(department)") }
    for (day, written) in zip(week.days, days) where written.kind != nil || !written.entries.isEmpty {
      let parts = [
        t.longDate(day), written.kind.map { t("records.day.\($0.rawValue)") } ?? "", t.hours(written.minutes),
      ]
      html.element(heading, [], text: parts.filter { !$0.isEmpty }.joined(separator: " · "))
      lines(written.entries, to: &html)
    }
    for (key, text) in [("records.activities", activities), ("records.schoolTopics", schoolTopics)]
    where !text.isEmpty {
      html.element(heading, [], text: t(key))
      lines(text, to: &html)
    }
    if !instruction.isEmpty {
      html.element(heading, [], text: t("records.instruction"))
      lines(instruction, to: &html)
    }
    html.p(t("records.total", ["hours": t.hours(minutes).isEmpty ? "0:00" : t.hours(minutes)]), .class("muted"))
  }

  private func lines(_ text: String, to html: inout HTML) {
    guard !text.isEmpty else { return }
    html.ul { list in for line in text.split(separator: "\n") { list.li(String(line)) } }
  }
}

extension Texts {
  /// `Woche 47: 16. bis 22. November 2026`
  func weekTitle(_ week: CalendarWeek) -> String {
    self("records.week", ["number": String(week.number), "days": plainDates(week.monday...week.sunday)])
  }
}
