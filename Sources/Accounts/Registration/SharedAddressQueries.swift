import Chronology
import Database
import Web
import Work

/// Accounts of several people who share an address. The key of the first is the address; those of the others have a
/// number appended, which no address can have.
extension AccountQueries {
  /// The most accounts at one address, even for the mailbox of a company.
  private static let mostAtAnAddress = 200

  /// All accounts whose mails go to an address, oldest first.
  package static func accounts(at email: EmailAddress, in connection: any Connection) throws -> [Account] {
    try connection.rows(
      """
      SELECT \(raw: Account.columns) FROM accounts
      WHERE email_key = \(email.key) OR (email_key > \(email.key + "/") AND email_key < \(email.key + "0")) ORDER BY id
      """
    ).map(Account.init)
  }

  /// Whether other accounts share the account's address.
  static func sharesAddress(_ account: Account, in connection: any Connection) throws -> Bool {
    guard let email = EmailAddress(account.email) else { return false }
    return try accounts(at: email, in: connection).count > 1
  }

  /// Locks all accounts at an address until the transaction ends, so that nobody else adds one or queues mails there.
  /// If there is none yet, adding the first is not prevented. Only within a write.
  static func lockAll(at email: EmailAddress, in connection: any Connection) throws {
    _ = try connection.rows(
      """
      SELECT id FROM accounts
      WHERE email_key = \(email.key) OR (email_key > \(email.key + "/") AND email_key < \(email.key + "0"))
      ORDER BY id\(sql: connection.lockingRows)
      """)
  }

  /// Adds the first account at an address; nil if there is one, even if the very first is gone and others remain. Only
  /// within a write.
  static func addFirst(
    _ email: EmailAddress, firstName: String, lastName: String, language: Language = .german, now: Instant,
    in connection: any Connection
  ) throws -> Account? {
    try lockAll(at: email, in: connection)
    guard try accounts(at: email, in: connection).isEmpty else { return nil }
    let added = try addPending(
      email, firstName: firstName, lastName: lastName, language: language, now: now, in: connection)
    // Of two concurrent requests, the second finds what the first added.
    if added == nil { try lockAll(at: email, in: connection) }
    return added
  }

  /// Adds an account for another person at an address that has one; nil if there are too many.
  static func addSharing(
    _ email: EmailAddress, firstName: String, lastName: String, language: Language = .german, now: Instant,
    in connection: any Connection
  ) throws -> Account? {
    let count = try accounts(at: email, in: connection).count
    guard count < mostAtAnAddress else { return nil }
    for key in [email.key] + (count + 1...count + 20).map({ "\(email.key)/\($0)" }) {
      let added = try connection.row(
        """
        INSERT INTO accounts (email, email_key, first_name, last_name, name_key, state, created_at, language)
        VALUES (\(email.text), \(key), \(firstName), \(lastName), \(SortKey.make(lastName, firstName)), 'pending',
          \(now), \(language.rawValue))
        ON CONFLICT (email_key) DO NOTHING
        RETURNING \(raw: Account.columns)
        """)
      if let added { return try Account(added) }
    }
    return nil
  }

  /// Those people who share an address with another of them or with an account, ordered by address.
  /// - Parameter people: a query for their `id` and `email`.
  static func sharing(
    among people: SQL, limit: Int, in connection: any Connection
  ) throws -> [(id: Int64, email: String)] {
    try connection.rows(
      """
      WITH invited AS (\(sql: people))
      SELECT id, lower(email) AS email FROM invited
      WHERE lower(email) IN (SELECT lower(email) FROM invited GROUP BY lower(email) HAVING count(*) > 1)
        OR EXISTS (SELECT 1 FROM accounts a WHERE a.email_key = lower(invited.email)
          OR (a.email_key > lower(invited.email) || '/' AND a.email_key < lower(invited.email) || '0'))
      ORDER BY 2, 1 LIMIT \(limit)
      """
    ).map { (try $0["id"], try $0["email"]) }
  }
}
