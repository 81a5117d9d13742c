import Accounts
import Chronology
import Database
import Documents
import Web
import Work

/// An upload of many documents while it is taken apart: one may leave the page and come back. What is read leads on to
/// the matching; what was refused says why and leads back to the form.
extension Chamber {
  private struct UploadModel: Sendable {
    let upload: BatchUpload
    let job: Job?

    var path: String { "/kammer/dokumente/stapel/lesen/\(upload.id)" }
    var batchPath: String? { upload.batch.map { "/kammer/dokumente/stapel/\($0)" } }

    /// The form with what was typed.
    var formPath: String {
      let order = upload.order
      return "/kammer/dokumente/stapel?art=\(order.kind.rawValue)&titel=\(FormInput.encoded(order.title))"
        + "&empfaenger=\(order.recipients.rawValue)"
    }
  }

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
      page.breadcrumb(label: t("chamber.breadcrumb"), [Link(t("chamber.documents.title"), "/kammer/dokumente")])
      page.pageHead(
        model.upload.order.title, overline: t("documents.kind.\(model.upload.order.kind.rawValue)"))
      page.progressRegion(url: "\(model.path)/stand", refresh: Link(t("chamber.refresh"), model.path)) {
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
      return stopped(&html, t, title: uploadText(problem, visit), text: t("chamber.documents.refusedText"), model)
    }
    if model.job?.state == .failed {
      return stopped(
        &html, t, title: t("chamber.documents.readingFailed"), text: t("chamber.documents.readingFailedText"), model)
    }
    let (done, total) = (model.job?.progressDone ?? 0, model.job?.progressTotal ?? 0)
    html.p(t("chamber.documents.readingText"))
    html.progressBar(
      t("chamber.documents.reading"), id: "stand", value: done, of: max(total, 1),
      amount: total == 0
        ? t("chamber.documents.readingBegins")
        : t("chamber.import.amount", ["done": t.number(done), "total": t.number(total)]))
  }

  private func stopped(_ html: inout HTML, _ t: Texts, title: String, text: String, _ model: UploadModel) {
    html.alert(.bad, title: title) { alert in
      alert.p(text)
      alert.buttonRow { $0.buttonLink(t("chamber.documents.otherFile"), href: model.formPath, .primary) }
    }
    html.progressFinished()
  }
}
