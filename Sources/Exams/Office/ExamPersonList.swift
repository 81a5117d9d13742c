import Accounts
import Chronology
import Database
import Office
import Registers
import Web
import Work

/// The officers' lists of examiners and exam participants: search by name and number, key paging.
extension Exams {
  /// The officers' pages.
  func addOfficeRoutes(to routes: inout Routes) {
    routes.get("/kammer/pruefungen", .officer(.training)) { _ in .redirect(ExamRole.examiner.officePath) }
    for role in ExamRole.allCases {
      routes.get(role.officePath, .officer(.training)) { try await examPersonList($0, role) }
    }
  }

  private func examPersonList(_ visit: Visit, _ role: ExamRole) async throws -> Reply {
    let t = visit.t
    let list = examPersons(visit, role)
    let text = list.request.text
    if list.isFile {
      return try await list.download(from: database) { try ExamPersonQueries.page(role, matching: text, $0, in: $1) }
    }
    let found = try await database.read { connection in
      try list.find {
        try ExamPersonQueries.page(role, matching: text, $0, in: connection)
      } count: {
        try ExamPersonQueries.count(role, matching: text, limit: $0, in: connection)
      }
    }
    return visit.page(list.title) { page in
      page.pageHead(list.title) { actions in
        for other in ExamRole.allCases where other != role {
          actions.buttonLink(t("exams.office.\(other.rawValue)"), href: other.officePath, icon: .person)
        }
        actions.buttonLink(
          t("office.import"), href: "\(OfficePath.fileImport)?art=\(role.importKind)", icon: .upload)
      }
      page.list(list, found)
    }
  }

  private func examPersons(_ visit: Visit, _ role: ExamRole) -> ListPage<ExamPerson, ExamPersonOrder> {
    let (t, clock) = (visit.t, visit.clock)
    var list = ListPage<ExamPerson, ExamPersonOrder>(
      visit, role.officePath, title: t("exams.office.\(role.rawValue)"),
      search: ListSearch(t("office.search"), hint: t("exams.list.searchHint"))
    ) { $0.key(in: $1) }
    list.columns = [
      .heading(t("web.field.name"), by: .name) {
        $0.name
      } href: {
        "\(role.officePath)/\($0.id)"
      },
      ListColumn(t("exams.number.\(role.rawValue)"), by: .number) { $0.number },
      ListColumn(t("exams.list.assignment.\(role.rawValue)")) { $0.assignment },
      ListColumn(t("exams.lastDay.\(role.rawValue)")) { $0.lastDay.map(t.shortDate) ?? "–" },
      .badge(t("registers.field.account")) {
        t.words($0.access, clock)
      } kind: {
        $0.access.badge
      },
    ]
    list.empty = ListNothing(t("exams.list.none"), t("exams.list.noneText"))
    list.countKey = "exams.list.count"
    list.fileCode = role.importKind
    return list
  }
}
