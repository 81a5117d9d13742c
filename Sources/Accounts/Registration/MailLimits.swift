import Chronology
import Database
import Postbox

/// How many mails with codes an address got lately; keeps others from filling somebody's mailbox through the portal.
enum MailLimits {
  static let kinds = ["activation", "reset", "use-number", "already-registered", "invitation"]

  static func mailsWithinHour(
    to account: Account, kinds: [String] = kinds, now: Instant, in connection: any Connection
  ) throws -> Int {
    try MailQueries.count(to: account.email, kinds: kinds, since: now - .hours(1), in: connection)
  }
}
