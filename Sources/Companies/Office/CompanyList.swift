import Accounts
import Chronology
import Database
import Office
import Web
import Work

/// The officers' list of companies, searched by beginnings of words and numbers, paged by key.
extension Companies {
  @Sendable func companyList(_ visit: Visit) async throws -> Reply {
    let t = visit.t
    let list = companies(visit)
    let showsAll = list.request["zeigen"] == "alle"
    let filter = CompanyFilter(
      words: Self.words(of: list.request.text), activeOn: showsAll ? nil : visit.clock.day(of: visit.now))
    if list.isFile { return try await list.download(from: database) { try CompanyQueries.page(filter, $0, in: $1) } }
    let found = try await database.read { connection in
      try list.find {
        try CompanyQueries.page(filter, $0, in: connection)
      } count: {
        try CompanyQueries.count(filter, limit: $0, in: connection)
      }
    }
    return visit.page(list.title) { page in
      page.pageHead(list.title) { actions in
        actions.buttonLink(t("office.import"), href: OfficePath.fileImport, icon: .upload)
      }
      page.list(list, found)
    }
  }

  /// The words to search for. Digits and separators alone are a number, which is stored without separators.
  private static func words(of search: String) -> [String] {
    let isNumber = search.contains(where: \.isNumber) && search.allSatisfy { $0.isNumber || " .-/".contains($0) }
    return isNumber ? [SortKey.make(NumberKey.folded(search))] : SortKey.queryWords(search)
  }

  private func companies(_ visit: Visit) -> ListPage<Company, CompanyOrder> {
    let t = visit.t
    let today = visit.clock.day(of: visit.now)
    var list = ListPage<Company, CompanyOrder>(
      visit, CompanyPath.officeStart, title: t("companies.office.title"),
      search: ListSearch(t("companies.office.search"), hint: t("companies.office.searchHint")),
      filters: [
        ListFilter(
          "zeigen", t("companies.office.show"),
          [Choice("aktive", t("companies.office.active")), Choice("alle", t("companies.office.all"))],
          standard: "aktive")
      ]
    ) { $0.key(in: $1) }
    list.columns = [
      ListColumn(t("companies.field.number"), by: .number) { $0.number },
      .heading(t("web.field.name"), by: .name) {
        $0.name
      } href: {
        CompanyPath.office($0.id)
      },
      ListColumn(t("companies.office.place")) { "\($0.postcode) \($0.place)" },
      .badge(t("companies.office.state")) {
        t($0.isActive(on: today) ? "companies.office.isActive" : "companies.office.isClosed")
      } kind: {
        $0.isActive(on: today) ? .good : .neutral
      },
    ]
    list.empty = ListNothing(t("companies.office.none"), t("companies.office.noneText"))
    list.countKey = "companies.office.count"
    list.fileCode = "companies"
    return list
  }
}
