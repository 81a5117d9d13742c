import Accounts
import Chronology
import Web

/// The pages for invitations. An administrator invites by e-mail, with rights and an end date; the person accepts in
/// their own account.
extension Companies {
  @Sendable func invitationForm(_ visit: Visit) async throws -> Reply {
    try await invitationPage(visit, Form(visit))
  }

  @Sendable func invite(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let company = visit.key("company") else { throw NotFound() }
    var form = Form(visit)
    guard let person = InvitationForm(today: visit.clock.day(of: visit.now)).read(&form) else {
      return try await invitationPage(visit, form)
    }
    switch try await invite(person, to: company, by: acting, cause: visit.cause) {
    case .mailLimit(let limit):
      form.refuse(InvitationForm.email, limit.message(visit.t))
    case .alreadyMember:
      form.refuse(InvitationForm.email, visit.t("companies.error.alreadyMember"))
    case .invited:
      return visit.redirect(
        to: CompanyPath.company(company), flash: .companiesInviteSent, ["email": person.email.text])
    }
    return try await invitationPage(visit, form)
  }

  @Sendable func withdrawInvitation(_ visit: Visit) async throws -> Reply {
    guard let company = visit.key("company"), let invitation = visit.key("invitation") else { throw NotFound() }
    try await withdrawInvitation(invitation, of: company, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: CompanyPath.company(company), flash: .companiesInviteWithdrawn)
  }

  @Sendable func acceptInvitation(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("invitation") else { throw NotFound() }
    let accepted = try await acceptInvitation(id, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(
      to: CompanyPath.company(accepted.company), flash: .companiesInviteAccepted, ["company": accepted.companyName])
  }

  @Sendable func declineInvitation(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("invitation") else { throw NotFound() }
    try await declineInvitation(id, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: "/", flash: .companiesInviteDeclined)
  }
}
