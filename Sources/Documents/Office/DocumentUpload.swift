import Accounts
import Chronology
import Database
import Journal
import Office
import Settings
import Web

/// Issuing an uploaded document to one recipient.
extension Documents {
  @Sendable func uploadPage(_ visit: Visit) async throws -> Reply {
    // A link from a person's page prefills the recipient.
    uploadPage(visit, Form(visit.query, visit.t))
  }

  private func uploadPage(_ visit: Visit, _ form: Form) -> Reply {
    let t = visit.t
    return visit.formPage(t("documents.office.upload"), form) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("documents.office.title"), DocumentPath.officeStart)])
      page.pageHead(t("documents.office.upload"), lead: t("documents.office.uploadText"))
      page.formCard { card in
        card.uploadForm(action: DocumentPath.upload, token: visit.formToken) { fields in
          UploadForm(among: recipientKinds).write(to: &fields, form)
          fields.field(UploadForm.number, form)
          fileField(&fields, visit, form.errors, accept: ".pdf,application/pdf")
          fields.buttonRow { $0.submitButton(t("documents.office.toPerson")) }
        }
      }
    }
  }

  func fileField(_ fields: inout HTML, _ visit: Visit, _ errors: FieldErrors, accept: String) {
    let t = visit.t
    let size = String(settings[DocumentSettings.uploadMegabytes])
    fields.fileField(
      Question(
        "datei", t("documents.office.file"),
        hint: t(accept.contains("zip") ? "documents.office.batchHint" : "documents.office.fileHint", ["size": size]),
        error: errors["datei"]),
      accept: accept)
  }

  @Sendable func uploadDocument(_ visit: Visit) async throws -> Reply {
    var form = Form(visit)
    let kind = form.read(UploadForm.kind)
    let title = form.read(UploadForm.title)
    let recipients = form.read(UploadForm(among: recipientKinds).recipients)
    let number = form.read(UploadForm.number) ?? ""
    let addressee = try await recipients.asyncFlatMap { try await recipient($0, number) }
    if kind != nil, recipients != nil, addressee == nil {
      form.refuse(UploadForm.number, visit.t("documents.office.error.number"))
    }
    let upload = chosenFile(visit, &form)
    guard let kind, let title, let addressee, let upload else { return uploadPage(visit, form) }
    do {
      switch try await keepDraft(
        upload, kind, title: title, to: addressee, by: visit.signedIn(), cause: visit.cause)
      {
      case .draft(let id): return .redirect(DocumentPath.draft(id))
      case .issuedBefore(let id):
        return visit.redirect(to: DocumentPath.office(id), flash: .documentsOfficeIssuedBefore)
      }
    } catch let problem as UploadProblem {
      form.add(FieldErrors("datei", uploadText(problem, visit)))
      return uploadPage(visit, form)
    }
  }

  /// Whether anybody can be notified by mail.
  func hasReader(of addressee: Addressee, _ kind: DocumentKind, _ visit: Visit) async throws -> Bool {
    let day = visit.clock.day(of: visit.now)
    return try await database.read { connection in
      try directory(addressee.kind)?.readers(of: addressee.subject, kind, on: day, in: connection).isEmpty
        == false
    }
  }

  /// The chosen file; adds an error to its field if there is none, or it is empty.
  func chosenFile(_ visit: Visit, _ form: inout Form) -> Upload? {
    let chosen = visit.uploads.first { $0.field == "datei" && !$0.fileName.isEmpty }
    if let chosen, !chosen.content.isEmpty { return chosen }
    form.add(FieldErrors("datei", visit.t("documents.upload.\(chosen == nil ? "empty" : "blank")")))
    return nil
  }

  func uploadText(_ problem: UploadProblem, _ visit: Visit) -> String {
    visit.t("documents.upload.\(problem.rawValue)", ["size": String(settings[DocumentSettings.uploadMegabytes])])
  }

  private func recipient(_ kind: RecipientKind, _ number: String) async throws -> Addressee? {
    try await database.read { try addressee(kind, numbered: number, in: $0) }
  }
}

extension Optional where Wrapped: Sendable {
  fileprivate func asyncFlatMap<Other: Sendable>(
    _ body: (Wrapped) async throws -> Other?
  ) async throws -> Other? {
    guard let self else { return nil }
    return try await body(self)
  }
}
