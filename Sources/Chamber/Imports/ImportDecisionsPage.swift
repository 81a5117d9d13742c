import Accounts
import Database
import Journal
import Web
import Work

/// The page for conflicts of an import that need an officer's decision: a number that now means somebody else, an
/// access that ends. It shows the stored data beside the file's; the officer decides line by line or for a whole kind.
extension Chamber {
  private static let shownConflicts = 100

  func conflictCards(_ page: inout HTML, _ visit: Visit, _ model: ImportModel) {
    guard model.isWaiting, !model.report.conflicts.isEmpty else { return }
    let t = visit.t
    page.alert(.wait, title: t.counted("chamber.import.undecidedLeft", model.undecided)) {
      $0.p(t("chamber.import.conflictText"))
    }
    for kind in ImportConflict.Kind.allCases {
      let conflicts = model.report.conflicts.filter { $0.kind == kind }
      guard !conflicts.isEmpty else { continue }
      conflictCard(&page, visit, model, conflicts, of: kind)
    }
    guard !model.accepted.isEmpty else { return }
    page.postButton(
      action: "\(model.path)/zuruecknehmen", label: t("chamber.import.withdraw"), token: visit.formToken)
  }

  private func conflictCard(
    _ page: inout HTML, _ visit: Visit, _ model: ImportModel, _ conflicts: [ImportConflict],
    of kind: ImportConflict.Kind
  ) {
    let t = visit.t
    let open = conflicts.filter { !model.accepted.contains($0.id) }
    page.card(title: t("chamber.import.conflict.\(kind.rawValue)", ["count": t.number(conflicts.count)])) { card in
      card.p(t("chamber.import.conflictText.\(kind.rawValue)"))
      card.form(action: "\(model.path)/entscheiden", token: visit.formToken, .class("form")) { form in
        if conflicts.count > Self.shownConflicts {
          form.p(
            t("chamber.import.firstOf", ["shown": t.number(Self.shownConflicts), "count": t.number(conflicts.count)]),
            .class("muted"))
        }
        conflictTable(&form, model, Array(conflicts.prefix(Self.shownConflicts)), of: kind, t)
        guard !open.isEmpty else { return }
        form.buttonRow { row in
          row.submitButton(t("chamber.import.acceptChosen"))
          guard !kind.isSomebodyElse, open.count > 1 else { return }
          row.submitButton(
            t("chamber.import.acceptAll.\(kind.rawValue)", ["count": t.number(open.count)]), .quiet, name: "alle",
            value: kind.rawValue)
        }
      }
    }
  }

  private func conflictTable(
    _ form: inout HTML, _ model: ImportModel, _ conflicts: [ImportConflict], of kind: ImportConflict.Kind, _ t: Texts
  ) {
    form.table(
      caption: t("chamber.import.conflict.\(kind.rawValue)", ["count": t.number(conflicts.count)]),
      columns: [
        Column(t("chamber.import.line"), .number), Column(t("chamber.import.number")),
        Column(t("chamber.import.before")), Column(t("chamber.import.after")), Column(t("chamber.import.decision")),
      ]
    ) { rows in
      for conflict in conflicts {
        rows.row { row in
          row.cell(String(conflict.line))
          row.heading(importValue(conflict.subject, t))
          row.cell { side(&$0, conflict.before, beside: conflict.after, t) }
          row.cell { side(&$0, conflict.after, beside: conflict.before, t) }
          row.cell { cell in
            if model.accepted.contains(conflict.id) { return cell.badge(t("chamber.import.accepted"), .good) }
            let name = kind.isSomebodyElse || kind == .twin ? kind.rawValue : "line"
            cell.checkbox(
              Question(
                "uebernehmen-\(conflict.id)",
                t("chamber.import.accept.\(name)", ["line": String(conflict.line)]), isRequired: false))
          }
        }
      }
    }
  }

  /// One side of the comparison, with the differences emphasised.
  private func side(_ cell: inout HTML, _ values: [ImportedValue], beside others: [ImportedValue], _ t: Texts) {
    let naming: Set<String> = ["vorname", "nachname", "geburtsdatum", "name", "ort", "betriebsnummer"]
    for value in values {
      let isOther = others.first { $0.column == value.column }?.value ?? "" != value.value
      guard isOther || (naming.contains(value.column) && !value.value.isEmpty) else { continue }
      cell.p { line in
        line.text("\(value.column): ")
        if isOther {
          line.element("strong", text: importValue(value.value, t))
        } else {
          line.text(importValue(value.value, t))
        }
      }
    }
  }

  @Sendable func decideImport(_ visit: Visit) async throws -> Reply {
    let model = try await importModel(visit)
    let chosen = model.report.conflicts.map(\.id).filter { visit.form.has("uebernehmen-\($0)") }
    let count = try await acceptConflicts(
      Set(chosen), allOf: ImportConflict.Kind(rawValue: visit.form["alle"]), of: model.found.id, by: visit.signedIn(),
      cause: visit.cause)
    return visit.redirect(to: model.path, flash: .chamberImportDecided, ["count": visit.t.number(count)])
  }

  @Sendable func withdrawDecisions(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("import") else { throw NotFound() }
    try await withdrawDecisions(on: id, by: visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: ChamberPath.uploadedImport(id), flash: .chamberImportWithdrawn)
  }
}
