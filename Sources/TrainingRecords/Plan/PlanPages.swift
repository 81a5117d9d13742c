import Accounts
import Chronology
import Database
import Documents
import Foundation
import Web

/// The apprentice's presets: school days, usual hours, a timetable, templates.
extension TrainingRecords {
  /// Size limit of a calendar file, in bytes: a school year has some hundred kilobytes.
  static let largestCalendar = 2 << 20

  private struct PlanModel: Sendable {
    let open: OpenRecord
    let plan: WeekPlan
    let templates: [RecordTemplate]
    let endOfTimetable: CalendarDate?

    var record: TrainingRecord { open.record }
    var path: String { RecordPath.record(open.apprenticeship) }
  }

  func plan(of record: TrainingRecord, in connection: any Connection) throws -> WeekPlan {
    try PlanQueries.plan(of: record.apprenticeship, in: connection) ?? .usual(weeklyTenths: record.weeklyTenths)
  }

  private func planModel(_ visit: Visit) async throws -> PlanModel {
    let open = try await ownRecord(visit)
    let record = open.record
    return try await database.read { connection in
      PlanModel(
        open: open, plan: try plan(of: record, in: connection),
        templates: try PlanQueries.templates(of: record.apprentice, in: connection),
        endOfTimetable: try PlanQueries.endOfTimetable(of: record.apprenticeship, in: connection))
    }
  }

  @Sendable func planPage(_ visit: Visit) async throws -> Reply {
    planPage(visit, try await planModel(visit), FieldErrors())
  }

  private func planPage(_ visit: Visit, _ model: PlanModel, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    return visit.formPage(t("records.plan.title"), errors) { page in
      page.breadcrumb(label: t("records.breadcrumb"), [Link(t("records.menu"), model.path)])
      page.pageHead(t("records.plan.title"), lead: t("records.plan.lead"))
      page.card(title: t("records.plan.week")) { planForm(&$0, visit, model, errors) }
      page.card(title: t("records.plan.timetable")) { timetable(&$0, visit, model, errors) }
      page.card(title: t("records.plan.templates")) { templates(&$0, visit, model) }
      offlineChoice(&page, t)
      page.p { $0.a(t("records.reminders.title"), href: RecordPath.reminders) }
      offlineData(&page, visit, model.record)
    }
  }

  private func planForm(_ card: inout HTML, _ visit: Visit, _ model: PlanModel, _ errors: FieldErrors) {
    let t = visit.t
    let isTyped = visit.form.has("arbeitszeit")
    card.form(action: "\(model.path)/vorgaben", token: visit.formToken, .class("form")) { form in
      form.checkboxes(
        Question("schultag", t("records.plan.schoolDays"), isRequired: false),
        (1...5).map { Choice(String($0), t("web.weekday.\($0)")) },
        selected: Set(isTyped ? visit.form.all("schultag") : model.plan.schoolDays.map(String.init)))
      for (name, key, minutes) in [
        ("arbeitszeit", "records.plan.workHours", model.plan.workMinutes),
        ("schulzeit", "records.plan.schoolHours", model.plan.schoolMinutes),
      ] {
        form.field(
          Field(
            name, t(key), hint: t("records.hoursHint"), value: isTyped ? visit.form[name] : t.hours(minutes),
            error: errors[name], width: .short))
      }
      form.buttonRow { $0.submitButton(t("records.save")) }
    }
  }

  private func timetable(_ card: inout HTML, _ visit: Visit, _ model: PlanModel, _ errors: FieldErrors) {
    let t = visit.t
    card.p(t("records.plan.timetableText"))
    if let end = model.endOfTimetable {
      card.p(t("records.plan.timetableUntil", ["date": t.longDate(end)]), .class("muted"))
    }
    card.uploadForm(action: "\(model.path)/stundenplan", token: visit.formToken) { form in
      form.fileField(
        Question("datei", t("records.plan.file"), error: errors["datei"]), accept: ".ics,text/calendar")
      form.buttonRow { $0.submitButton(t("records.plan.takeTimetable"), .quiet) }
    }
  }

  private func templates(_ card: inout HTML, _ visit: Visit, _ model: PlanModel) {
    let t = visit.t
    guard !model.templates.isEmpty else { return card.p(t("records.plan.noTemplates"), .class("muted")) }
    card.taskList(model.templates.map { TaskItem($0.title, path: nil, detail: rest($0)) })
    card.form(action: "\(model.path)/vorlagen/entfernen", token: visit.formToken, .class("form")) { form in
      form.selectField(
        Question("vorlage", t("records.plan.template")),
        model.templates.map { Choice(String($0.id), String($0.title.prefix(80))) })
      form.buttonRow { $0.submitButton(t("records.plan.removeTemplate"), .quiet) }
    }
  }

  private func rest(_ template: RecordTemplate) -> String? {
    let lines = template.entries.split(separator: "\n").dropFirst()
    return lines.isEmpty ? nil : lines.joined(separator: ", ")
  }

  // MARK: Changes

  @Sendable func savePlan(_ visit: Visit) async throws -> Reply {
    let model = try await planModel(visit)
    let work = WeekRules.minutes(visit.form.trimmed("arbeitszeit"))
    let school = WeekRules.minutes(visit.form.trimmed("schulzeit"))
    var errors = FieldErrors()
    errors.require(work != nil, "arbeitszeit", visit.t("records.plan.error.time"))
    errors.require(school != nil, "schulzeit", visit.t("records.plan.error.time"))
    guard let work, let school else { return planPage(visit, model, errors) }
    let days = Set(visit.form.all("schultag").compactMap { TypedNumber.whole($0, in: 1...5) })
    try await save(WeekPlan(schoolDays: days, workMinutes: work, schoolMinutes: school), in: model.open)
    return visit.redirect(to: "\(model.path)/vorgaben", flash: .recordsPlanSaved)
  }

  @Sendable func takeTimetable(_ visit: Visit) async throws -> Reply {
    let model = try await planModel(visit)
    let upload = chosenFile(visit)
    let found: [CalendarDate: SchoolDay]
    do {
      guard let upload else { throw TimetableProblem.noFile }
      found = try await CalendarFile.schoolDays(
        in: [UInt8](upload.content), model.record.training, wholeDay: model.plan.schoolMinutes, clock: visit.clock,
        of: try visit.signedIn().account.id, documents.typesetter)
    } catch let problem as TimetableProblem {
      return planPage(visit, model, FieldErrors("datei", visit.t("records.plan.error.\(problem.rawValue)")))
    }
    try await save(timetable: found, in: model.open)
    return visit.redirect(
      to: "\(model.path)/vorgaben", flash: .recordsPlanTimetableTaken, ["count": visit.t.number(found.count)])
  }

  @Sendable func removeTemplate(_ visit: Visit) async throws -> Reply {
    let open = try await ownRecord(visit)
    guard let id = TypedNumber.key(visit.form["vorlage"]) else { throw NotFound() }
    try await remove(template: id, in: open)
    return visit.redirect(
      to: "\(RecordPath.record(open.apprenticeship))/vorgaben", flash: .recordsPlanTemplateRemoved)
  }
}
