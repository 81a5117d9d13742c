import Accounts
import Database
import Exams
import Journal
import Web
import Work

/// Imports by upload: the file is checked and previewed, then read in the background with progress; one may
/// leave the page and come back.
extension Chamber {
  @Sendable func importForm(_ visit: Visit) async throws -> Reply {
    importFormPage(visit, kind: visit.query["art"], FieldErrors())
  }

  private func importFormPage(_ visit: Visit, kind: String, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    return visit.page(t("chamber.import.title"), status: errors.isEmpty ? 200 : 422) { page in
      page.errorSummary(title: t("accounts.error.summary"), errors)
      page.pageHead(t("chamber.import.title"), lead: t("chamber.import.lead"))
      page.formCard { card in
        card.uploadForm(action: "/kammer/einlesen", token: visit.formToken) { form in
          form.selectField(
            Question("art", t("chamber.import.kind"), error: errors["art"]),
            importKinds.map { Choice($0, t("import.kind.\($0)")) },
            selected: importKinds.contains(kind) ? kind : importKinds.first ?? "")
          form.fileField(
            Question("datei", t("chamber.import.file"), hint: t("chamber.import.fileHint"), error: errors["datei"]),
            accept: ".csv,.txt,text/csv")
          form.buttonRow { $0.submitButton(t("chamber.import.check"), icon: .upload) }
        }
      }
      for kind in importKinds {
        page.details(t("chamber.import.columns", ["kind": t("import.kind.\(kind)")])) { details in
          details.p(t("import.columns.\(kind)"))
          details.p(t("chamber.import.columnsText"))
        }
      }
    }
  }

  @Sendable func uploadImport(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let name = visit.form["art"]
    guard let kind = uploads.kind(name) else {
      return importFormPage(visit, kind: name, FieldErrors("art", visit.t("chamber.import.kindMissing")))
    }
    guard let upload = visit.uploads.first(where: { $0.field == "datei" }), !upload.bytes.isEmpty else {
      return importFormPage(visit, kind: name, FieldErrors("datei", visit.t("chamber.import.missing")))
    }
    let report: ImportReport
    do {
      report = try await kind.open(upload.bytes).preview()
    } catch TableFileError.openQuote(let line) {
      return importFormPage(
        visit, kind: name, FieldErrors("datei", visit.t("chamber.import.openQuote", ["line": String(line)])))
    } catch is TableFileError {
      return importFormPage(visit, kind: name, FieldErrors("datei", visit.t("import.noTable.\(name)")))
    }
    let id = try await database.write { connection in
      let id = try uploads.add(
        upload.bytes, named: String(upload.fileName.prefix(200)), kind: name, report: report, by: acting.account.id,
        now: visit.now, in: connection)
      try record(
        "import.uploaded", .init("import", id), visit, ["file": upload.fileName, "kind": name], in: connection)
      return id
    }
    return .redirect("/kammer/einlesen/\(id)")
  }

  @Sendable func importPage(_ visit: Visit) async throws -> Reply {
    let (found, job) = try await load(visit)
    let t = visit.t
    return visit.page(t("chamber.import.title")) { page in
      page.breadcrumb(label: t("chamber.breadcrumb"), [Link(t("chamber.import.title"), "/kammer/einlesen")])
      page.pageHead(found.fileName, lead: t("import.kind.\(found.kind)"))
      if found.state == .running {
        page.progressRegion(
          url: "/kammer/einlesen/\(found.id)/stand", refresh: Link(t("chamber.refresh"), "/kammer/einlesen/\(found.id)")
        ) { importState(&$0, found, job, t) }
      } else {
        importState(&page, found, job, t)
      }
      if found.state == .running, job?.state == .failed {
        page.postButton(
          action: "/kammer/einlesen/\(found.id)/starten", label: t("chamber.retry"), token: visit.formToken, .primary)
      }
      if found.state == .previewed, found.report.added + found.report.changed + found.report.unchanged > 0 {
        page.postButton(
          action: "/kammer/einlesen/\(found.id)/starten", label: t("chamber.import.start"), token: visit.formToken,
          .primary)
      }
      problems(&page, found.report, t)
    }
  }

