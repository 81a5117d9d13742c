import Accounts
import Chronology
import Database
import Documents
import Journal
import Web
import Work

/// Many documents at once: an archive, or one PDF that is cut; matched by number, looked at, then issued.
extension Chamber {
  private static let shownItems = 2000

  private struct BatchProgress: Sendable {
    let batch: DocumentBatch
    let counts: (good: Int, bad: Int, issued: Int)
    let job: Job?
  }

  private struct BatchModel: Sendable {
    let progress: BatchProgress
    let bad: [DocumentBatchItem]
    let good: [DocumentBatchItem]
    let names: [Addressee: String]

    var batch: DocumentBatch { progress.batch }
    var counts: (good: Int, bad: Int, issued: Int) { progress.counts }
  }

  @Sendable func batchForm(_ visit: Visit) async throws -> Reply {
    batchForm(visit, UploadForm(), FieldErrors())
  }

  private func batchForm(_ visit: Visit, _ form: UploadForm, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    return visit.page(t("chamber.documents.batch"), status: errors.isEmpty ? 200 : 422) { page in
      page.errorSummary(title: t("accounts.error.summary"), errors)
      page.breadcrumb(label: t("chamber.breadcrumb"), [Link(t("chamber.documents.title"), "/kammer/dokumente")])
      page.pageHead(t("chamber.documents.batch"), lead: t("chamber.documents.batchText"))
      page.formCard { card in
        card.uploadForm(action: "/kammer/dokumente/stapel", token: visit.formToken) { fields in
          uploadFields(&fields, visit, form, errors)
          fileField(&fields, visit, errors, accept: ".zip,.pdf,application/zip,application/pdf")
          fields.buttonRow { $0.submitButton(t("chamber.documents.preview")) }
        }
      }
    }
  }

  @Sendable func uploadBatch(_ visit: Visit) async throws -> Reply {
    let form = UploadForm(visit.form)
    var errors = FieldErrors()
    let chosen = form.checked(visit.t, &errors)
    let upload = visit.uploads.first { $0.field == "datei" && !$0.content.isEmpty }
    errors.require(upload != nil, "datei", visit.t("documents.upload.empty"))
    guard errors.isEmpty, let (kind, recipients) = chosen, let upload else { return batchForm(visit, form, errors) }
    do {
      let order = BatchOrder(kind: kind, title: form.title, recipients: recipients)
      let id = try await documents.preview(upload, order, cause: visit.cause)
      return .redirect("/kammer/dokumente/stapel/\(id)")
    } catch let problem as UploadProblem {
      return batchForm(visit, form, FieldErrors("datei", uploadText(problem, visit)))
    }
  }

  @Sendable func batchPage(_ visit: Visit) async throws -> Reply {
    let model = try await batchModel(visit)
    let t = visit.t
    let path = "/kammer/dokumente/stapel/\(model.batch.id)"
    return visit.page(model.batch.title) { page in
      page.breadcrumb(label: t("chamber.breadcrumb"), [Link(t("chamber.documents.title"), "/kammer/dokumente")])
      page.pageHead(
        model.batch.title, overline: t("documents.kind.\(model.batch.kind.rawValue)"),
        lead: t("chamber.documents.state.\(model.batch.state.rawValue)"))
      if model.batch.state == .previewed {
        page.card(title: t("chamber.documents.matched")) { card in
          card.p(
            t(
              "chamber.documents.matchedText",
              ["good": t.number(model.counts.good), "bad": t.number(model.counts.bad)]))
          if model.counts.good > 0 {
            card.postButton(
              action: "\(path)/ausstellen", label: t("chamber.documents.issueBatch"), token: visit.formToken, .primary)
          }
        }
      } else {
        page.progressRegion(url: "\(path)/stand", refresh: Link(t("chamber.refresh"), path)) {
          batchProgress(&$0, t, model.progress, token: visit.formToken)
        }
      }
      itemTable(&page, visit, model, model.bad, title: t("chamber.documents.bad"))
      itemTable(&page, visit, model, model.good, title: t("chamber.documents.good"))
    }
  }

