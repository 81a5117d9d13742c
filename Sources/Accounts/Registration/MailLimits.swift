import Chronology
import Database
import Postbox
import Settings
import Web

/// No mail may be sent now. Thrown within the write, so that the change it belongs to is rolled back.
package enum MailLimitReached: Error, Sendable {
  /// Too many mails were sent to the address recently.
  case address
  /// Too many mails to typed addresses came from this account or company.
  case sender
}

/// The sender to whom mails to typed addresses are counted.
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

/// The limit of mails with codes to one address, so that nobody can flood a mailbox through the portal.
enum MailLimits {
  static let kinds = ["activation", "reset", "use-number", "use-name", "already-registered", "invitation"]

  static func mailsWithinHour(
    to recipient: String, kinds: [String] = kinds, now: Instant, in connection: any Connection
  ) throws -> Int {
    try MailQueries.count(to: recipient, kinds: kinds, since: now - .hours(1), in: connection)
  }
}

extension Accounts {
  /// Whether another mail may be sent to the account now.
  /// - Parameter kinds: the mails of the last hour that count; nil for those that carry a code.
  package func mayMail(
    _ account: Account, _ now: Instant, kinds: [String]? = nil, in connection: any Connection
  ) throws -> Bool {
    // Locked until the transaction ends, so that concurrent requests are counted one after the other, including those
    // for other accounts at the address, whose mails count too.
    if let email = EmailAddress(account.email) {
      try AccountQueries.lockAll(at: email, in: connection)
    } else {
      try AccountQueries.lock(account.id, in: connection)
    }
    let sent = try MailLimits.mailsWithinHour(
      to: account.email, kinds: kinds ?? MailLimits.kinds, now: now, in: connection)
    return sent < settings[AccountSettings.mailsPerHour]
  }

  /// The same for an address, with or without an account. Ask before changing anything.
  package func mayMail(_ email: EmailAddress, _ now: Instant, in connection: any Connection) throws -> Bool {
    if let account = try AccountQueries.accounts(at: email, in: connection).first {
      return try mayMail(account, now, in: connection)
    }
    return try MailLimits.mailsWithinHour(to: email.text, now: now, in: connection)
      < settings[AccountSettings.mailsPerHour]
  }

  /// Counts a mail to an address that somebody typed. Invitations, accounts, co-signers, deputies and proposals count
  /// together.
  /// - Throws: `MailLimitReached.sender`, which rolls the write back.
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
  /// The error message for the field with the address.
  package func message(_ t: Texts) -> String {
    let wait = ["wait": t.span(.hours(1))]
    return switch self {
    case .address: t("accounts.mailLimit.address", wait)
    case .sender: t("accounts.mailLimit.sender", wait)
    }
  }
}

extension MailSender {
  /// The acting account, and the company that it acts for.
  package static func all(_ acting: Acting, company: Int64?) -> [MailSender] {
    [.account(acting.account.id)] + (company.map { [.company($0)] } ?? [])
  }
}
