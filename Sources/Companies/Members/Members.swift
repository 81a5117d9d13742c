import Accounts
import Chronology
import Database
import Postbox
import Settings
import Web
import Work

/// Who acts for a company: shown to its members, changed by its administrators. What is withdrawn is gone with the next
/// click of the person concerned, as functions are asked for on each request.
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
    let day = visit.clock.day(of: visit.now)
    let outcome = try await database.write { connection -> Withdrawal in
      try MemberQueries.hold(company, in: connection)
      let administrators = try MemberQueries.administrators(of: company, on: day, in: connection)
      if administrators == [member] { return .lastAdministrator }
      guard
        try MemberQueries.end(account: member, of: company, by: acting.account.id, now: visit.now, in: connection)
      else { return .nobody }
      try record("company.member.withdrawn", company, visit, ["member": String(member)], in: connection)
      try tellWithdrawal(member, company, visit, in: connection)
      return .done
    }
    await signal.raise()
    switch outcome {
    case .nobody: throw NotFound()
    case .lastAdministrator:
      throw Refusal(
        "companies.lastAdministrator",
        nextStep: ("companies.invite.title", "/betriebe/\(company)/einladen"))
    case .done:
      let path = member == acting.account.id ? "/" : "/betriebe/\(company)"
      return visit.redirect(to: path, flash: "companies.withdrawal.done")
    }
  }

  private enum Withdrawal: Sendable {
    case done
    case nobody
    case lastAdministrator
  }

  private func tellWithdrawal(
    _ member: Int64, _ company: Int64, _ visit: Visit, in connection: any Connection
  ) throws {
    guard let account = try AccountQueries.account(member, in: connection),
      let company = try CompanyQueries.company(company, in: connection)
    else { return }
    let t = visit.texts(for: account)
    let draft = MailDraft(
      kind: "membership-withdrawn", language: t.language.rawValue, subject: t("companies.mail.withdrawn.subject"),
      blocks: [
        .paragraph(t("companies.mail.greeting", ["name": account.fullName])),
        .paragraph(t("companies.mail.withdrawn.text", ["company": company.name])),
        .small(t("companies.mail.withdrawn.small", ["contact": settings.contact])),
      ])
    try postbox.queue(draft, to: account.email, account: account.id, now: visit.now, in: connection)
  }
}
