import Accounts
import Chronology
import Companies
import Database
import Registers
import Web

/// The list of apprenticeships (`Ausbildungsverhältnisse`) for the chosen function; apprentices see their own.
extension Apprenticeships {
  @Sendable func apprenticeshipList(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let function = acting.functions.first(where: { $0.key == acting.function?.key }) else { throw NotFound() }
    var list = apprenticeships(visit, isOwn: function.kind == .apprentice)
    var filter = ApprenticeshipFilter()
    filter.text = list.request.text
    filter.state = ApprenticeshipState(rawValue: list.request["stand"])
    switch function.kind {
    case .companyAdministrator, .companyMember: filter.company = function.subject
    case .instructor: filter.instructor = function.subject
    case .apprentice: filter.apprentice = function.subject
    default: return .redirect(function.path)
    }
    let day = visit.clock.day(of: visit.now)
    let (wanted, asked) = (filter, list)
    let (found, annexes) = try await database.read { connection in
      let found = try asked.find { try ApprenticeshipQueries.page(wanted, on: day, $0, in: connection) }
      return (found, try annexNotes(on: found.rows.map(\.id), for: function, visit, in: connection))
    }
    if function.kind == .apprentice, found.rows.count == 1, let only = found.rows.first {
      return .redirect(ApprenticeshipPath.apprenticeship(only.id))
    }
    list.columns += annexes.map { annex in
      ListColumn(annex.title) {
        annex.notes[$0.id]?.text ?? ""
      } cell: {
        $0.note(annex.notes[$1.id])
      }
    }
    let (title, shown) = (list.title, list)
    return visit.page(title) { page in
      page.pageHead(title, lead: function.title)
      page.list(shown, found)
      if [.companyAdministrator, .companyMember].contains(function.kind), visit.acting?.onBehalf == nil {
        page.linkList([Link(visit.t("training.branches.title"), ApprenticeshipPath.branches(of: function.subject))])
      }
    }
  }

  /// - Parameter isOwn: whether it is an apprentice's, who has few and need not search.
  private func apprenticeships(
    _ visit: Visit, isOwn: Bool
  ) -> ListPage<ListedApprenticeship, ApprenticeshipOrder> {
    let (t, clock) = (visit.t, visit.clock)
    let today = clock.day(of: visit.now)
    var list = ListPage<ListedApprenticeship, ApprenticeshipOrder>(
      visit, ApprenticeshipPath.start, title: t("training.menu.list"),
      search: isOwn ? nil : ListSearch(t("training.list.search"), hint: t("training.list.ownSearchHint")),
      filters: isOwn ? [] : [.state(t)]
    ) { $0.key(in: $1) }
    list.columns = [
      .heading(t("web.field.name")) {
        $0.name
      } href: {
        ApprenticeshipPath.apprenticeship($0.id)
      },
      ListColumn(t("training.field.number")) { $0.apprenticeNumber },
      ListColumn(t("training.field.occupation")) { $0.occupation },
      ListColumn(t("training.field.period")) { t.period($0.period) },
      .state(t, on: today),
      .badge(t("registers.field.account")) {
        t.words($0.access, clock)
      } kind: {
        $0.access.badge
      },
    ]
    list.empty = ListNothing(t("training.list.none"), t("training.list.noneText"))
    list.reset = t("training.list.reset")
    list.isDense = false
    return list
  }
}

extension ListFilter {
  /// The filter by state; shows running apprenticeships unless another state is chosen.
  package static func state(_ t: Texts) -> ListFilter {
    ListFilter(
      "stand", t("training.field.state"),
      ApprenticeshipState.allCases.map { Choice($0.rawValue, t("training.state.\($0.rawValue)")) }
        + [Choice("alle", t("training.state.all"))], standard: ApprenticeshipState.running.rawValue)
  }
}

extension ListColumn<ListedApprenticeship, ApprenticeshipOrder> {
  /// The column with the state.
  package static func state(_ t: Texts, on today: CalendarDate) -> ListColumn {
    ListColumn(t("training.field.state")) {
      t("training.state.\($0.period.state(on: today).rawValue)")
    } cell: {
      $0.badge($1.period.state(on: today), t)
    }
  }
}

extension Texts {
  /// Begin and end as plain dates.
  package func period(_ period: TrainingPeriod) -> String {
    self(
      "training.period",
      ["from": shortDate(period.startsOn), "until": shortDate(period.dissolvedOn ?? period.endsOn)])
  }
}

extension HTML {
  /// The badge with the state.
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
