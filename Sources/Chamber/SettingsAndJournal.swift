import Accounts
import Chronology
import Database
import Journal
import Office
import Registers
import Settings
import Web

/// Chamber settings and the audit log in the back office.
extension Chamber {
  @Sendable func settingsPage(_ visit: Visit) async throws -> Reply {
    try await settingsPage(visit, FieldErrors())
  }

  private func settingsPage(_ visit: Visit, _ errors: FieldErrors) async throws -> Reply {
    let t = visit.t
    let (proposal, agreement) = try await database.read { connection in
      (
        try FourEyesQueries.proposal(.fourEyesOff, 0, in: connection),
        try FourEyesQueries.agreement(.fourEyesOff, 0, in: connection)
      )
    }
    return visit.formPage(t("chamber.settings.title"), errors) { page in
      page.pageHead(t("chamber.settings.title"), lead: t("chamber.settings.lead"))
      if let proposal {
        let key = OfficeSettings.fourEyes.key
        let sent = [(name: "schluessel", value: key), (name: key, value: "false"), (name: "vorher", value: "true")]
        page.proposalCard(ProposalCard(proposal, action: ChamberPath.settings, fields: sent), for: visit)
      }
      for area in areasWithSettings {
        let isOpen = area == visit.query["bereich"] || errors.list.contains { $0.field.hasPrefix("\(area).") }
        page.details(t("chamber.settings.area.\(area)"), isOpen: isOpen) { part in
          for declaration in declarations where declaration.area == area {
            part.card { card in
              settingForm(&card, visit, declaration, errors)
              if declaration.key == OfficeSettings.fourEyes.key { card.agreement(agreement, for: visit) }
            }
          }
        }
      }
    }
  }

  /// The areas with settings, in the order of their first declaration.
  private var areasWithSettings: [String] {
    declarations.map(\.area).reduce(into: []) { areas, area in
      if !areas.contains(area) { areas.append(area) }
    }
  }

  private func settingForm(
    _ card: inout HTML, _ visit: Visit, _ declaration: SettingDeclaration, _ errors: FieldErrors
  ) {
    card.form(action: ChamberPath.settings, token: visit.formToken, .class("form")) { form in
      form.void("input", [.type("hidden"), .name("schluessel"), .value(declaration.key)])
      form.hiddenRevision("vorher", settings.text(of: declaration), of: ("schluessel", declaration.key))
      settingField(&form, visit, declaration, errors)
      form.buttonRow { $0.submitButton(visit.t("chamber.settings.save"), .quiet) }
    }
  }

  private func settingField(
    _ form: inout HTML, _ visit: Visit, _ declaration: SettingDeclaration, _ errors: FieldErrors
  ) {
    let t = visit.t
    let name = declaration.key
    let label = t("setting.\(name).name")
    let hint = t("setting.\(name).meaning") + range(declaration, t)
    let value = settings.text(of: declaration)
    let error = errors[name]
    switch declaration.rule {
    case .number:
      form.field(Field(name, label, kind: .number, hint: hint, value: value, error: error, width: .short))
    case .text:
      form.field(Field(name, label, hint: hint, value: value, error: error, isRequired: false))
    case .choice(let choices):
      form.selectField(
        Question(name, label, hint: hint, error: error),
        choices.map { choice in
          let key = "setting.\(name).choice.\(choice)"
          return Choice(choice, t.has(key) ? t(key) : choice)
        }, selected: value)
    case .date:
      form.field(
        Field(
          name, label, hint: "\(hint) \(t("chamber.settings.dateHint"))", value: dateText(value, t), error: error,
          width: .short))
    case .flag:
      form.radios(
        Question(name, label, hint: hint, error: error),
        [Choice("true", t("chamber.settings.yes")), Choice("false", t("chamber.settings.no"))], selected: value)
    }
  }

  /// A date in the form that people type; `TypedDate` reads both.
  private func dateText(_ value: String, _ t: Texts) -> String {
    guard let date = CalendarDate(value) else { return value }
    return t.language == .german ? t.shortDate(date) : date.description
  }

  private func range(_ declaration: SettingDeclaration, _ t: Texts) -> String {
    guard case .number(let range) = declaration.rule else { return "" }
    return " "
      + t(
        "chamber.settings.range",
        [
          "from": t.number(range.lowerBound), "to": t.number(range.upperBound), "default": declaration.fallback,
        ])
  }

  @Sendable func changeSetting(_ visit: Visit) async throws -> Reply {
    let (key, t) = (visit.form["schluessel"], visit.t)
    guard let declaration = declarations.first(where: { $0.key == key }) else { throw NotFound() }
    let value = visit.form.trimmed(key)
    let (path, name) = (ChamberPath.settings(of: declaration.area), t("setting.\(key).name"))
    let change = SettingChange(
      declaration, to: value, seen: visit.form.has("vorher") ? visit.form["vorher"] : nil,
      agreeingTo: visit.seenProposal)
    switch try await apply(change, by: visit.signedIn(), cause: visit.cause) {
    case .changed: return visit.redirect(to: path, flash: .chamberSettingsSaved, ["name": name])
    case .waiting: return visit.redirect(to: path, flash: .officeFourEyesWaiting, ["name": name])
    case .notAllowed:
      let values = ["name": name, "value": value, "range": range(declaration, t)]
      return try await settingsPage(visit, FieldErrors(key, t("chamber.settings.outOfRange", values)))
    case .stale(let current):
      return try await settingsPage(
        visit, FieldErrors(key, t("chamber.settings.stale", ["yours": value, "current": current])))
    }
  }

  @Sendable func journalPage(_ visit: Visit) async throws -> Reply {
    let t = visit.t
    let kinds = office.vocabulary.filters.sorted()
    var list = ListPage<LogLine, NewestFirst>(
      visit, ChamberPath.log, title: t("office.log.title"),
      filters: [
        ListFilter(
          "ereignis", t("office.log.filter"), kinds.map { Choice($0, t("office.log.kind.\($0)")) },
          all: t("office.log.all")
        ) { event in kinds.contains { event.hasPrefix("\($0).") } }
      ]
    ) { line, _ in ListKey(line.recorded.id) }
    list.columns = OfficersLog.columns(for: visit, namesSubject: true)
    list.empty = ListNothing(t("office.log.title"), t("office.log.none"))
    list.fileCode = "journal"
    let asked = list
    if asked.isFile { return try await asked.download(from: database) { try lines(asked, $0, in: $1) } }
    let found = try await database.read { connection in try asked.find { try lines(asked, $0, in: connection) } }
    return visit.page(asked.title) { page in
      page.pageHead(asked.title, lead: t("office.log.lead"))
      page.list(asked, found)
    }
  }

  private func lines(
    _ list: ListPage<LogLine, NewestFirst>, _ slice: ListSlice<NewestFirst>, in connection: any Connection
  ) throws -> [LogLine] {
    let entries = try Journal.page(
      event: list.request["ereignis"], newestFirst: slice.isDescending, after: slice.after?.id, limit: slice.limit,
      in: connection)
    return try office.log(of: entries, in: connection).named
  }
}
