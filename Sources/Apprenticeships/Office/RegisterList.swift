import Accounts
import Chronology
import Database
import Office
import Registers
import Web

/// The officers' list of the register (Verzeichnis der Berufsausbildungsverhältnisse, Lehrlingsrolle): searched by
/// name, number, company and occupation, filtered by state and account, paged by key.
extension Apprenticeships {
  @Sendable func registerList(_ visit: Visit) async throws -> Reply {
    let t = visit.t
    let list = register(visit)
    var filter = ApprenticeshipFilter()
    filter.text = list.request.text
    filter.state = ApprenticeshipState(rawValue: list.request["stand"])
    filter.access = PersonAccess.Kind(rawValue: list.request["konto"])
    let wanted = filter
    let day = visit.clock.day(of: visit.now)
    if list.isFile {
      return try await list.download(from: database) { try ApprenticeshipQueries.page(wanted, on: day, $0, in: $1) }
    }
    let found = try await database.read { connection in
      try list.find {
        try ApprenticeshipQueries.page(wanted, on: day, $0, in: connection)
      } count: {
        try ApprenticeshipQueries.count(wanted, on: day, limit: $0, in: connection)
      }
    }
    return visit.page(list.title) { page in
      page.pageHead(list.title) { actions in
        actions.buttonLink(
          t("office.import"), href: "\(OfficePath.fileImport)?art=apprenticeships", icon: .upload)
        actions.buttonLink(t("registers.access.title"), href: RegisterPath.access, icon: .envelope)
      }
      page.list(list, found)
    }
  }

  private func register(_ visit: Visit) -> ListPage<ListedApprenticeship, ApprenticeshipOrder> {
    let (t, clock) = (visit.t, visit.clock)
    let today = clock.day(of: visit.now)
    var list = ListPage<ListedApprenticeship, ApprenticeshipOrder>(
      visit, ApprenticeshipPath.register, title: t("training.register.title"),
      search: ListSearch(t("training.register.search"), hint: t("training.list.searchHint")),
      filters: [
        .state(t),
        ListFilter(
          "konto", t("registers.field.account"),
          ["none", "invited", "offered", "held"].map { Choice($0, t("training.register.account.\($0)")) },
          all: t("training.state.all")),
      ]
    ) { $0.key(in: $1) }
    list.columns = [
      .heading(t("web.field.name"), by: .name) {
        $0.name
      } href: {
        "\(ApprenticeshipPath.register)/\($0.id)"
      },
      ListColumn(t("training.field.number"), by: .number) { $0.apprenticeNumber },
      ListColumn(t("training.field.company")) { $0.companyName },
      ListColumn(t("training.field.occupation")) { $0.occupation },
      ListColumn(t("training.field.period")) { t.period($0.period) },
      .state(t, on: today),
      .badge(t("registers.field.account")) {
        t.words($0.access, clock)
      } kind: {
        $0.access.badge
      },
    ]
    list.empty = ListNothing(t("training.register.none"), t("training.register.noneText"))
    list.countKey = "training.register.count"
    list.fileCode = "apprenticeships"
    return list
  }
}
