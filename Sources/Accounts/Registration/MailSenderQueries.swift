import Chronology
import Database

/// The number of mails to typed addresses sent for an account or company.
enum MailSenderQueries {
  /// Counts one more within the hour that began with the first.
  /// - Returns: false if the limit is reached.
  static func count(_ sender: MailSender, limit: Int, now: Instant, in connection: any Connection) throws -> Bool {
    let over = now + .hours(1)
    return try connection.row(
      """
      INSERT INTO mail_senders (sender, mails, counted_until) VALUES (\(sender.key), 1, \(over))
      ON CONFLICT (sender) DO UPDATE SET
        mails = CASE WHEN mail_senders.counted_until <= \(now) THEN 1 ELSE mail_senders.mails + 1 END,
        counted_until = CASE WHEN mail_senders.counted_until <= \(now) THEN excluded.counted_until
          ELSE mail_senders.counted_until END
      WHERE mail_senders.counted_until <= \(now) OR mail_senders.mails < \(limit)
      RETURNING mails
      """) != nil
  }

  static func forgetOver(now: Instant, in connection: any Connection) throws {
    try connection.execute("DELETE FROM mail_senders WHERE counted_until <= \(now)")
  }
}
