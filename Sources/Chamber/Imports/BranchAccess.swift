import Accounts
import Companies
import Database
import Journal
import Office
import Web

/// The officer's part in head offices that reach their branches.
extension Chamber {
  func branches(_ page: inout HTML, _ visit: Visit, _ model: CompanyDetail) {
    guard !model.branches.isEmpty else { return }
    let t = visit.t
    page.card(title: t("chamber.companies.branches")) { card in
      card.p(t("chamber.branches.text"), .class("muted"))
      card.table(
        caption: t("chamber.companies.branches"),
        columns: [
          Column(t("accounts.field.name")), Column(t("companies.field.number")), Column(t("chamber.companies.place")),
          Column(t("chamber.branches.access")),
        ]
      ) { rows in
        for branch in model.branches {
          let isGranted = model.reached.contains(branch.id)
          rows.row { row in
            row.heading { $0.a(branch.name, href: "/kammer/betriebe/\(branch.id)") }
            row.cell(branch.number)
            row.cell(branch.place)
            row.cell { cell in
              if isGranted { cell.badge(t("chamber.branches.granted"), .good) }
              cell.postButton(
                action: "/kammer/betriebe/\(model.company.id)/filialen/\(branch.id)/"
                  + (isGranted ? "beenden" : "freischalten"),
                label: t(isGranted ? "chamber.branches.end" : "chamber.branches.grant"), token: visit.formToken)
            }
          }
        }
      }
    }
  }

  @Sendable func grantBranch(_ visit: Visit) async throws -> Reply {
    try await changeBranch(visit, "company.branch.granted") { headOffice, branch, officer, connection in
      try BranchAccessQueries.grant(branch, to: headOffice, by: officer, now: visit.now, in: connection)
    }
  }

  @Sendable func endBranch(_ visit: Visit) async throws -> Reply {
    try await changeBranch(visit, "company.branch.ended") { headOffice, branch, officer, connection in
      try BranchAccessQueries.end(branch, of: headOffice, by: officer, now: visit.now, in: connection)
    }
  }

  private func changeBranch(
    _ visit: Visit, _ event: String,
    _ change: @Sendable @escaping (Int64, Int64, Int64, any Connection) throws -> Bool
  ) async throws -> Reply {
    let officer = try visit.signedIn().account.id
    guard let headOffice = visit.key("company"), let branch = visit.key("branch") else { throw NotFound() }
    let isDone = try await database.write { connection in
      guard try change(headOffice, branch, officer, connection) else { return false }
      try record(event, .init("company", headOffice), visit, ["branch": String(branch)], in: connection)
      return true
    }
    return visit.redirect(
      to: "/kammer/betriebe/\(headOffice)", flash: isDone ? "chamber.branches.changed" : "office.nothingDone")
  }
}
