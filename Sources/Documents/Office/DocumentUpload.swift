import Accounts
import Chronology
import Database
import Journal
import Office
import Settings
import Web

/// The typed values of the form that issues an uploaded document.
struct UploadForm: Sendable {
  var kind = ""
  var title = ""
  var recipientKind = ""
  var number = ""

  init() {}

  init(_ input: FormInput) {
    kind = input["art"]
    title = input.trimmed("titel")
    recipientKind = input["empfaenger"]
    number = input.trimmed("nummer")
  }

  func checked(
    among kinds: [RecipientKind], _ t: Texts, _ errors: inout FieldErrors
  ) -> (DocumentKind, RecipientKind)? {
    let chosen = DocumentKind(rawValue: kind).flatMap { DocumentKind.uploadable.contains($0) ? $0 : nil }
    let recipient = kinds.first { $0.rawValue == recipientKind }
    errors.require(chosen != nil, "art", t("documents.office.error.kind"))
    errors.require((1...200).contains(title.count), "titel", t("documents.office.error.title"))
    errors.require(recipient != nil, "empfaenger", t("documents.office.error.recipient"))
    guard let chosen, let recipient else { return nil }
    return (chosen, recipient)
  }
}

/// Issuing an uploaded document to one recipient.
extension Documents {
  @Sendable func uploadPage(_ visit: Visit) async throws -> Reply {
    // A link from a person's page prefills the recipient.
    uploadPage(visit, UploadForm(visit.query), FieldErrors())
  }

  private func uploadPage(_ visit: Visit, _ form: UploadForm, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    return visit.formPage(t("documents.office.upload"), errors) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("documents.office.title"), DocumentPath.officeStart)])
      page.pageHead(t("documents.office.upload"), lead: t("documents.office.uploadText"))
      page.formCard { card in
        card.uploadForm(action: DocumentPath.upload, token: visit.formToken) { fields in
          uploadFields(&fields, visit, form, errors)
          fields.field(
            Field(
              "nummer", t("documents.office.number"), hint: t("documents.office.numberHint"), value: form.number,
              error: errors["nummer"], width: .short))
          fileField(&fields, visit, errors, accept: ".pdf,application/pdf")
          fields.buttonRow { $0.submitButton(t("documents.office.toPerson")) }
        }
      }
    }
  }

  func uploadFields(_ fields: inout HTML, _ visit: Visit, _ form: UploadForm, _ errors: FieldErrors) {
    let t = visit.t
    fields.selectField(
      Question("art", t("documents.field.kind"), error: errors["art"]),
      DocumentKind.uploadable.map { Choice($0.rawValue, t("documents.kind.\($0.rawValue)")) }, selected: form.kind,
      empty: t("documents.office.choose"))
    fields.field(
      Field(
        "titel", t("documents.office.titleField"), hint: t("documents.office.titleHint"), value: form.title,
        error: errors["titel"]))
    fields.selectField(
      Question("empfaenger", t("documents.office.recipient"), error: errors["empfaenger"]),
      recipientKinds.map { Choice($0.rawValue, t("documents.office.recipient.\($0.rawValue)")) },
      selected: form.recipientKind, empty: t("documents.office.choose"))
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
    let form = UploadForm(visit.form)
    var errors = FieldErrors()
    let chosen = form.checked(among: recipientKinds, visit.t, &errors)
    let addressee = try await chosen.asyncFlatMap { try await recipient($0.1, form.number) }
    if chosen != nil { errors.require(addressee != nil, "nummer", visit.t("documents.office.error.number")) }
    let upload = chosenFile(visit, &errors)
    guard errors.isEmpty, let (kind, _) = chosen, let addressee, let upload else {
      return uploadPage(visit, form, errors)
    }
    do {
      switch try await keepDraft(
        upload, kind, title: form.title, to: addressee, by: visit.signedIn(), cause: visit.cause)
      {
      case .draft(let id): return .redirect(DocumentPath.draft(id))
      case .issuedBefore(let id):
        return visit.redirect(to: DocumentPath.office(id), flash: .documentsOfficeIssuedBefore)
      }
    } catch let problem as UploadProblem {
      return uploadPage(visit, form, FieldErrors("datei", uploadText(problem, visit)))
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
  func chosenFile(_ visit: Visit, _ errors: inout FieldErrors) -> Upload? {
    let chosen = visit.uploads.first { $0.field == "datei" && !$0.fileName.isEmpty }
    if let chosen, !chosen.content.isEmpty { return chosen }
    errors.add("datei", visit.t("documents.upload.\(chosen == nil ? "empty" : "blank")"))
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
