import Web

/// The conflict page for a week changed elsewhere meanwhile: shows both versions, so that nothing typed is lost.
extension TrainingRecords {
  func conflictPage(_ visit: Visit, _ open: OpenWeek, _ form: WeekForm) -> Reply {
    let t = visit.t
    let mayWrite = open.actions.contains(.write)
    return visit.page(t("records.conflict.title"), status: 409) { page in
      page.pageHead(
        t("records.conflict.title"), overline: t.weekTitle(open.week),
        lead: t(mayWrite ? "records.conflict.text" : "records.conflict.locked"))
      page.element("template", [.attribute("data-conflict-of", open.path)]) { _ in }
      page.card(title: t("records.conflict.mine")) { card in
        form.content.write(to: &card, open.week, t)
        if mayWrite {
          card.form(action: "\(open.path)/speichern", token: visit.formToken) { fields in
            carry(&fields, form, over: open.stored?.revision ?? 0)
            fields.buttonRow { $0.submitButton(t("records.conflict.keepMine")) }
          }
        }
      }
      page.card(title: t("records.conflict.stored")) { card in
        open.stored?.content.write(to: &card, open.week, t)
        card.buttonRow { $0.buttonLink(t("records.conflict.keepStored"), href: open.path) }
      }
    }
  }

  /// Hidden fields with the typed week, to be stored over the newest revision.
  private func carry(_ fields: inout HTML, _ form: WeekForm, over revision: Int) {
    func hidden(_ name: String, _ value: String) {
      fields.void("input", [.type("hidden"), .name(name), .value(value)])
    }
    hidden("fassung", String(revision))
    hidden("abteilung", form.content.department)
    hidden("unterweisung", form.content.instruction)
    hidden("taetigkeiten", form.content.activities)
    hidden("schulthemen", form.content.schoolTopics)
    hidden(WeekForm.planMark, "1")
    for tag in form.content.tags { hidden("rahmenplan", tag) }
    for (index, day) in form.content.days.enumerated() {
      hidden("art\(index)", day.kind?.rawValue ?? "")
      hidden("zeit\(index)", String(day.minutes / 60) + ":" + String(day.minutes % 60))
      hidden("text\(index)", day.entries)
    }
  }
}
