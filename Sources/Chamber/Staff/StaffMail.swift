import Accounts
import Database
import Postbox
import Settings
import Web

/// Mails to officers about their rights.
extension Chamber {
  /// Mails the rights, with a start code if the account is not activated yet.
  func mailTerms(
    _ terms: OfficerTerms, to account: Account, by acting: Acting, _ cause: Cause, in connection: any Connection
  ) throws {
    let t = cause.texts(for: account)
    let values = [
      "chamber": settings[ChamberIdentity.name], "by": acting.account.fullName,
      "rights": OfficerRight.words(terms.rights, t),
      "until": terms.lastDay.map { t.longDate($0) } ?? "",
    ]
    let key = terms.lastDay == nil ? "chamber.staff.mail.rights" : "chamber.staff.mail.rightsUntil"
    var blocks: [MailDraft.Block] = [.paragraph(t(key, values))]
    if account.state == .pending {
      try accounts.revokeInvitations(of: account.id, now: cause.now, in: connection)
      let code = try accounts.issueCode(
        .invitation, for: account, firstName: account.firstName, lastName: account.lastName, now: cause.now,
        in: connection)
      blocks.append(.code(label: t("accounts.mail.code"), code: code.grouped))
      blocks.append(
        .link(label: t("chamber.staff.mail.start"), address: Accounts.codeAddress(cause.site, account.email, code)))
    } else {
      blocks.append(.link(label: t("chamber.staff.mail.signIn"), address: "\(cause.site.baseURL)\(AccountPath.signIn)"))
    }
    blocks.append(.small(t("chamber.staff.mail.small", ["contact": settings.contact])))
    try queue(blocks, kind: account.state == .pending ? "invitation" : "officer-rights", to: account, cause, connection)
  }

  func mailEnd(to account: Account, by acting: Acting, _ cause: Cause, in connection: any Connection) throws {
    let t = cause.texts(for: account)
    let values = ["chamber": settings[ChamberIdentity.name], "by": acting.account.fullName]
    let blocks: [MailDraft.Block] = [
      .paragraph(t("chamber.staff.mail.ended", values)),
      .small(t("chamber.staff.mail.small", ["contact": settings.contact])),
    ]
    try queue(blocks, kind: "officer-ended", to: account, cause, connection)
  }

  private func queue(
    _ blocks: [MailDraft.Block], kind: String, to account: Account, _ cause: Cause, _ connection: any Connection
  ) throws {
    let t = cause.texts(for: account)
    let draft = MailDraft(
      kind: kind, language: t.language.rawValue,
      subject: t("chamber.staff.mail.subject", ["chamber": settings[ChamberIdentity.name]]), blocks: blocks)
    try accounts.postbox.queue(draft, to: account.email, account: account.id, now: cause.now, in: connection)
  }
}
