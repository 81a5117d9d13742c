import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Documents
import Journal
import Office
import Web
import Work

/// The chamber's companies: found by the beginnings of words and numbers, paged by key.
extension Chamber {
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
        actions.buttonLink(t("chamber.import.title"), href: "/kammer/einlesen", icon: .upload)
      }
      page.list(list, found)
    }
  }

  /// The words to look for. What has only digits and separators is a number, which is stored without separators.
  private static func words(of search: String) -> [String] {
    let isNumber = search.contains(where: \.isNumber) && search.allSatisfy { $0.isNumber || " .-/".contains($0) }
    return isNumber ? [SortKey.make(NumberKey.folded(search))] : SortKey.queryWords(search)
  }

  private func companies(_ visit: Visit) -> ListPage<Company, CompanyOrder> {
    let t = visit.t
    let today = visit.clock.day(of: visit.now)
    var list = ListPage<Company, CompanyOrder>(
      visit, "/kammer/betriebe", title: t("chamber.companies.title"),
      search: ListSearch(t("chamber.companies.search"), hint: t("chamber.companies.searchHint")),
      filters: [
        ListFilter(
          "zeigen", t("chamber.companies.show"),
          [Choice("aktive", t("chamber.companies.active")), Choice("alle", t("chamber.companies.all"))],
          standard: "aktive")
      ]
    ) { $0.key(in: $1) }
    list.columns = [
      ListColumn(t("companies.field.number"), by: .number) { $0.number },
      .heading(t("accounts.field.name"), by: .name) {
        $0.name
      } href: {
        "/kammer/betriebe/\($0.id)"
      },
      ListColumn(t("chamber.companies.place")) { "\($0.postcode) \($0.place)" },
      .badge(t("chamber.companies.state")) {
        t($0.isActive(on: today) ? "chamber.companies.isActive" : "chamber.companies.isClosed")
      } kind: {
        $0.isActive(on: today) ? .good : .neutral
      },
    ]
    list.empty = ListNothing(t("chamber.companies.none"), t("chamber.companies.noneText"))
    list.countKey = "chamber.companies.count"
    list.fileCode = "companies"
    return list
  }

  // MARK: One company

  @Sendable func companyDetail(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("company") else { throw NotFound() }
    let day = visit.clock.day(of: visit.now)
    let model = try await database.read { connection -> CompanyDetail? in
      guard let company = try CompanyQueries.company(id, in: connection) else { return nil }
      return CompanyDetail(
        company: company, members: try MemberQueries.members(of: id, on: day, in: connection),
        pins: try PINQueries.pins(of: id, in: connection),
        branches: try CompanyQueries.branches(of: id, in: connection),
        reached: try BranchAccessQueries.branches(of: id, in: connection),
        instructors: try InstructorQueries.instructors(of: id, on: day, in: connection),
        documents: try OfficeQueries.page(for: [Addressee(.company, id)], .first(10), in: connection),
        entries: try office.log(about: .init("company", id), in: connection))
    }
    guard let model else { throw NotFound() }
    return companyDetailPage(visit, model)
  }

  @Sendable func revokePINs(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("company") else { throw NotFound() }
    let count = try await database.write { connection in
      guard try CompanyQueries.company(id, in: connection) != nil else { throw NotFound() }
      let count = try PINQueries.revokeAll(of: id, in: connection)
      try record("company.pins.revoked", .init("company", id), visit, ["count": String(count)], in: connection)
      return count
    }
    return visit.redirect(to: "/kammer/betriebe/\(id)", flash: "chamber.pins.revoked", ["count": String(count)])
  }
}

struct CompanyDetail: Sendable {
  let company: Company
  let members: [ListedMember]
  let pins: [StoredPIN]
  let branches: [Company]
  /// Those that this head office reaches.
  let reached: Set<Int64>
  let instructors: [Instructor]
  let documents: [ReceivedDocument]
  let entries: OfficersLog
}