  @Sendable func importProgress(_ visit: Visit) async throws -> Reply {
    let (found, job) = try await load(visit)
    return .html(
      HTML { html in
        importState(&html, found, job, visit.t)
        if found.state == .done || job?.state == .failed { html.progressFinished() }
      })
  }

  @Sendable func startImport(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("import") else { throw NotFound() }
    try await database.write { connection in
      if try UploadedImportQueries.start(id, now: visit.now, in: connection) {
        try record("import.started", .init("import", id), visit, in: connection)
      } else if let job = try UploadedImportQueries.find(id, in: connection)?.job {
        _ = try Jobs.retry(job, now: visit.now, in: connection)
      }
    }
    await signal.raise()
    return .redirect("/kammer/einlesen/\(id)")
  }

  private func load(_ visit: Visit) async throws -> (UploadedImport, Job?) {
    guard let id = visit.key("import") else { throw NotFound() }
    let found = try await database.read { connection -> (UploadedImport, Job?)? in
      guard let found = try UploadedImportQueries.find(id, in: connection) else { return nil }
      return (found, try found.job.flatMap { try Jobs.job($0, in: connection) })
    }
    guard let found else { throw NotFound() }
    return found
  }

  private func importState(_ html: inout HTML, _ found: UploadedImport, _ job: Job?, _ t: Texts) {
    if found.state == .running, job?.state == .failed {
      return html.alert(.bad, title: t("chamber.import.failed")) { $0.p(job?.problem ?? "") }
    }
    if found.state == .running {
      let done = job?.progressDone ?? 0
      let total = max(job?.progressTotal ?? 0, 1)
      html.progressBar(
        t("chamber.import.progress"), id: "stand", value: done, of: total,
        amount: t("chamber.import.amount", ["done": t.number(done), "total": t.number(total)]))
      return
    }
    html.card(title: t("chamber.import.state.\(found.state.rawValue)")) { card in
      card.descriptionList([
        DescriptionItem(t("chamber.import.lines"), t.number(found.report.lines)),
        DescriptionItem(t("chamber.import.added"), t.number(found.report.added)),
        DescriptionItem(t("chamber.import.changed"), t.number(found.report.changed)),
        DescriptionItem(t("chamber.import.unchanged"), t.number(found.report.unchanged)),
        DescriptionItem(t("chamber.import.problems"), t.number(found.report.problemCount)),
      ])
      if found.state == .done {
        card.buttonRow { row in
          switch (found.kind, ExamRole.allCases.first { $0.importKind == found.kind }) {
          case ("companies", _):
            row.buttonLink(t("chamber.import.toCompanies"), href: "/kammer/betriebe", .primary)
          case (_, .examiner): row.buttonLink(t("chamber.exams.examiner"), href: PersonDesk.examiners.path, .primary)
          case (_, .participant):
            row.buttonLink(t("chamber.exams.exam_participant"), href: PersonDesk.participants.path, .primary)
          default: row.buttonLink(t("chamber.import.toRegister"), href: "/kammer/verzeichnis", .primary)
          }
        }
      }
    }
  }

  private func problems(_ page: inout HTML, _ report: ImportReport, _ t: Texts) {
    guard !report.problems.isEmpty else { return }
    page.card(title: t("chamber.import.problems")) { card in
      card.p(t("chamber.import.problemsText"))
      card.table(
        caption: t("chamber.import.problems"),
        columns: [
          Column(t("chamber.import.line"), .number), Column(t("chamber.import.column")),
          Column(t("chamber.import.value")), Column(t("chamber.import.reason")),
        ]
      ) { rows in
        for problem in report.problems.prefix(200) {
          rows.row { row in
            row.cell(String(problem.line))
            row.cell(problem.column)
            row.cell(problem.value)
            row.cell(t(problem.reason))
          }
        }
      }
    }
  }
}