  private func batchProgress(_ html: inout HTML, _ t: Texts, _ model: BatchProgress, token: String) {
    if model.batch.state == .done {
      html.alert(.good, title: t.counted("chamber.documents.batchDone", model.counts.issued))
      return html.progressFinished()
    }
    if model.job?.state == .failed {
      html.alert(.bad, title: t("chamber.documents.failed")) { alert in
        alert.p(t("chamber.documents.failedText"))
        alert.postButton(
          action: "/kammer/dokumente/stapel/\(model.batch.id)/wiederholen", label: t("chamber.retry"), token: token,
          .primary)
      }
      return html.progressFinished()
    }
    html.progressBar(
      t("chamber.documents.progress"), id: "stand", value: model.counts.issued, of: max(model.counts.good, 1),
      amount: t(
        "chamber.import.amount", ["done": t.number(model.counts.issued), "total": t.number(model.counts.good)]))
  }

  private func itemTable(
    _ page: inout HTML, _ visit: Visit, _ model: BatchModel, _ items: [DocumentBatchItem], title: String
  ) {
    guard !items.isEmpty else { return }
    let t = visit.t
    page.card(title: title) { card in
      card.table(
        caption: title,
        columns: [
          Column(t("chamber.documents.item")), Column(t("chamber.documents.number")),
          Column(t("chamber.documents.recipient")), Column(t("documents.field.pages"), .number),
        ]
      ) { rows in
        for item in items {
          rows.row { row in
            row.heading(item.label)
            row.cell(item.number.isEmpty ? "–" : item.number)
            if let problem = UploadProblem(rawValue: item.problem) {
              row.cell { $0.badge(uploadText(problem, visit), .bad) }
            } else {
              let name = item.subject.flatMap { model.names[Addressee(model.batch.recipientKind, $0)] }
              row.cell(name ?? "–")
            }
            row.cell(item.pages == 0 ? "–" : t.number(item.pages))
          }
        }
      }
    }
  }

  @Sendable func batchProgress(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("batch") else { throw NotFound() }
    let progress = try await database.read { try batchProgress(id, in: $0) }
    guard let progress else { throw NotFound() }
    return .html(HTML { batchProgress(&$0, visit.t, progress, token: visit.formToken) })
  }

  private func batchProgress(_ id: Int64, in connection: any Connection) throws -> BatchProgress? {
    guard let batch = try DocumentBatchQueries.batch(id, in: connection) else { return nil }
    return BatchProgress(
      batch: batch, counts: try DocumentBatchQueries.counts(of: id, in: connection),
      job: try batch.job.flatMap { try Jobs.job($0, in: connection) })
  }

  @Sendable func retryBatch(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("batch") else { throw NotFound() }
    try await database.write { connection in
      guard let batch = try DocumentBatchQueries.batch(id, in: connection), let job = batch.job,
        try Jobs.retry(job, now: visit.now, in: connection)
      else { return }
      try record("documents.batch.started", .init("document_batch", id), visit, ["again": "true"], in: connection)
    }
    await signal.raise()
    return .redirect("/kammer/dokumente/stapel/\(id)")
  }

  private func batchModel(_ visit: Visit) async throws -> BatchModel {
    guard let id = visit.key("batch") else { throw NotFound() }
    let model = try await database.read { connection -> BatchModel? in
      guard let progress = try batchProgress(id, in: connection) else { return nil }
      let good = try DocumentBatchQueries.items(
        of: id, withProblem: false, limit: Self.shownItems, in: connection)
      let subjects = good.compactMap { $0.subject.map { Addressee(progress.batch.recipientKind, $0) } }
      return BatchModel(
        progress: progress,
        bad: try DocumentBatchQueries.items(of: id, withProblem: true, limit: Self.shownItems, in: connection),
        good: good, names: try documents.names(of: Set(subjects), in: connection))
    }
    guard let model else { throw NotFound() }
    return model
  }

  @Sendable func issueBatch(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("batch") else { throw NotFound() }
    guard await documents.seals.canSeal(now: visit.now) else { throw sealRefusal(visit) }
    try await database.write { connection in
      guard try documents.start(id, by: visit.signedIn().account.id, now: visit.now, in: connection) else { return }
      try record("documents.batch.started", .init("document_batch", id), visit, in: connection)
    }
    await signal.raise()
    return .redirect("/kammer/dokumente/stapel/\(id)")
  }
}
