import Accounts
import Database
import Journal
import Web
import Work

/// What a file may not do by itself: a number that means somebody else, an access that ends. An officer sees what is stored
/// beside what the file says, and decides line by line or for all of a kind.
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
      conflictCard(&page, visit, model, kind, conflicts)
    }
    guard !model.accepted.isEmpty else { return }
    page.postButton(
      action: "\(model.path)/zuruecknehmen", label: t("chamber.import.withdraw"), token: visit.formToken)
  }

  private func conflictCard(
    _ page: inout HTML, _ visit: Visit, _ model: ImportModel, _ kind: ImportConflict.Kind,
    _ conflicts: [ImportConflict]
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
        conflictTable(&form, model, kind, Array(conflicts.prefix(Self.shownConflicts)), t)
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
    _ form: inout HTML, _ model: ImportModel, _ kind: ImportConflict.Kind, _ conflicts: [ImportConflict], _ t: Texts
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

  /// Who it is, and what differs; the differences stand out.
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
    let officer = try visit.signedIn().account.id
    let model = try await importModel(visit)
    let all = ImportConflict.Kind(rawValue: visit.form["alle"])
    let chosen = model.report.conflicts.filter { conflict in
      visit.form.has("uebernehmen-\(conflict.id)") || (conflict.kind == all && !conflict.kind.isSomebodyElse)
    }
    guard !chosen.isEmpty else {
      throw Refusal(
        "chamber.import.noneChosen",
        nextStep: ("chamber.import.back", model.path))
    }
    let count = try await database.write { connection in
      let new = try ImportDecisionQueries.accept(
        chosen, of: model.found.id, by: officer, now: visit.now, in: connection)
      for conflict in new { try noteDecision(conflict, model.found, visit, in: connection) }
      return new.count
    }
    guard count > 0 else { throw nothingDecided(visit, model.path) }
    return visit.redirect(to: model.path, flash: "chamber.import.decided", ["count": visit.t.number(count)])
  }

  /// A colleague decided before, or the file is read in already.
  private func nothingDecided(_ visit: Visit, _ path: String) -> Refusal {
    Refusal(
      "chamber.import.nothingDecided",
      nextStep: ("chamber.import.back", path))
  }

  private func noteDecision(
    _ conflict: ImportConflict, _ found: UploadedImport, _ visit: Visit, in connection: any Connection
  ) throws {
    let changed = conflict.changes
    let details = [
      "kind": visit.t("chamber.import.decidedKind.\(conflict.kind.rawValue)"), "number": conflict.subject,
      "line": String(conflict.line), "before": changed.map { "\($0.column): \($0.before)" }.joined(separator: ", "),
      "after": changed.map { "\($0.column): \($0.after)" }.joined(separator: ", "),
    ]
    try record("import.decided", .init("import", found.id), visit, details, in: connection)
  }

  @Sendable func withdrawDecisions(_ visit: Visit) async throws -> Reply {
    let model = try await importModel(visit)
    let count = try await database.write { connection in
      let count = try ImportDecisionQueries.withdraw(of: model.found.id, in: connection)
      guard count > 0 else { return 0 }
      try record(
        "import.withdrawn", .init("import", model.found.id), visit, ["count": String(count)], in: connection)
      return count
    }
    guard count > 0 else { throw nothingDecided(visit, model.path) }
    return visit.redirect(to: model.path, flash: "chamber.import.withdrawn")
  }
}
