import Accounts
import Chronology
import Database
import Foundation
import Settings
import Web

/// Parts that were kept on paper or in another program: handed in by the apprentice, confirmed by the company.
extension TrainingRecords {
  private struct PaperModel: Sendable {
    let record: TrainingRecord
    let viewer: WeekViewer
    let parts: [PaperPart]

    var path: String { RecordPath.papers(record.apprenticeship) }
    /// Those who sign weeks look through this, too.
    var mayConfirm: Bool { [.instructor, .assistant].contains(viewer) }
  }

  private func papers(_ visit: Visit) async throws -> PaperModel {
    guard let record = try await record(visit),
      let viewer = RecordAccess.viewer(try visit.signedIn(), record.parties)?.viewer, viewer.seesAll
    else { throw NotFound() }
    return PaperModel(
      record: record, viewer: viewer,
      parts: try await database.read { try PaperQueries.all(of: record.apprenticeship, in: $0) })
  }

  @Sendable func papersPage(_ visit: Visit) async throws -> Reply {
    let model = try await papers(visit)
    try await noteLook(visit, model.record, as: model.viewer)
    return papersPage(visit, model, .empty)
  }

  private func papersPage(_ visit: Visit, _ model: PaperModel, _ form: PaperForm) -> Reply {
    let t = visit.t
    return visit.page(t("records.paper.title"), status: form.errors.isEmpty ? 200 : 422) { page in
      page.errorSummary(title: t("accounts.error.summary"), form.errors)
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
        if model.mayConfirm {
          card.postButton(
            action: "\(model.path)/\(part.id)/zuruecknehmen", label: t("records.paper.reopen"), token: visit.formToken)
        }
      } else {
        card.p(t("records.paper.unconfirmed"), .class("muted"))
        card.buttonRow { row in
          if model.mayConfirm {
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

  private func newPart(_ page: inout HTML, _ visit: Visit, _ model: PaperModel, _ form: PaperForm) {
    let t = visit.t
    page.card(title: t("records.paper.new")) { card in
      card.uploadForm(action: model.path, token: visit.formToken) { fields in
        fields.field(
          Field("von", t("records.paper.from"), kind: .date, value: form.from, error: form.errors["von"], width: .short)
        )
        fields.field(
          Field(
            "bis", t("records.paper.until"), kind: .date, value: form.until, error: form.errors["bis"], width: .short))
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

  @Sendable func addPaper(_ visit: Visit) async throws -> Reply {
    let model = try await papers(visit)
    guard model.viewer == .apprentice else { throw NotFound() }
    var form = PaperForm(visit.form)
    let today = visit.clock.day(of: visit.now)
    let past = model.record.training.clamped(
      to: model.record.training.lowerBound...max(today, model.record.training.lowerBound))
    guard let span = form.span(in: past, visit.t) else { return papersPage(visit, model, form) }
    do {
      let file = try await take(chosenFile(visit), for: try await openRecord(visit), onlyPDF: true)
      guard let pages = file.pages else { throw AttachmentProblem.notPDF }
      let account = try visit.signedIn().account.id
      try await database.write { connection in
        try PaperQueries.add(
          file.stored, name: file.reference.name, pages: pages, span: span, to: model.record.apprenticeship,
          by: account, now: visit.now, in: connection)
        try note(
          "record.paper.added", model.record, visit,
          ["days": "\(span.lowerBound) – \(span.upperBound)", "file": file.reference.hash], in: connection)
      }
    } catch let problem as AttachmentProblem {
      form.errors.add("datei", words(problem, visit.t))
      return papersPage(visit, model, form)
    }
    return visit.redirect(to: model.path, flash: "records.paper.added")
  }

  @Sendable func removePaper(_ visit: Visit) async throws -> Reply {
    try await decide(visit, "record.paper.removed", flash: "records.paper.removed", may: { $0 == .apprentice }) {
      try PaperQueries.remove($0, in: $1)
    }
  }

  @Sendable func confirmPaper(_ visit: Visit) async throws -> Reply {
    let account = try visit.signedIn().account
    return try await decide(
      visit, "record.paper.confirmed", flash: "records.paper.isConfirmed",
      may: { [.instructor, .assistant].contains($0) }
    ) {
      try PaperQueries.confirm($0, by: account.id, name: account.fullName, now: visit.now, in: $1)
    }
  }

  @Sendable func reopenPaper(_ visit: Visit) async throws -> Reply {
    try await decide(
      visit, "record.paper.reopened", flash: "records.paper.isReopened",
      may: { [.instructor, .assistant].contains($0) }
    ) { try PaperQueries.reopen($0, in: $1) }
  }

  private func decide(
    _ visit: Visit, _ event: String, flash: String, may: (WeekViewer) -> Bool,
    _ change: @Sendable @escaping (PaperPart, any Connection) throws -> Bool
  ) async throws -> Reply {
    let (model, part) = try await part(visit)
    guard may(model.viewer) else { throw NotFound() }
    try await database.write { connection in
      guard try change(part, connection) else { throw Refusal.weekIsElsewhere }
      try note(
        event, model.record, visit, ["days": "\(part.span.lowerBound) – \(part.span.upperBound)"], in: connection)
    }
    return visit.redirect(to: model.path, flash: flash)
  }

  private func part(_ visit: Visit) async throws -> (PaperModel, PaperPart) {
    let model = try await papers(visit)
    guard let id = visit.key("paper"), let part = model.parts.first(where: { $0.id == id }) else { throw NotFound() }
    return (model, part)
  }

  @Sendable func paperFile(_ visit: Visit) async throws -> Reply {
    let (model, part) = try await part(visit)
    try await noteLook(visit, model.record, as: model.viewer)
    return try stored(part.hash, name: part.name, byteCount: part.byteCount, visit)
  }
}
