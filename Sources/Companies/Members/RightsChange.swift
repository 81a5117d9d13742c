import Accounts
import Chronology
import Database
import Web

/// The pages for changing a member's rights and last day; a change takes effect at the person's next click.
extension Companies {
  @Sendable func rightsForm(_ visit: Visit) async throws -> Reply {
    let (company, member) = try await companyAndMember(visit)
    return rightsPage(visit, of: member, in: company, rightsPart(visit).filled(for: member, visit.t))
  }

  @Sendable func changeRights(_ visit: Visit) async throws -> Reply {
    let (company, member) = try await companyAndMember(visit)
    var form = Form(visit)
    guard let rights = form.read(rightsPart(visit)) else { return rightsPage(visit, of: member, in: company, form) }
    try await change(member, of: company.id, to: rights, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: CompanyPath.company(company.id), flash: .companiesRightsChanged, ["name": member.name])
  }

  /// The company and the member in the path.
  /// - Throws: `NotFound` if there is none.
  func companyAndMember(_ visit: Visit) async throws -> (Company, ListedMember) {
    guard let company = visit.key("company"), let member = visit.key("member") else { throw NotFound() }
    let day = visit.clock.day(of: visit.now)
    let found = try await database.read { connection in
      (
        try CompanyQueries.company(company, in: connection),
        try MemberQueries.members(of: company, on: day, in: connection).first { $0.account == member }
      )
    }
    guard let company = found.0, let member = found.1 else { throw NotFound() }
    return (company, member)
  }

  private func rightsPart(_ visit: Visit) -> MemberRightsPart {
    MemberRightsPart(today: visit.clock.day(of: visit.now))
  }

  private func rightsPage(_ visit: Visit, of member: ListedMember, in company: Company, _ form: Form) -> Reply {
    let t = visit.t
    let title = t("companies.rights.title", ["name": member.name])
    let path = CompanyPath.company(company.id)
    return visit.formPage(title, form) { page in
      page.pageHead(title, overline: company.name, lead: t("companies.rights.lead"))
      page.formCard { card in
        card.form(action: "\(path)/personen/\(member.account)/aendern", token: visit.formToken, .class("form")) {
          fields in
          fields.field(rightsPart(visit), form)
          fields.buttonRow { row in
            row.submitButton(t("companies.rights.submit"))
            row.buttonLink(t("companies.withdrawal.all"), href: "\(path)/personen/\(member.account)/entziehen")
            row.buttonLink(t("web.form.cancel"), href: path, .plain)
          }
        }
      }
    }
  }
}
