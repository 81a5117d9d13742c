import Accounts
import Apprenticeships
import Chronology
import Database
import Office
import Registers
import Web
import Work

/// The register (Verzeichnis der Berufsausbildungsverhältnisse, Lehrlingsrolle): searched by name, number, company and
/// occupation, filtered by state and account, paged by key.
extension Chamber {
  private static let registerPageSize = 50

  @Sendable func registerList(_ visit: Visit) async throws -> Reply {
    var filter = ApprenticeshipFilter()
    filter.text = visit.query.trimmed("suche")
    filter.state = ApprenticeshipState(rawValue: visit.query.has("stand") ? visit.query["stand"] : "running")
    filter.access = PersonAccess.Kind(rawValue: visit.query["konto"])
    let wanted = filter
    let day = visit.clock.day(of: visit.now)
    let after = PageKey(visit.query["nach"])
    let found = try await database.read {
      try ApprenticeshipQueries.page(wanted, on: day, after: after, limit: Self.registerPageSize + 1, in: $0)
    }
    let t = visit.t
    let base =
      "/kammer/verzeichnis?suche=\(FormInput.encoded(filter.text))&stand=\(filter.state?.rawValue ?? "alle")"
      + "&konto=\(filter.access?.rawValue ?? "")"
    return visit.page(t("chamber.register.title")) { page in
      page.pageHead(t("chamber.register.title")) { actions in
        actions.buttonLink(t("chamber.import.title"), href: "/kammer/einlesen?art=apprenticeships", icon: .upload)
        actions.buttonLink(t("chamber.access.title"), href: "/kammer/zugaenge", icon: .envelope)
      }
      registerSearch(&page, t, wanted)
      if found.isEmpty {
        page.emptyState(title: t("chamber.register.none"), text: t("chamber.register.noneText"))
      } else {
        registerTable(&page, visit, Array(found.prefix(Self.registerPageSize)))
      }
      page.pagination(
        label: t("office.paging"), previous: after == nil ? nil : Link(t("office.first"), base),
        next: found.count > Self.registerPageSize
          ? Link(
            t("office.next"),
            "\(base)&nach=\(FormInput.encoded(found[Self.registerPageSize - 1].pageKey.text))")
          : nil)
    }
  }

  private func registerSearch(_ page: inout HTML, _ t: Texts, _ filter: ApprenticeshipFilter) {
    page.searchForm(
      action: "/kammer/verzeichnis", label: t("chamber.register.search"), submit: t("office.search"),
      reset: filter.text.isEmpty ? nil : Link(t("office.reset"), "/kammer/verzeichnis")
    ) { form in
      form.field(
        Field(
          "suche", t("chamber.register.search"), kind: .search, hint: t("training.list.searchHint"),
          value: filter.text, isRequired: false, width: .wide))
      form.selectField(
        Question("stand", t("training.field.state"), isRequired: false),
        ApprenticeshipState.allCases.map { Choice($0.rawValue, t("training.state.\($0.rawValue)")) }
          + [Choice("alle", t("training.state.all"))], selected: filter.state?.rawValue ?? "alle")
      form.selectField(
        Question("konto", t("training.field.account"), isRequired: false),
        ["none", "invited", "offered", "held"].map { Choice($0, t("chamber.register.account.\($0)")) },
        selected: filter.access?.rawValue ?? "", empty: t("training.state.all"))
    }
  }

  private func registerTable(_ page: inout HTML, _ visit: Visit, _ found: [ListedApprenticeship]) {
    let t = visit.t
    let today = visit.clock.day(of: visit.now)
    page.table(
      caption: t("chamber.register.title"),
      columns: [
        Column(t("accounts.field.name")), Column(t("training.field.number")), Column(t("training.field.company")),
        Column(t("training.field.occupation")), Column(t("training.field.period")), Column(t("training.field.state")),
        Column(t("training.field.account")),
      ]
    ) { rows in
      for one in found {
        rows.row { row in
          row.heading { $0.a(one.name, href: "/kammer/verzeichnis/\(one.id)") }
          row.cell(one.apprenticeNumber)
          row.cell(one.companyName)
          row.cell(one.occupation)
          row.cell(t.period(one.period))
          row.cell { $0.badge(one.period.state(on: today), t) }
          row.cell { $0.badge(one.access, t, visit.clock) }
        }
      }
    }
  }
}
