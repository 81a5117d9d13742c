import Accounts
import Chronology
import Database
import Web

/// The pages about a company's members: visible to all members, changed by administrators. A withdrawal takes effect at
/// the person's next click, because functions are read on every request.
extension Companies {
  @Sendable func companyPage(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("company") else { throw NotFound() }
    let day = visit.clock.day(of: visit.now)
    let model = try await database.read { connection -> CompanyPage? in
      guard let company = try CompanyQueries.company(id, in: connection) else { return nil }
      return CompanyPage(
        company: company, members: try MemberQueries.members(of: id, on: day, in: connection),
        invitations: try InvitationQueries.open(of: id, now: visit.now, in: connection))
    }
    guard let model else { throw NotFound() }
    return try companyPage(visit, model)
  }

  @Sendable func withdrawalForm(_ visit: Visit) async throws -> Reply {
    let (company, member) = try await companyAndMember(visit)
    return withdrawalPage(visit, company, member)
  }

  @Sendable func withdraw(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let company = visit.key("company"), let member = visit.key("member") else { throw NotFound() }
    try await withdraw(member: member, from: company, by: acting, cause: visit.cause)
    let path = member == acting.account.id ? "/" : CompanyPath.company(company)
    return visit.redirect(to: path, flash: .companiesWithdrawalDone)
  }
}
