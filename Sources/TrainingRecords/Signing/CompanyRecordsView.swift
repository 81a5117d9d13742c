import Accounts
import Chronology
import Database
import Settings
import Web

/// The records of a company, and the progress of several records.
extension TrainingRecords {
  func companyPage(_ visit: Visit, _ function: PortalFunction) async throws -> Reply {
    let records = try await listed(visit, .company(function.subject))
    let basis = try await database.read { try PlanQueries.basis(of: function.subject, in: $0) }
    let t = visit.t
    return visit.page(t("records.menu")) { page in
      page.pageHead(t("records.menu"), lead: function.title) {
        $0.buttonLink(t("records.reminders.title"), href: RecordPath.reminders, .plain)
      }
      let waiting = visit.acting?.waiting(at: RecordPath.start) ?? 0
      if waiting > 0 {
        page.alert(.wait, title: t.counted("records.waiting", waiting)) { alert in
          alert.buttonRow { $0.buttonLink(t("records.welcome.sign"), href: "\(RecordPath.start)?wartet", .primary) }
        }
      }
      if records.isEmpty {
        page.emptyState(title: t("records.noneRunning"), text: t("records.noneRunningText"))
      } else {
        progressTable(&page, visit, records, mayConfirm: false)
      }
      guard visit.acting?.mayAppoint == true else { return }
      page.card(title: t("records.basis.title")) { card in
        card.form(action: "\(RecordPath.start)/fuehrung", token: visit.formToken, .class("form")) { form in
          form.radios(
            Question("fuehrung", t("setting.records.basis.name"), hint: t("records.basis.hint")),
            RecordBasis.allCases.map { Choice($0.rawValue, t("setting.records.basis.choice.\($0.rawValue)")) },
            selected: basis?.rawValue ?? settings[RecordSettings.basis])
          form.buttonRow { $0.submitButton(t("records.save"), .quiet) }
        }
      }
    }
  }

  /// - Parameter mayConfirm: whether the viewer reviews paper parts for the company.
  func progressTable(_ page: inout HTML, _ visit: Visit, _ records: [ListedRecord], mayConfirm: Bool) {
    guard !records.isEmpty else { return }
    let t = visit.t
    let today = visit.clock.day(of: visit.now)
    page.card(title: t("records.progress")) { card in
      card.table(
        caption: t("records.progress"),
        columns: [
          Column(t("web.field.name")), Column(t("records.signedWeeks"), .number),
          Column(t("records.waitingWeeks"), .number), Column(t("records.missingWeeks"), .number),
        ]
      ) { rows in
        for record in records {
          let due = WeekRules.due(of: record.training, until: today, without: record.papers).count
          rows.row { row in
            row.heading { head in
              head.a(record.name, href: RecordPath.record(record.apprenticeship))
              guard record.unconfirmedPapers > 0 else { return }
              head.p {
                $0.a(
                  t(mayConfirm ? "records.paper.toConfirm" : "records.paper.toSee"),
                  href: RecordPath.papers(record.apprenticeship))
              }
            }
            row.cell(t.number(record.signed))
            row.cell(t.number(record.submitted))
            row.cell(t.number(max(0, due - record.signed - record.submitted)))
          }
        }
      }
    }
  }
}
