import Chronology
import Database
import Postbox
import Settings
import Web

/// The mails that this area sends.
enum AccountMail: Sendable {
  case activation(LetterCode)
  case alreadyRegistered
  case reset(LetterCode)
  /// Asks an apprentice who gave the address for the number of the apprentice (Azubinummer).
  case useNumber
  /// For a mailbox shared by many: only the user name says who it is.
  case useName
  case locked(until: Instant)
  case passwordChanged
  case factorOn
  case factorOff
  /// After the right password but wrong second factors.
  case factorLocked(until: Instant)
  case deletionScheduled(due: Instant)

  var kind: String {
    switch self {
    case .activation: "activation"
    case .alreadyRegistered: "already-registered"
    case .reset: "reset"
    case .useNumber: "use-number"
    case .useName: "use-name"
    case .locked: "locked"
    case .passwordChanged: "password-changed"
    case .factorOn: "second-factor-on"
    case .factorOff: "second-factor-off"
    case .factorLocked: "second-factor-locked"
    case .deletionScheduled: "deletion-scheduled"
    }
  }
}

extension Accounts {
  /// Queues a mail in the language of its recipient, whoever caused it.
  func queueMail(
    _ mail: AccountMail, to account: Account, cause: Cause, in connection: any Connection
  ) throws {
    let draft = draft(mail, to: account, t: cause.texts(for: account), site: cause.site)
    try postbox.queue(draft, to: account.email, account: account.id, now: cause.now, in: connection)
  }

  /// The content of a mail. Links carry a code only after `#`, where neither servers nor scanners see it.
  func draft(_ mail: AccountMail, to account: Account, t: Texts, site: Site) -> MailDraft {
    let key = "accounts.mail.\(mail.kind)"
    let chamber = settings[ChamberIdentity.name]
    var blocks: [MailDraft.Block] = []
    if mail.greets { blocks.append(.paragraph(t("accounts.mail.greeting", ["name": account.fullName]))) }
    blocks.append(.paragraph(t("\(key).text", values(of: mail, chamber, t, site))))
    switch mail {
    case .activation(let code), .reset(let code):
      blocks.append(.code(label: t("accounts.mail.code"), code: code.grouped))
      blocks.append(.link(label: t("\(key).link"), address: Self.codeAddress(site, account.email, code)))
    case .alreadyRegistered, .deletionScheduled:
      blocks.append(.link(label: t("\(key).link"), address: "\(site.baseURL)\(AccountPath.signIn)"))
    case .useNumber, .useName, .locked, .passwordChanged, .factorOn, .factorOff, .factorLocked:
      blocks.append(.link(label: t("\(key).link"), address: "\(site.baseURL)\(AccountPath.forgottenPassword)"))
    }
    blocks.append(.small(t("\(key).small", values(of: mail, chamber, t, site))))
    return MailDraft(
      kind: mail.kind, language: t.language.rawValue, subject: t("\(key).subject", ["chamber": chamber]), blocks: blocks
    )
  }

  private func values(of mail: AccountMail, _ chamber: String, _ t: Texts, _ site: Site) -> [String: String] {
    var values = [
      "chamber": chamber, "contact": settings.contact,
      "hours": String(settings[AccountSettings.activationHours]),
      "minutes": String(settings[AccountSettings.resetMinutes]),
    ]
    switch mail {
    case .locked(let until), .factorLocked(let until): values["until"] = t.longTime(until, site.clock)
    case .deletionScheduled(let due): values["due"] = t.longDate(site.clock.day(of: due))
    default: break
    }
    return values
  }

  package static func codeAddress(_ site: Site, _ email: String, _ code: LetterCode) -> String {
    "\(site.baseURL)\(AccountPath.startCode)#email=\(FormInput.encoded(email))&code=\(code.grouped)"
  }
}

extension Visit {
  /// The texts in the language of an account, for messages to its owner.
  package func texts(for account: Account) -> Texts {
    site.catalogue.texts(in: account.language)
  }
}

extension AccountMail {
  /// Whether the mail greets by name. Mails to unproven addresses do not, because a stranger may have typed the name,
  /// nor do mails to everybody who shares a mailbox.
  fileprivate var greets: Bool {
    switch self {
    case .activation, .useName: false
    default: true
    }
  }
}
