import Chronology
import Database
import Postbox
import Settings
import Web

/// No mail may go now. Thrown within the write, so that nothing of what belongs to it stands.
package enum MailLimitReached: Error, Sendable {
  /// Too many mails went to the address lately.
  case address
  /// Too many went to typed addresses from this account or this company.
  case sender
}

/// For whom mails to typed addresses are counted.
package enum MailSender: Sendable {
  case account(Int64)
  case company(Int64)

  var key: String {
    switch self {
    case .account(let id): "account|\(id)"
    case .company(let id): "company|\(id)"
    }
  }
}

/// How many mails with codes an address got lately; keeps others from filling somebody's mailbox through the portal.
enum MailLimits {
  static let kinds = ["activation", "reset", "use-number", "use-name", "already-registered", "invitation"]

  static func mailsWithinHour(
    to recipient: String, kinds: [String] = kinds, now: Instant, in connection: any Connection
  ) throws -> Int {
    try MailQueries.count(to: recipient, kinds: kinds, since: now - .hours(1), in: connection)
  }
}

extension Accounts {
  /// Whether another mail may go to the account now.
  /// - Parameter kinds: which mails of the last hour count; nil for those that carry a code.
  package func mayMail(
    _ account: Account, _ now: Instant, kinds: [String]? = nil, in connection: any Connection
  ) throws -> Bool {
    // Held until the transaction ends, so that many at once are counted one after the other; with those of others at
    // the address, whose mails count as well.
    if let email = EmailAddress(account.email) {
      try AccountQueries.hold(email, in: connection)
    } else {
      try AccountQueries.hold(account.id, in: connection)
    }
    let sent = try MailLimits.mailsWithinHour(
      to: account.email, kinds: kinds ?? MailLimits.kinds, now: now, in: connection)
    return sent < settings[AccountSettings.mailsPerHour]
  }

  /// The same for an address, whether it has an account or not. To be asked before something is changed.
  package func mayMail(_ email: EmailAddress, _ now: Instant, in connection: any Connection) throws -> Bool {
    if let account = try AccountQueries.accounts(at: email, in: connection).first {
      return try mayMail(account, now, in: connection)
    }
    return try MailLimits.mailsWithinHour(to: email.text, now: now, in: connection)
      < settings[AccountSettings.mailsPerHour]
  }

  /// Counts one more mail to an address that somebody typed, whatever it is for: invitations, accounts, people who sign,
  /// deputies, proposals together.
  /// - Throws: `MailLimitReached.sender`, and thereby takes back what the write did.
  package func countMail(from senders: [MailSender], now: Instant, in connection: any Connection) throws {
    let limit = settings[AccountSettings.mailsBySender]
    for sender in senders {
      guard try MailSenderQueries.count(sender, limit: limit, now: now, in: connection) else {
        throw MailLimitReached.sender
      }
    }
  }
}

extension MailLimitReached {
  /// What is told at the field with the address.
  package func message(_ t: Texts) -> String {
    let wait = ["wait": t.span(.hours(1))]
    return switch self {
    case .address: t("accounts.mailLimit.address", wait)
    case .sender: t("accounts.mailLimit.sender", wait)
    }
  }
}

extension MailSender {
  /// The account that acts, and the company that it acts for.
  package static func all(_ acting: Acting, company: Int64?) -> [MailSender] {
    [.account(acting.account.id)] + (company.map { [.company($0)] } ?? [])
  }
}
