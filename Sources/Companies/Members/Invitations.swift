import Accounts
import Chronology
import Database
import Postbox
import Settings
import Web
import Work

/// Invitations: an administrator invites by e-mail, with rights and an end date; the person accepts in the own account.
/// Who has no account yet gets one with the start code of the invitation.
extension Companies {
  @Sendable func invitationForm(_ visit: Visit) async throws -> Reply {
    try await invitationPage(visit, InvitationForm(), FieldErrors())
  }

  @Sendable func invite(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let company = visit.key("company") else { throw NotFound() }
    let form = InvitationForm(visit.form)
    let valid: InvitationForm.Valid
    do {
      valid = try form.validated(today: visit.clock.day(of: visit.now), visit.t)
    } catch {
      return try await invitationPage(visit, form, error)
    }
    do {
      try await database.write { try invite(valid, to: company, by: acting, visit, in: $0) }
    } catch let limit as MailLimitReached {
      return try await invitationPage(visit, form, FieldErrors("email", limit.message(visit.t)))
    } catch let errors as FieldErrors {
      return try await invitationPage(visit, form, errors)
    }
    await signal.raise()
    return visit.redirect(
      to: "/betriebe/\(company)", flash: "companies.invite.sent", ["email": valid.email.text])
  }

  /// - Throws: why there is no invitation; then nothing of it stands.
  private func invite(
    _ valid: InvitationForm.Valid, to company: Int64, by acting: Acting, _ visit: Visit, in connection: any Connection
  ) throws {
    try accounts.countMail(from: MailSender.all(visit, company: company), now: visit.now, in: connection)
    let found = try accounts.account(
      named: valid.firstName, valid.lastName, at: valid.email, language: visit.t.language, now: visit.now,
      in: connection)
    guard let account = found?.account else { throw MailLimitReached.address }
    let day = visit.clock.day(of: visit.now)
    if try MemberQueries.members(of: company, on: day, in: connection).contains(where: { $0.account == account.id }) {
      throw FieldErrors("email", visit.t("companies.error.alreadyMember"))
    }
    guard try accounts.mayMail(account, visit.now, in: connection) else { throw MailLimitReached.address }
    let membership = Membership(
      company: company, account: account.id, isAdministrator: valid.isAdministrator, rights: valid.rights,
      validUntil: valid.validUntil)
    let expires = visit.now + .days(accounts.settings[AccountSettings.invitationDays])
    _ = try InvitationQueries.add(
      membership, by: acting.account.id, expires: expires, now: visit.now, in: connection)
    try record("company.member.invited", company, visit, ["member": String(account.id)], in: connection)
    try mailInvitation(valid, account, company, expires: expires, by: acting, visit, in: connection)
  }

  private func mailInvitation(
    _ valid: InvitationForm.Valid, _ account: Account, _ company: Int64, expires: Instant, by acting: Acting,
    _ visit: Visit, in connection: any Connection
  ) throws {
    guard let company = try CompanyQueries.company(company, in: connection) else { return }
    let t = visit.texts(for: account)
    var blocks: [MailDraft.Block] = [
      .paragraph(t("companies.mail.invitation.text", ["company": company.name, "inviter": acting.account.fullName]))
    ]
    if account.state == .pending {
      let code = try accounts.issueCode(
        .invitation, for: account, firstName: valid.firstName, lastName: valid.lastName, now: visit.now,
        in: connection)
      blocks.append(.code(label: t("accounts.mail.code"), code: code.grouped))
      blocks.append(
        .link(
          label: t("companies.mail.invitation.start"),
          address: Accounts.codeAddress(visit.site, account.email, code)))
    } else {
      blocks.append(.link(label: t("companies.mail.invitation.signIn"), address: "\(visit.site.baseURL)/anmelden"))
    }
    let until = t.longDate(visit.clock.day(of: expires))
    blocks.append(.small(t("companies.mail.invitation.small", ["date": until, "contact": settings.contact])))
    let draft = MailDraft(
      kind: "invitation", language: t.language.rawValue,
      subject: t("companies.mail.invitation.subject", ["company": company.name]), blocks: blocks)
    try postbox.queue(draft, to: account.email, account: account.id, now: visit.now, in: connection)
  }

  @Sendable func withdrawInvitation(_ visit: Visit) async throws -> Reply {
    guard let company = visit.key("company"), let invitation = visit.key("invitation") else { throw NotFound() }
    let isDone = try await database.write { connection in
      guard try InvitationQueries.withdraw(invitation, of: company, now: visit.now, in: connection) else {
        return false
      }
      try record("company.invitation.withdrawn", company, visit, in: connection)
      return true
    }
    guard isDone else { throw NotFound() }
    return visit.redirect(to: "/betriebe/\(company)", flash: "companies.invite.withdrawn")
  }

  @Sendable func acceptInvitation(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let id = visit.key("invitation") else { throw NotFound() }
    let accepted = try await database.write { connection -> Invitation? in
      guard
        let invitation = try InvitationQueries.decide(
          id, for: acting.account.id, as: .accepted, now: visit.now, in: connection)
      else { return nil }
      _ = try MemberQueries.admit(
        Membership(
          company: invitation.company, account: acting.account.id, isAdministrator: invitation.isAdministrator,
          rights: invitation.rights, validUntil: invitation.validUntil),
        origin: .invitation, by: invitation.invitedBy, now: visit.now, in: connection)
      try record(
        "company.member.accepted", invitation.company, visit, ["member": String(acting.account.id)], in: connection)
      return invitation
    }
    guard let accepted else {
      throw Refusal("companies.invitationOver")
    }
    return visit.redirect(
      to: "/betriebe/\(accepted.company)", flash: "companies.invite.accepted", ["company": accepted.companyName])
  }

  @Sendable func declineInvitation(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let id = visit.key("invitation") else { throw NotFound() }
    let declined = try await database.write { connection -> Bool in
      guard
        let invitation = try InvitationQueries.decide(
          id, for: acting.account.id, as: .declined, now: visit.now, in: connection)
      else { return false }
      try record(
        "company.member.declined", invitation.company, visit, ["member": String(acting.account.id)], in: connection)
      return true
    }
    guard declined else { throw NotFound() }
    return visit.redirect(to: "/", flash: "companies.invite.declined")
  }
}
