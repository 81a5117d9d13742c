import Accounts
import Chronology
import Database
import Postbox
import Settings
import Web

/// Mails to members and invited people, in their own language.
extension Companies {
  /// Later PIN users become plain members; administrators are notified and can remove them.
  func mailJoined(
    _ administrators: [Int64], of company: Company, about newcomer: Account, cause: Cause,
    in connection: any Connection
  ) throws {
    for administrator in administrators {
      guard let account = try AccountQueries.account(administrator, in: connection) else { continue }
      let t = cause.texts(for: account)
      let draft = MailDraft(
        kind: "member-joined", language: t.language.rawValue,
        subject: t("companies.mail.joined.subject", ["company": company.name]),
        blocks: [
          .paragraph(t("companies.mail.greeting", ["name": account.fullName])),
          .paragraph(t("companies.mail.joined.text", ["company": company.name, "name": newcomer.fullName])),
          .link(
            label: t("companies.mail.joined.link"), address: "\(cause.site.baseURL)\(CompanyPath.company(company.id))"),
        ])
      try postbox.queue(draft, to: account.email, account: account.id, now: cause.now, in: connection)
    }
  }

  func mailWithdrawal(
    of member: Int64, from company: Int64, cause: Cause, in connection: any Connection
  ) throws {
    guard let account = try AccountQueries.account(member, in: connection),
      let company = try CompanyQueries.company(company, in: connection)
    else { return }
    let t = cause.texts(for: account)
    let draft = MailDraft(
      kind: "membership-withdrawn", language: t.language.rawValue, subject: t("companies.mail.withdrawn.subject"),
      blocks: [
        .paragraph(t("companies.mail.greeting", ["name": account.fullName])),
        .paragraph(t("companies.mail.withdrawn.text", ["company": company.name])),
        .small(t("companies.mail.withdrawn.small", ["contact": settings.contact])),
      ])
    try postbox.queue(draft, to: account.email, account: account.id, now: cause.now, in: connection)
  }

  /// - Parameter account: the invited person's; one that was never used gets a start code.
  func mailInvitation(
    _ person: InvitedPerson, _ account: Account, to company: Int64, expires: Instant, by acting: Acting, cause: Cause,
    in connection: any Connection
  ) throws {
    guard let company = try CompanyQueries.company(company, in: connection) else { return }
    let t = cause.texts(for: account)
    var blocks: [MailDraft.Block] = [
      .paragraph(t("companies.mail.invitation.text", ["company": company.name, "inviter": acting.account.fullName]))
    ]
    if account.state == .pending {
      let code = try accounts.issueCode(
        .invitation, for: account, firstName: person.firstName, lastName: person.lastName, now: cause.now,
        in: connection)
      blocks.append(.code(label: t("accounts.mail.code"), code: code.grouped))
      blocks.append(
        .link(
          label: t("companies.mail.invitation.start"),
          address: Accounts.codeAddress(cause.site, account.email, code)))
    } else {
      blocks.append(
        .link(label: t("companies.mail.invitation.signIn"), address: "\(cause.site.baseURL)\(AccountPath.signIn)"))
    }
    let until = t.longDate(cause.site.clock.day(of: expires))
    blocks.append(.small(t("companies.mail.invitation.small", ["date": until, "contact": settings.contact])))
    let draft = MailDraft(
      kind: "invitation", language: t.language.rawValue,
      subject: t("companies.mail.invitation.subject", ["company": company.name]), blocks: blocks)
    try postbox.queue(draft, to: account.email, account: account.id, now: cause.now, in: connection)
  }
}
