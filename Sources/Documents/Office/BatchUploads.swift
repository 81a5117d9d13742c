import Accounts
import Chronology
import Database
import Journal
import Office
import Web
import Work

/// Uploading many documents: the form, and the page while the upload is processed, which one may leave and come back
/// to. A processed upload leads on to the review of the matching; a rejected one says why and leads back to the form.
extension Documents {
  private struct UploadModel: Sendable {
    let upload: BatchUpload
    let job: Job?

    var path: String { DocumentPath.batchUpload(upload.id) }
    var batchPath: String? { upload.batch.map { DocumentPath.batch($0) } }

    /// The address of the form with the typed values.
    var formPath: String {
      let order = upload.order
      return "\(DocumentPath.batches)?art=\(order.kind.rawValue)&titel=\(FormInput.encoded(order.title))"
        + "&empfaenger=\(order.recipients.rawValue)"
    }
  }

  @Sendable func batchForm(_ visit: Visit) async throws -> Reply {
    // After a rejected file the typed values are restored.
    batchForm(visit, Form(visit.query, visit.t))
  }

  private func batchForm(_ visit: Visit, _ form: Form) -> Reply {
    let t = visit.t
    return visit.formPage(t("documents.office.batch"), form) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("documents.office.title"), DocumentPath.officeStart)])
      page.pageHead(t("documents.office.batch"), lead: t("documents.office.batchText"))
      page.formCard { card in
        card.uploadForm(action: DocumentPath.batches, token: visit.formToken) { fields in
          UploadForm(among: recipientKinds).write(to: &fields, form)
          fileField(&fields, visit, form.errors, accept: ".zip,.pdf,application/zip,application/pdf")
          fields.buttonRow { $0.submitButton(t("documents.office.preview")) }
        }
      }
    }
  }

  @Sendable func uploadBatch(_ visit: Visit) async throws -> Reply {
    var form = Form(visit)
    let kind = form.read(UploadForm.kind)
    let title = form.read(UploadForm.title)
    let recipients = form.read(UploadForm(among: recipientKinds).recipients)
    let upload = chosenFile(visit, &form)
    guard let kind, let title, let recipients, let upload else { return batchForm(visit, form) }
    do {
      let order = BatchOrder(kind: kind, title: title, recipients: recipients)
      let id = try await self.order(upload, order, by: visit.signedIn(), cause: visit.cause)
      return .redirect(DocumentPath.batchUpload(id))
    } catch let problem as UploadProblem {
      form.add(FieldErrors("datei", uploadText(problem, visit)))
      return batchForm(visit, form)
    }
  }

  // MARK: While it is taken apart

  private func uploadModel(_ visit: Visit) async throws -> UploadModel {
    guard let id = visit.key("upload") else { throw NotFound() }
    let model = try await database.read { connection -> UploadModel? in
      guard let upload = try BatchUploadQueries.upload(id, in: connection) else { return nil }
      return UploadModel(upload: upload, job: try upload.job.flatMap { try Jobs.job($0, in: connection) })
    }
    guard let model else { throw NotFound() }
    return model
  }

  @Sendable func batchUploadPage(_ visit: Visit) async throws -> Reply {
    let model = try await uploadModel(visit)
    if let path = model.batchPath { return .redirect(path) }
    let t = visit.t
    return visit.page(model.upload.order.title) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("documents.office.title"), DocumentPath.officeStart)])
      page.pageHead(
        model.upload.order.title, overline: t("documents.kind.\(model.upload.order.kind.rawValue)"))
      page.progressRegion(url: "\(model.path)/stand", refresh: Link(t("office.refresh"), model.path)) {
        uploadState(&$0, visit, model)
      }
    }
  }

  @Sendable func batchUploadProgress(_ visit: Visit) async throws -> Reply {
    let model = try await uploadModel(visit)
    if let path = model.batchPath { return .redirect(path) }
    return .html(HTML { uploadState(&$0, visit, model) })
  }

  private func uploadState(_ html: inout HTML, _ visit: Visit, _ model: UploadModel) {
    let t = visit.t
    if let problem = model.upload.problem {
      return stopped(
        &html, t, title: uploadText(problem, visit), text: t("documents.office.refusedText"), model,
        remove: visit.formToken)
    }
    if model.upload.isStuck {
      return stopped(
        &html, t, title: t("documents.office.readingFailed"), text: t("documents.office.readingFailedText"), model,
        again: visit.formToken)
    }
    let (done, total) = (model.job?.progressDone ?? 0, model.job?.progressTotal ?? 0)
    html.p(t("documents.office.readingText"))
    html.progressBar(
      t("documents.office.reading"), id: "stand", value: done, of: max(total, 1),
      amount: total == 0
        ? t("documents.office.readingBegins")
        : t("office.amount", ["done": t.number(done), "total": t.number(total)]))
  }

  /// - Parameters:
  ///   - token: the form token for another try, if that may help.
  ///   - remove: the address for removing it from the list.
  private func stopped(
    _ html: inout HTML, _ t: Texts, title: String, text: String, _ model: UploadModel, again token: String? = nil,
    remove: String? = nil
  ) {
    html.alert(.bad, title: title) { alert in
      alert.p(text)
      alert.buttonRow { row in
        if let token {
          row.postButton(action: "\(model.path)/wiederholen", label: t("office.retry"), token: token, .primary)
        }
        row.buttonLink(t("documents.office.otherFile"), href: model.formPath, token == nil ? .primary : .quiet)
        if let remove {
          row.postButton(action: "\(model.path)/verwerfen", label: t("documents.office.discard"), token: remove)
        }
      }
    }
    html.progressFinished()
  }

  @Sendable func retryBatchUpload(_ visit: Visit) async throws -> Reply {
    let model = try await uploadModel(visit)
    let isRetried = try await retryReading(model.upload, by: visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: model.path, flash: isRetried ? nil : .nothingDone)
  }

  /// Removes a rejected upload from the list; none of its content is stored.
  @Sendable func removeBatchUpload(_ visit: Visit) async throws -> Reply {
    let model = try await uploadModel(visit)
    let isGone = try await removeRefused(model.upload.id, by: visit.signedIn())
    return visit.redirect(
      to: DocumentPath.officeStart, flash: isGone ? .documentsOfficeDiscarded : .nothingDone)
  }
}
