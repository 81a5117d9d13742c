import Chronology
import Web

/// The form of a week, with autosave.
extension TrainingRecords {
  func weekForm(_ page: inout HTML, _ visit: Visit, _ model: WeekPageModel) {
    let (open, form, errors, t) = (model.open, model.form, model.errors, visit.t)
    page.form(
      action: "\(open.path)/einreichen", token: visit.formToken,
      attributes: [.class("form stack week-form")] + autosave(t, open)
    ) { fields in
      fields.hiddenRevision("fassung", String(form.revision))
      begin(&fields, visit, open)
      fields.field(
        Field(
          "abteilung", t("records.department"), value: form.content.department, error: errors["abteilung"],
          optional: t("web.optional")))
      for (index, day) in open.week.days.enumerated() where open.record.training.contains(day) {
        dayFields(&fields, t, model, day: index, on: day)
      }
      if open.basis == .week { weekTexts(&fields, t, form, errors) }
      fields.field(
        Field(
          "unterweisung", t("records.instruction"), kind: .textarea(rows: 3), hint: t("records.instructionHint"),
          value: form.content.instruction,
          error: errors["unterweisung"], optional: t("web.optional")))
      frameworkFields(&fields, t, model.details.plan, form.content.tags)
      attachmentFields(&fields, t, open, errors)
      fields.buttonRow { row in
        row.submitButton(t("records.submit"))
        row.submit(t("records.save"), to: "\(open.path)/speichern")
      }
    }
  }

  /// Attributes for the autosave script: the address, and texts for the outcomes.
  private func autosave(_ t: Texts, _ open: OpenWeek) -> [Attribute] {
    [
      .attribute("data-autosave", "\(open.path)/speichern"), .attribute("data-saving", t("records.saving")),
      .attribute("data-saved", t("records.savedAt")), .attribute("data-unsaved", t("records.unsaved")),
      .attribute("data-conflict", t("records.conflict.short")), .attribute("data-kept", t("records.kept")),
      .attribute("data-restored", t("records.restored")), .attribute("data-queued", t("records.queued")),
      .attribute("data-signed-out", t("records.signedOut")), .attribute("data-sign-in", t("accounts.signIn.title")),
      .attribute("data-stopped", t("records.stopped")), .attribute("data-not-handed-in", t("records.notHandedIn")),
    ]
  }

  private func begin(_ fields: inout HTML, _ visit: Visit, _ open: OpenWeek) {
    let t = visit.t
    // The Enter key presses the first button of a form.
    fields.element(
      "button",
      [
        .type("submit"), .class("visually-hidden"), .attribute("formaction", "\(open.path)/speichern"),
        .attribute("tabindex", "-1"), .attribute("aria-hidden", "true"),
      ], text: t("records.save"))
    fields.p(.class("muted"), .role("status"), .flag("data-autosave-state")) { $0.text(savedText(visit, open)) }
    fields.buttonRow { row in
      row.submit(t("records.takeLastWeek"), to: "\(open.path)/uebernehmen", name: "vorwoche", value: "1")
      row.buttonLink(
        t("records.plan.title"), href: "\(RecordPath.record(open.record.apprenticeship))/vorgaben", .plain)
    }
  }

  private func weekTexts(_ fields: inout HTML, _ t: Texts, _ form: WeekForm, _ errors: FieldErrors) {
    for (name, key, value) in [
      ("taetigkeiten", "records.activities", form.content.activities),
      ("schulthemen", "records.schoolTopics", form.content.schoolTopics),
    ] {
      fields.field(
        Field(
          name, t(key), kind: .textarea(rows: 6), hint: t("records.entriesHint"), value: value, error: errors[name],
          isRequired: false))
    }
  }

  private func savedText(_ visit: Visit, _ open: OpenWeek) -> String {
    guard let stored = open.stored else { return visit.t("records.notYet") }
    return "\(visit.t("records.savedAt")) \(visit.t.shortTime(stored.changedAt, visit.clock))"
  }

  /// - Parameter index: the day of the week, counted from 0.
  private func dayFields(
    _ fields: inout HTML, _ t: Texts, _ model: WeekPageModel, day index: Int, on day: CalendarDate
  ) {
    let (open, form, errors) = (model.open, model.form, model.errors)
    let written = form.content.days[index]
    let hasError = ["art", "zeit", "text"].contains { errors["\($0)\(index)"] != nil }
    let isOpenWork = written.kind?.isTraining == true && written.entries.isEmpty && open.basis == .day
    let isUnknown = day.weekday <= 5 && written.kind == nil
    let summary = DaySummary(
      day: t.weekdayDate(day), kind: written.kind.map { t("records.day.\($0.rawValue)") } ?? t("records.empty"),
      hours: t.hours(written.minutes))
    fields.day(summary, id: "tag\(index)", isOpen: hasError || isOpenWork || isUnknown) { details in
      details.div(.class("field-row")) { row in
        row.selectField(
          Question("art\(index)", t("records.kind"), error: errors["art\(index)"], isRequired: false),
          DayKind.allCases.map { Choice($0.rawValue, t("records.day.\($0.rawValue)")) },
          selected: written.kind?.rawValue ?? "", empty: t("records.choose"),
          attributes: [
            .attribute(
              "data-absences", DayKind.allCases.filter(\.isAbsence).map(\.rawValue).joined(separator: " "))
          ])
        row.field(
          Field(
            "zeit\(index)", t("records.hours"), value: form.wrongTimes[index] ?? t.hours(written.minutes),
            error: errors["zeit\(index)"], inputMode: "text", isRequired: false, width: .short))
      }
      guard open.basis == .day || !written.entries.isEmpty else { return }
      details.field(
        Field(
          "text\(index)", t("records.entries"), kind: .textarea(rows: 3),
          hint: index == 0 ? t("records.entriesHint") : nil, value: written.entries, error: errors["text\(index)"],
          isRequired: false))
      insertion(&details, t, model, day: index, hasText: !written.entries.isEmpty)
    }
  }

  private func insertion(
    _ details: inout HTML, _ t: Texts, _ model: WeekPageModel, day index: Int, hasText: Bool
  ) {
    let action = "\(model.open.path)/uebernehmen"
    details.div(.class("field-row insert")) { row in
      row.selectField(
        Question("quelle\(index)", t("records.source"), isRequired: false),
        [Choice("vortag", t("records.source.yesterday")), Choice("vorwoche", t("records.source.lastWeek"))]
          + model.details.templates.map { Choice(String($0.id), String($0.title.prefix(60))) },
        empty: t("records.source.choose"))
      row.submit(t("records.source.insert"), to: action, name: "einfuegen", value: String(index))
      if hasText { row.submit(t("records.template.keep"), to: action, name: "merken", value: String(index)) }
    }
  }
}
