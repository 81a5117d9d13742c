import Accounts
import Chronology
import Companies
import Database
import Postbox
import Settings
import Web

/// News about a deputyship sent by mail to its two sides.
enum DeputyshipNews: String {
  case offered, accepted, declined, ended, approved, refused

  var kind: String { "deputyship-\(rawValue)" }
}

/// The two sides of a deputyship.
enum DeputyshipSide: String {
  case giver, deputy
}

extension Delegation {
  /// Queues the mails about a change. They name the function only; details are in the portal.
  func mail(
    _ news: DeputyshipNews, about deputyship: Deputyship, to sides: [DeputyshipSide], _ cause: Cause,
    in connection: any Connection
  ) throws {
    for side in sides {
      for account in try receivers(side, of: deputyship, cause, in: connection) {
        // Offers are unsolicited mails, so they count against the mail limits.
        let isUnasked = news == .offered && side == .deputy
        if isUnasked, !(try accounts.mayMail(account, cause.now, kinds: [news.kind], in: connection)) { continue }
        let draft = draft(news, about: deputyship, to: side, cause.texts(for: account), cause.site)
        try postbox.queue(draft, to: account.email, account: account.id, now: cause.now, in: connection)
      }
    }
  }

  private func receivers(
    _ side: DeputyshipSide, of deputyship: Deputyship, _ cause: Cause, in connection: any Connection
  ) throws -> [Account] {
    var keys: [Int64] = []
    switch side {
    case .giver: keys = [deputyship.givenBy]
    case .deputy:
      if let company = deputyship.deputyCompany {
        let day = cause.day
        keys = try MemberQueries.members(of: company, on: day, in: connection).filter(\.isAdministrator).map(\.account)
      } else {
        keys = [deputyship.deputyAccount].compactMap { $0 }
      }
    }
    return try keys.compactMap { try AccountQueries.account($0, in: connection) }.filter { $0.state == .active }
  }

  private func draft(
    _ news: DeputyshipNews, about deputyship: Deputyship, to side: DeputyshipSide, _ t: Texts, _ site: Site
  ) -> MailDraft {
    let values = [
      "name": deputyship.principalName, "function": t("accounts.function.\(deputyship.principalKind.rawValue)"),
      "reason": deputyship.reason, "contact": settings.contact,
    ]
    let path = side == .giver ? DelegationPath.given : DelegationPath.held
    return MailDraft(
      kind: news.kind, language: t.language.rawValue,
      subject: t("delegation.mail.\(news.rawValue).\(side.rawValue).subject", values),
      blocks: [
        .paragraph(t("delegation.mail.\(news.rawValue).\(side.rawValue).text", values)),
        .link(label: t("delegation.mail.link.\(side.rawValue)"), address: "\(site.baseURL)\(path)"),
        .small(t("delegation.mail.small", values)),
      ])
  }

  /// Tells an approved person without account how to start.
  func mailApproval(
    of deputyship: Deputyship, to account: Account, _ cause: Cause, in connection: any Connection
  ) throws {
    let t = cause.texts(for: account)
    let values = ["name": deputyship.principalName, "contact": settings.contact]
    let code = try accounts.issueCode(
      .invitation, for: account, firstName: account.firstName, lastName: account.lastName, now: cause.now,
      in: connection)
    let blocks: [MailDraft.Block] = [
      .paragraph(t("delegation.mail.approved.new", values)),
      .code(label: t("accounts.mail.code"), code: code.grouped),
      .link(label: t("accounts.mail.activation.link"), address: Accounts.codeAddress(cause.site, account.email, code)),
      .small(t("delegation.mail.small", values)),
    ]
    let draft = MailDraft(
      kind: "invitation", language: t.language.rawValue, subject: t("delegation.mail.approved.subject", values),
      blocks: blocks)
    try postbox.queue(draft, to: account.email, account: account.id, now: cause.now, in: connection)
  }
}
