import Accounts
import Chronology
import Database
import Office
import Registers
import Web
import Work

/// The lists of examiners and of exam participants: searched by name and number, paged by key.
extension Exams {
  private static let examPageSize = 50

  /// The pages of officers.
  func addOfficeRoutes(to routes: inout Routes) {
    routes.get("/kammer/pruefungen", .officer(.training)) { _ in .redirect(ExamRole.examiner.officePath) }
    for role in ExamRole.allCases {
      routes.get(role.officePath, .officer(.training)) { try await examPersonList($0, role) }
    }
  }

  private func examPersonList(_ visit: Visit, _ role: ExamRole) async throws -> Reply {
    let search = visit.query.trimmed("suche")
    let after = PageKey(visit.query["nach"])
    let found = try await database.read {
      try ExamPersonQueries.page(role, matching: search, after: after, limit: Self.examPageSize + 1, in: $0)
    }
    let t = visit.t
    let base = "\(role.officePath)?suche=\(FormInput.encoded(search))"
    return visit.page(t("exams.office.\(role.rawValue)")) { page in
      examListHead(&page, t, role, search)
      if found.isEmpty {
        page.emptyState(title: t("chamber.register.none"), text: t("exams.list.noneText"))
      } else {
        examPersonTable(&page, visit, role, Array(found.prefix(Self.examPageSize)))
      }
      page.pagination(
        label: t("office.paging"), previous: after == nil ? nil : Link(t("office.first"), base),
        next: found.count > Self.examPageSize
          ? Link(
            t("office.next"),
            "\(base)&nach=\(FormInput.encoded(found[Self.examPageSize - 1].pageKey.text))")
          : nil)
    }
  }

  private func examListHead(_ page: inout HTML, _ t: Texts, _ role: ExamRole, _ search: String) {
    page.pageHead(t("exams.office.\(role.rawValue)")) { actions in
      for other in ExamRole.allCases where other != role {
        actions.buttonLink(t("exams.office.\(other.rawValue)"), href: other.officePath, icon: .person)
      }
      actions.buttonLink(
        t("chamber.import.title"), href: "/kammer/einlesen?art=\(role.importKind)", icon: .upload)
    }
    page.searchForm(
      action: role.officePath, label: t("exams.office.\(role.rawValue)"), submit: t("office.search"),
      reset: search.isEmpty ? nil : Link(t("office.reset"), role.officePath)
    ) { form in
      form.field(
        Field(
          "suche", t("office.search"), kind: .search, hint: t("exams.list.searchHint"), value: search,
          isRequired: false, width: .wide))
    }
  }

  private func examPersonTable(
    _ page: inout HTML, _ visit: Visit, _ role: ExamRole, _ found: [ExamPerson]
  ) {
    let t = visit.t
    page.table(
      caption: t("exams.office.\(role.rawValue)"),
      columns: [
        Column(t("accounts.field.name")), Column(t("exams.number.\(role.rawValue)")),
        Column(t("exams.list.assignment.\(role.rawValue)")), Column(t("exams.lastDay.\(role.rawValue)")),
        Column(t("training.field.account")),
      ]
    ) { rows in
      for one in found {
        rows.row { row in
          row.heading { $0.a(one.name, href: "\(role.officePath)/\(one.id)") }
          row.cell(one.number)
          row.cell(one.assignment)
          row.cell(one.lastDay.map(t.shortDate) ?? "–")
          row.cell { $0.badge(one.access, t, visit.clock) }
        }
      }
    }
  }
}
