import Accounts
import Chronology
import Companies
import Database
import Registers
import Web
import Work

/// `Ausbildungsverhältnisse`: what the chosen function has to do with; an apprentice sees the own ones.
extension Apprenticeships {
  private static let pageSize = 50

  @Sendable func apprenticeshipList(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let function = acting.functions.first(where: { $0.key == acting.function?.key }) else { throw NotFound() }
    var filter = ApprenticeshipFilter()
    filter.text = visit.query.trimmed("suche")
    filter.state = visit.query.has("stand") ? ApprenticeshipState(rawValue: visit.query["stand"]) : .running
    switch function.kind {
    case .companyAdministrator, .companyMember: filter.company = function.subject
    case .instructor: filter.instructor = function.subject
    case .apprentice:
      filter.apprentice = function.subject
      filter.state = nil
    default: return .redirect(function.path)
    }
    let day = visit.clock.day(of: visit.now)
    let wanted = filter
    let after = PageKey(visit.query["nach"])
    let (found, notes) = try await database.read { connection in
      let found = try ApprenticeshipQueries.page(
        wanted, on: day, after: after, limit: Self.pageSize + 1, in: connection)
      return (found, try annexNotes(on: found.map(\.id), for: function, visit, in: connection))
    }
    if function.kind == .apprentice, found.count == 1, let only = found.first {
      return .redirect("/ausbildungsverhaeltnisse/\(only.id)")
    }
    return listPage(visit, function, wanted, found, notes, after: after)
  }

  private func listPage(
    _ visit: Visit, _ function: PortalFunction, _ filter: ApprenticeshipFilter, _ found: [ListedApprenticeship],
    _ notes: [AnnexNotes], after: PageKey?
  ) -> Reply {
    let t = visit.t
    let base =
      "/ausbildungsverhaeltnisse?suche=\(FormInput.encoded(filter.text))&stand=\(filter.state?.rawValue ?? "alle")"
    return visit.page(t("training.menu.list")) { page in
      page.pageHead(t("training.menu.list"), lead: function.title)
      if function.kind != .apprentice { search(&page, t, filter) }
      if found.isEmpty {
        page.emptyState(title: t("training.list.none"), text: t("training.list.noneText"))
      } else {
        table(&page, visit, Array(found.prefix(Self.pageSize)), notes)
      }
      if [.companyAdministrator, .companyMember].contains(function.kind), visit.acting?.onBehalf == nil {
        page.linkList([Link(t("training.branches.title"), "/betriebe/\(function.subject)/filialen")])
      }
      page.pagination(
        label: t("training.list.paging"), previous: after == nil ? nil : Link(t("training.list.first"), base),
        next: found.count > Self.pageSize
          ? Link(
            t("training.list.next"),
            "\(base)&nach=\(FormInput.encoded(found[Self.pageSize - 1].pageKey.text))")
          : nil)
    }
  }

  private func search(_ page: inout HTML, _ t: Texts, _ filter: ApprenticeshipFilter) {
    page.searchForm(
      action: "/ausbildungsverhaeltnisse", label: t("training.list.search"), submit: t("training.list.submit"),
      reset: filter.text.isEmpty ? nil : Link(t("training.list.reset"), "/ausbildungsverhaeltnisse")
    ) { form in
      form.field(
        Field(
          "suche", t("training.list.search"), kind: .search, hint: t("training.list.ownSearchHint"), value: filter.text,
          isRequired: false, width: .wide))
      form.selectField(
        Question("stand", t("training.field.state"), isRequired: false),
        ApprenticeshipState.allCases.map { Choice($0.rawValue, t("training.state.\($0.rawValue)")) }
          + [Choice("alle", t("training.state.all"))], selected: filter.state?.rawValue ?? "alle")
    }
  }

  private func table(
    _ page: inout HTML, _ visit: Visit, _ found: [ListedApprenticeship], _ annexes: [AnnexNotes]
  ) {
    let t = visit.t
    let today = visit.clock.day(of: visit.now)
    page.table(
      caption: t("training.menu.list"),
      columns: [
        Column(t("accounts.field.name")), Column(t("training.field.number")), Column(t("training.field.occupation")),
        Column(t("training.field.period")), Column(t("training.field.state")), Column(t("training.field.account")),
      ] + annexes.map { Column($0.title) }
    ) { rows in
      for one in found {
        rows.row { row in
          row.heading { $0.a(one.name, href: "/ausbildungsverhaeltnisse/\(one.id)") }
          row.cell(one.apprenticeNumber)
          row.cell(one.occupation)
          row.cell(t.period(one.period))
          row.cell { $0.badge(one.period.state(on: today), t) }
          row.cell { $0.badge(one.access, t, visit.clock) }
          for annex in annexes { row.cell { $0.note(annex.notes[one.id]) } }
        }
      }
    }
  }
}

extension Texts {
  /// Begin and end, both with the dots of plain dates.
  package func period(_ period: TrainingPeriod) -> String {
    self(
      "training.period",
      ["from": shortDate(period.startsOn), "until": shortDate(period.dissolvedOn ?? period.endsOn)])
  }
}

extension HTML {
  /// Where an apprenticeship stands.
  package mutating func badge(_ state: ApprenticeshipState, _ t: Texts) {
    let kind: BadgeKind =
      switch state {
      case .upcoming: .info
      case .running: .good
      case .ended, .dissolved: .neutral
      }
    badge(t("training.state.\(state.rawValue)"), kind)
  }
}
