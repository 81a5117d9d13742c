import Chronology
import Database
import Web
import Work

/// Several people with one address: each has an account of their own. The first has the address as its key; those after
/// it the address with a number behind it, which no address can be.
extension AccountQueries {
  /// So many accounts at one address are enough, also for the mailbox of a company.
  private static let mostAtAnAddress = 200

  /// All accounts whose mails go to an address, in the order in which they came.
  package static func accounts(at email: EmailAddress, in connection: any Connection) throws -> [Account] {
    try connection.rows(
      """
      SELECT \(raw: Account.columns) FROM accounts
      WHERE email_key = \(email.key) OR (email_key > \(email.key + "/") AND email_key < \(email.key + "0")) ORDER BY id
      """
    ).map(Account.init)
  }

  /// Whether others have accounts at the account's address as well.
  static func sharesAddress(_ account: Account, in connection: any Connection) throws -> Bool {
    guard let email = EmailAddress(account.email) else { return false }
    return try accounts(at: email, in: connection).count > 1
  }

  /// Holds all accounts at an address until the transaction ends, so that others neither add one nor queue mails there
  /// meanwhile. Where there is none yet, nobody is kept from adding the first. Only within a write.
  static func hold(_ email: EmailAddress, in connection: any Connection) throws {
    _ = try connection.rows(
      """
      SELECT id FROM accounts
      WHERE email_key = \(email.key) OR (email_key > \(email.key + "/") AND email_key < \(email.key + "0"))
      ORDER BY id\(sql: connection.lockingRows)
      """)
  }

  /// Adds the first account at an address; nil when there is one, also where the very first is gone and others stayed.
  /// Only within a write.
  static func addFirst(
    _ email: EmailAddress, firstName: String, lastName: String, language: Language = .german, now: Instant,
    in connection: any Connection
  ) throws -> Account? {
    try hold(email, in: connection)
    guard try accounts(at: email, in: connection).isEmpty else { return nil }
    let added = try addPending(
      email, firstName: firstName, lastName: lastName, language: language, now: now, in: connection)
    // Of two who come at once, the second finds what the first added.
    if added == nil { try hold(email, in: connection) }
    return added
  }

  /// Adds an account for another person at an address that has one; nil when there are too many.
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

  /// Who of some people has an address that another of them or an account has, in the order of the addresses.
  /// - Parameter people: a question for their `id` and `email`.
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
