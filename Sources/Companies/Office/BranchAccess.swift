import Accounts
import Office
import Web

/// Officers' pages about the access of head offices to their branches.
extension Companies {
  func branches(_ page: inout HTML, _ visit: Visit, _ model: CompanyModel) {
    guard !model.branches.isEmpty else { return }
    let t = visit.t
    page.card(title: t("companies.office.branches")) { card in
      card.p(t("companies.branches.text"), .class("muted"))
      card.table(
        caption: t("companies.office.branches"),
        columns: [
          Column(t("web.field.name")), Column(t("companies.field.number")), Column(t("companies.office.place")),
          Column(t("companies.branches.access")),
        ]
      ) { rows in
        for branch in model.branches {
          let isGranted = model.reached.contains(branch.id)
          rows.row { row in
            row.heading { $0.a(branch.name, href: CompanyPath.office(branch.id)) }
            row.cell(branch.number)
            row.cell(branch.place)
            row.cell { cell in
              if isGranted { cell.badge(t("companies.branches.granted"), .good) }
              cell.postButton(
                action: "\(CompanyPath.office(model.company.id))/filialen/\(branch.id)/"
                  + (isGranted ? "beenden" : "freischalten"),
                label: t(isGranted ? "companies.branches.end" : "companies.branches.grant"), token: visit.formToken)
            }
          }
        }
      }
    }
  }

  @Sendable func grantBranch(_ visit: Visit) async throws -> Reply {
    try await changeBranch(visit, grantBranch(_:to:by:cause:))
  }

  @Sendable func endBranch(_ visit: Visit) async throws -> Reply {
    try await changeBranch(visit, endBranch(_:of:by:cause:))
  }

  private func changeBranch(
    _ visit: Visit, _ change: (Int64, Int64, Acting, Cause) async throws -> Bool
  ) async throws -> Reply {
    guard let headOffice = visit.key("company"), let branch = visit.key("branch") else { throw NotFound() }
    let isDone = try await change(branch, headOffice, try visit.signedIn(), visit.cause)
    return visit.redirect(
      to: CompanyPath.office(headOffice), flash: isDone ? .companiesBranchesChanged : .nothingDone)
  }
}
