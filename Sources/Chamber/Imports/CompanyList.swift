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
  private static let pageSize = 50

  @Sendable func companyList(_ visit: Visit) async throws -> Reply {
    let search = visit.query.trimmed("suche")
    let showsAll = visit.query["zeigen"] == "alle"
    let words = Self.words(of: search)
    let day = showsAll ? nil : visit.clock.day(of: visit.now)
    let after = PageKey(visit.query["nach"])
    let found = try await database.read {
      try CompanyQueries.page(words: words, activeOn: day, after: after, limit: Self.pageSize + 1, in: $0)
    }
    let t = visit.t
    let base = "/kammer/betriebe?suche=\(FormInput.encoded(search))&zeigen=\(showsAll ? "alle" : "aktive")"
    return visit.page(t("chamber.companies.title")) { page in
      page.pageHead(t("chamber.companies.title")) { actions in
        actions.buttonLink(t("chamber.import.title"), href: "/kammer/einlesen", icon: .upload)
      }
      companySearch(&page, t, search: search, showsAll: showsAll)
      if found.isEmpty {
        page.emptyState(title: t("chamber.companies.none"), text: t("chamber.companies.noneText"))
      } else {
        companyTable(&page, visit, Array(found.prefix(Self.pageSize)))
      }
      page.pagination(
        label: t("office.paging"),
        previous: after == nil ? nil : Link(t("office.first"), base),
        next: found.count > Self.pageSize
          ? Link(t("office.next"), "\(base)&nach=\(FormInput.encoded(found[Self.pageSize - 1].pageKey.text))")
          : nil)
    }
  }

  /// The words to look for. What has only digits and separators is a number, which is stored without separators.
  private static func words(of search: String) -> [String] {
    let isNumber = search.contains(where: \.isNumber) && search.allSatisfy { $0.isNumber || " .-/".contains($0) }
    return isNumber ? [SortKey.make(NumberKey.folded(search))] : SortKey.queryWords(search)
  }

  private func companySearch(_ page: inout HTML, _ t: Texts, search: String, showsAll: Bool) {
    page.searchForm(
      action: "/kammer/betriebe", label: t("chamber.companies.search"), submit: t("office.search"),
      reset: search.isEmpty ? nil : Link(t("office.reset"), "/kammer/betriebe")
    ) { form in
      form.field(
        Field(
          "suche", t("chamber.companies.search"), kind: .search, hint: t("chamber.companies.searchHint"), value: search,
          isRequired: false, width: .wide))
      form.selectField(
        Question("zeigen", t("chamber.companies.show"), isRequired: false),
        [Choice("aktive", t("chamber.companies.active")), Choice("alle", t("chamber.companies.all"))],
        selected: showsAll ? "alle" : "aktive")
    }
  }

  private func companyTable(_ page: inout HTML, _ visit: Visit, _ companies: [Company]) {
    let t = visit.t
    let today = visit.clock.day(of: visit.now)
    page.table(
      caption: t("chamber.companies.title"),
      columns: [
        Column(t("companies.field.number")), Column(t("accounts.field.name")), Column(t("chamber.companies.place")),
        Column(t("chamber.companies.state")),
      ]
    ) { rows in
      for company in companies {
        rows.row { row in
          row.cell(company.number)
          row.heading { $0.a(company.name, href: "/kammer/betriebe/\(company.id)") }
          row.cell("\(company.postcode) \(company.place)")
          row.cell { cell in
            if company.isActive(on: today) {
              cell.badge(t("chamber.companies.isActive"), .good)
            } else {
              cell.badge(t("chamber.companies.isClosed"))
            }
          }
        }
      }
    }
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
        documents: try OfficeQueries.page(for: [Addressee(.company, id)], before: nil, limit: 10, in: connection),
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
