import Chronology
import Database

/// A mail as officers see it: that it was sent, never its content.
package struct ListedMail: Sendable {
  package let id: Int64
  package let kind: String
  package let recipient: String
  package let state: String
  package let createdAt: Instant
  package let sentAt: Instant?
  package let problem: String
}

struct WaitingMail: Sendable {
  let id: Int64
  let recipient: String
  let createdAt: Instant
  let content: [UInt8]
}

/// Queries about mails.
package enum MailQueries {
  static func add(
    account: Int64?, kind: String, recipient: String, content: [UInt8], now: Instant, in connection: any Connection
  ) throws -> Int64 {
    try connection.key(
      """
      INSERT INTO mails (account_id, kind, recipient, recipient_key, state, created_at, content)
      VALUES (\(account), \(kind), \(recipient), \(recipient.lowercased()), 'waiting', \(now), \(content))
      RETURNING id
      """)
  }

  static func waiting(_ id: Int64, in connection: any Connection) throws -> WaitingMail? {
    try connection.row(
      "SELECT id, recipient, created_at, content FROM mails WHERE id = \(id) AND state = 'waiting'"
    ).map { row in
      WaitingMail(
        id: try row["id"], recipient: try row["recipient"], createdAt: try row["created_at"],
        content: try row["content"])
    }
  }

  static func noteSent(_ id: Int64, now: Instant, in connection: any Connection) throws {
    try connection.execute(
      "UPDATE mails SET state = 'sent', sent_at = \(now), content = NULL, problem = '' WHERE id = \(id)")
  }

  static func noteFailed(_ id: Int64, problem: String, in connection: any Connection) throws {
    try connection.execute(
      "UPDATE mails SET state = 'failed', content = NULL, problem = \(problem) WHERE id = \(id)")
  }

  /// How many mails of some kinds were sent to an address since an instant, for rate limits.
  package static func count(
    to recipient: String, kinds: [String], since: Instant, in connection: any Connection
  ) throws -> Int {
    try connection.value(
      """
      SELECT count(*) FROM mails
      WHERE recipient_key = \(recipient.lowercased()) AND kind IN (\(list: kinds)) AND created_at > \(since)
      """) ?? 0
  }

  /// The newest mails to an account.
  package static func list(of account: Int64, limit: Int = 20, in connection: any Connection) throws -> [ListedMail] {
    try connection.rows(
      """
      SELECT id, kind, recipient, state, created_at, sent_at, problem FROM mails
      WHERE account_id = \(account) ORDER BY id DESC LIMIT \(limit)
      """
    ).map { row in
      ListedMail(
        id: try row["id"], kind: try row["kind"], recipient: try row["recipient"], state: try row["state"],
        createdAt: try row["created_at"], sentAt: try row["sent_at"], problem: try row["problem"])
    }
  }

  /// Removes the addresses when an account is deleted.
  package static func forget(account: Int64, in connection: any Connection) throws {
    try connection.execute("DELETE FROM mails WHERE account_id = \(account)")
  }
}
