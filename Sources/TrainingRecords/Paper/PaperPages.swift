import Accounts
import Chronology
import Database
import Foundation
import Settings
import Web

/// The pages about parts kept on paper or in another program: submitted by the apprentice, confirmed by the company.
extension TrainingRecords {
  private struct PaperModel: Sendable {
    let open: OpenRecord
    let parts: [PaperPart]

    var record: TrainingRecord { open.record }
    var viewer: WeekViewer { open.viewer }
    var path: String { RecordPath.papers(open.apprenticeship) }
  }

  private func papers(_ visit: Visit) async throws -> PaperModel {
    let open = try await wholeRecord(visit)
    return PaperModel(
      open: open, parts: try await database.read { try PaperQueries.all(of: open.apprenticeship, in: $0) })
  }

  @Sendable func papersPage(_ visit: Visit) async throws -> Reply {
    let model = try await papers(visit)
    try await noteLook(visit, at: model.open)
    return papersPage(visit, model, Form(visit))
  }

  private func papersPage(_ visit: Visit, _ model: PaperModel, _ form: Form) -> Reply {
    let t = visit.t
    return visit.formPage(t("records.paper.title"), form) { page in
      page.breadcrumb(
        label: t("records.breadcrumb"), [Link(t("records.menu"), RecordPath.record(model.record.apprenticeship))])
      page.pageHead(t("records.paper.title"), overline: model.record.name, lead: t("records.paper.lead"))
      for part in model.parts { card(&page, visit, part, model) }
      if model.parts.isEmpty { page.emptyState(title: t("records.paper.none"), text: t("records.paper.noneText")) }
      if model.viewer == .apprentice { newPart(&page, visit, model, form) }
    }
  }

  private func card(_ page: inout HTML, _ visit: Visit, _ part: PaperPart, _ model: PaperModel) {
    let t = visit.t
    page.card(title: t.plainDates(part.span)) { card in
      card.p { line in
        line.a(part.name, href: "\(model.path)/\(part.id)/datei?ansehen=1")
        line.text(", \(t.counted("records.paper.pages", part.pages))")
      }
      if let confirmation = part.confirmation {
        card.p(
          t(
            "records.paper.confirmed",
            ["name": confirmation.name, "time": t.longTime(confirmation.at, visit.clock)]))
        if model.open.mayConfirmPapers {
          card.postButton(
            action: "\(model.path)/\(part.id)/zuruecknehmen", label: t("records.paper.reopen"), token: visit.formToken)
        }
      } else {
        card.p(t("records.paper.unconfirmed"), .class("muted"))
        card.buttonRow { row in
          if model.open.mayConfirmPapers {
            row.postButton(
              action: "\(model.path)/\(part.id)/bestaetigen", label: t("records.paper.confirm"), token: visit.formToken)
          }
          if model.viewer == .apprentice {
            row.postButton(
              action: "\(model.path)/\(part.id)/entfernen", label: t("records.paper.remove"), token: visit.formToken)
          }
        }
      }
    }
  }

  private func newPart(_ page: inout HTML, _ visit: Visit, _ model: PaperModel, _ form: Form) {
    let (t, span) = (visit.t, paperForm(of: model, visit))
    page.card(title: t("records.paper.new")) { card in
      card.uploadForm(action: model.path, token: visit.formToken) { fields in
        fields.field(span.first, form)
        fields.field(span.last, form)
        fields.fileField(
          Question(
            "datei", t("records.paper.file"),
            hint: t(
              "records.paper.fileHint", ["size": String(settings[RecordSettings.attachmentMegabytes])]),
            error: form.errors["datei"]), accept: ".pdf,application/pdf")
        fields.buttonRow { $0.submitButton(t("records.paper.add")) }
      }
    }
  }

  private func paperForm(of model: PaperModel, _ visit: Visit) -> PaperForm {
    PaperForm(in: model.record.pastDays(on: visit.clock.day(of: visit.now)))
  }

  @Sendable func addPaper(_ visit: Visit) async throws -> Reply {
    let model = try await papers(visit)
    guard model.viewer == .apprentice else { throw NotFound() }
    var form = Form(visit)
    guard let span = paperForm(of: model, visit).read(&form) else { return papersPage(visit, model, form) }
    do {
      try await add(chosenFile(visit), over: span, to: model.open, cause: visit.cause)
    } catch let problem as AttachmentProblem {
      form.add(FieldErrors("datei", words(problem, visit.t)))
      return papersPage(visit, model, form)
    }
    return visit.redirect(to: model.path, flash: .recordsPaperAdded)
  }

  @Sendable func removePaper(_ visit: Visit) async throws -> Reply {
    let (model, part) = try await part(visit)
    try await remove(paper: part.id, of: model.open, cause: visit.cause)
    return visit.redirect(to: model.path, flash: .recordsPaperRemoved)
  }

  @Sendable func confirmPaper(_ visit: Visit) async throws -> Reply {
    let (model, part) = try await part(visit)
    try await confirm(paper: part.id, of: model.open, cause: visit.cause)
    return visit.redirect(to: model.path, flash: .recordsPaperIsConfirmed)
  }

  @Sendable func reopenPaper(_ visit: Visit) async throws -> Reply {
    let (model, part) = try await part(visit)
    try await reopen(paper: part.id, of: model.open, cause: visit.cause)
    return visit.redirect(to: model.path, flash: .recordsPaperIsReopened)
  }

  private func part(_ visit: Visit) async throws -> (PaperModel, PaperPart) {
    let model = try await papers(visit)
    guard let id = visit.key("paper"), let part = model.parts.first(where: { $0.id == id }) else { throw NotFound() }
    return (model, part)
  }

  @Sendable func paperFile(_ visit: Visit) async throws -> Reply {
    let (model, part) = try await part(visit)
    try await noteLook(visit, at: model.open)
    return try stored(part.hash, name: part.name, byteCount: part.byteCount, visit)
  }
}
