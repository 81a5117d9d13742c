import Office
import Accounts
import Chronology
import Companies
import Database
import Journal
import Web
import Work

/// The pages for imports by upload. The file is checked and previewed, an officer decides on conflicts, then it is
/// imported in the background with progress; the officer may leave the page and come back.
extension Chamber {
  func addImportRoutes(to routes: inout Routes) {
    let one = "\(OfficePath.fileImport)/{import}"
    routes.get(OfficePath.fileImport, importAccess, importForm)
    routes.post(OfficePath.fileImport, importAccess, bodyLimit: 40 * 1024 * 1024, uploadImport)
    routes.get(one, importAccess, importPage)
    routes.get("\(one)/stand", importAccess, importProgress)
    routes.post("\(one)/entscheiden", importAccess, decideImport)
    routes.post("\(one)/zuruecknehmen", importAccess, withdrawDecisions)
    routes.post("\(one)/starten", importAccess, startImport)
  }

  /// Each kind of import needs a right of its own: that of the file in the path, or of the chosen kind. If neither is
  /// given, any of these rights opens the page.
  private var importAccess: Access {
    Access("officer: right of the import") { visit in
      let rights = Set(uploads.kinds.map(\.right)).sorted().map(OfficerRight.init(rawValue:))
      if let right = try await importRight(visit) {
        return try await Access.officer(OfficerRight(rawValue: right)).decide(visit)
      }
      for right in rights {
        let decision = try await Access.officer(right).decide(visit)
        guard case .refused = decision else { return decision }
      }
      return try await Access.officer(rights.first ?? .companies).decide(visit)
    }
  }

  private func importRight(_ visit: Visit) async throws -> String? {
    if let id = visit.key("import") {
      let found = try await database.read { try UploadedImportQueries.find(id, in: $0) }
      return found.flatMap { uploads.kind($0.kind)?.right }
    }
    return visit.method == .post ? uploads.kind(visit.form["art"])?.right : nil
  }

  /// The kinds that the officer may import, in the order of the form.
  private func kinds(for visit: Visit) throws -> [String] {
    let rights = try visit.signedIn().officerRights
    return uploads.kinds.filter { rights.contains(OfficerRight(rawValue: $0.right)) }.map(\.kind)
  }

  @Sendable func importForm(_ visit: Visit) async throws -> Reply {
    try importFormPage(visit, kind: visit.query["art"], FieldErrors())
  }

  private func importFormPage(_ visit: Visit, kind: String, _ errors: FieldErrors) throws -> Reply {
    let (t, kinds) = (visit.t, try kinds(for: visit))
    return visit.formPage(t("office.import"), errors) { page in
      page.pageHead(t("office.import"), lead: t("chamber.import.lead"))
      page.formCard { card in
        card.uploadForm(action: OfficePath.fileImport, token: visit.formToken) { form in
          form.selectField(
            Question("art", t("chamber.import.kind"), error: errors["art"]),
            kinds.map { Choice($0, t("import.kind.\($0)")) },
            selected: kinds.contains(kind) ? kind : kinds.first ?? "")
          form.fileField(
            Question("datei", t("chamber.import.file"), hint: t("chamber.import.fileHint"), error: errors["datei"]),
            accept: ".csv,.txt,text/csv")
          form.buttonRow { $0.submitButton(t("chamber.import.check"), icon: .upload) }
        }
      }
      for kind in kinds {
        page.details(t("chamber.import.columns", ["kind": t("import.kind.\(kind)")])) { details in
          details.p(t("import.columns.\(kind)"))
          details.p(t("chamber.import.columnsText"))
        }
      }
    }
  }

  @Sendable func uploadImport(_ visit: Visit) async throws -> Reply {
    let name = visit.form["art"]
    guard uploads.kind(name) != nil else {
      return try importFormPage(visit, kind: name, FieldErrors("art", visit.t("chamber.import.kindMissing")))
    }
    guard let upload = visit.uploads.first(where: { $0.field == "datei" }), !upload.bytes.isEmpty else {
      return try importFormPage(visit, kind: name, FieldErrors("datei", visit.t("chamber.import.missing")))
    }
    do {
      let id = try await uploadImport(
        upload.bytes, named: upload.fileName, as: name, by: visit.signedIn(), cause: visit.cause)
      return .redirect(ChamberPath.uploadedImport(id))
    } catch let error as TableFileError {
      return try importFormPage(visit, kind: name, FieldErrors("datei", reason(error, name, visit.t)))
    }
  }

  private func reason(_ error: TableFileError, _ kind: String, _ t: Texts) -> String {
    switch error {
    case .noHeader: t("import.noTable.\(kind)")
    case .openQuote(let line): t("chamber.import.openQuote", ["line": String(line)])
    case .notText(let look): t("chamber.import.look.\(look.rawValue)")
    case .tooManyLines: t("chamber.import.tooManyLines", ["count": t.number(TableFile.mostLines)])
    case .tooManyColumns: t("chamber.import.tooManyColumns", ["count": t.number(TableFile.mostColumns)])
    case .longCell(let line): t("chamber.import.longCell", ["line": String(line)])
    }
  }

  @Sendable func startImport(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("import") else { throw NotFound() }
    try await startImport(id, by: visit.signedIn(), cause: visit.cause)
    return .redirect(ChamberPath.uploadedImport(id))
  }
}
