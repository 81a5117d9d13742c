import Accounts
import Chronology
import Database
import Office
import Registers
import Web
import Work

/// The content of the page of an uploaded file: what its import would do, does or did.
struct ImportModel: Sendable {
  let found: UploadedImport
  let job: Job?
  /// The conflicts accepted by an officer.
  let accepted: Set<String>

  var path: String { ChamberPath.uploadedImport(found.id) }
  var report: ImportReport { found.report }
  var isWaiting: Bool { found.state == .previewed }
  /// The number of lines with undecided conflicts.
  var undecided: Int {
    Set(report.conflicts.filter { !accepted.contains($0.id) }.map(\.line)).count
      + max(0, report.conflictCount - report.conflicts.count)
  }
}

extension Chamber {
  func importModel(_ visit: Visit) async throws -> ImportModel {
    guard let id = visit.key("import") else { throw NotFound() }
    let model = try await database.read { connection -> ImportModel? in
      guard let found = try UploadedImportQueries.find(id, in: connection) else { return nil }
      return ImportModel(
        found: found, job: try found.job.flatMap { try Jobs.job($0, in: connection) },
        accepted: try ImportDecisionQueries.accepted(of: id, in: connection))
    }
    guard let model else { throw NotFound() }
    return model
  }

  @Sendable func importPage(_ visit: Visit) async throws -> Reply {
    let model = try await importModel(visit)
    let (t, found) = (visit.t, model.found)
    return visit.page(t("office.import")) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("office.import"), OfficePath.fileImport)])
      page.pageHead(found.fileName, lead: t("import.kind.\(found.kind)"))
      if found.state == .running {
        page.progressRegion(url: "\(model.path)/stand", refresh: Link(t("office.refresh"), model.path)) {
          importState(&$0, model, t)
        }
      } else {
        importState(&page, model, t)
      }
      if found.state == .running, model.job?.state == .failed {
        page.postButton(
          action: "\(model.path)/starten", label: t("office.retry"), token: visit.formToken, .primary)
      }
      conflictCards(&page, visit, model)
      page.sharedAddresses(model.report.sharedAddresses.map { ($0.email, $0.people) }, t)
      startCard(&page, visit, model)
      if found.state != .running { outcome(&page, model.report, t) }
    }
  }

  private func outcome(_ html: inout HTML, _ report: ImportReport, _ t: Texts) {
    changeCard(&html, report, t)
    problemCard(&html, "problems", report.problems, of: report.problemCount, t)
    problemCard(&html, "warnings", report.warnings, of: report.warningCount, t)
    sampleCard(&html, report, t)
  }

  private func startCard(_ page: inout HTML, _ visit: Visit, _ model: ImportModel) {
    let (t, report) = (visit.t, model.report)
    guard model.isWaiting, report.lines > report.refused else { return }
    page.card(title: t("chamber.import.startTitle")) { card in
      card.p(t("chamber.import.startText"))
      if model.undecided > 0 { card.p(t.counted("chamber.import.undecidedLeft", model.undecided)) }
      card.postButton(
        action: "\(model.path)/starten", label: t("chamber.import.start"), token: visit.formToken, .primary)
    }
  }

  @Sendable func importProgress(_ visit: Visit) async throws -> Reply {
    let model = try await importModel(visit)
    return .html(
      HTML { html in
        importState(&html, model, visit.t)
        // Only the end says which lines nobody decided on.
        if model.found.state == .done { outcome(&html, model.report, visit.t) }
        if model.found.state == .done || model.job?.state == .failed { html.progressFinished() }
      })
  }

  private func importState(_ html: inout HTML, _ model: ImportModel, _ t: Texts) {
    let (found, job) = (model.found, model.job)
    if found.state == .running, job?.state == .failed {
      return html.alert(.bad, title: t("chamber.import.failed")) { $0.p(job?.problem ?? "") }
    }
    if found.state == .running {
      let done = job?.progressDone ?? 0
      let total = max(job?.progressTotal ?? 0, 1)
      html.progressBar(
        t("chamber.import.progress"), id: "stand", value: done, of: total,
        amount: t("office.amount", ["done": t.number(done), "total": t.number(total)]))
      return
    }
    html.card(title: t("chamber.import.state.\(found.state.rawValue)")) { card in
      card.descriptionList(counts(model, t))
      if found.state == .done { card.buttonRow { leadOn(&$0, found.kind, t) } }
    }
  }

  private func counts(_ model: ImportModel, _ t: Texts) -> [DescriptionItem] {
    let report = model.report
    // What an officer accepts after the file was read will change what is stored.
    let undecided = model.isWaiting ? min(model.undecided, report.undecided) : report.undecided
    let counts = [
      ("lines", report.lines), ("added", report.added), ("changed", report.changed + report.undecided - undecided),
      ("unchanged", report.unchanged), ("undecided", undecided), ("refused", report.refused),
      ("warned", report.warningCount),
    ]
    let always = ["lines", "added", "changed", "unchanged", "refused"]
    let items = counts.filter { always.contains($0.0) || $0.1 > 0 }.map {
      DescriptionItem(t("chamber.import.\($0.0)"), t.number($0.1))
    }
    guard !report.unknownColumns.isEmpty else { return items }
    let names = report.unknownColumns.prefix(30).map { String($0.prefix(40)) }.joined(separator: ", ")
    return items + [DescriptionItem(t("chamber.import.unknownColumns"), names)]
  }

  private func leadOn(_ row: inout HTML, _ kind: String, _ t: Texts) {
    let imported =
      uploads.kind(kind)?.imported ?? ImportedPage("office.import", path: OfficePath.fileImport)
    row.buttonLink(t(imported.label), href: imported.path, .primary)
  }
}
