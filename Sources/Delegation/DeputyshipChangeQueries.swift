import Accounts
import Chronology
import Database

/// Writes about deputyships. Each UPDATE names the state that it leaves, so that one of two concurrent changes wins.
extension DeputyshipQueries {
  /// Adds an offer or a proposal; an open one for the same name is replaced.
  /// - Returns: its key, or nil when another was added at the same moment.
  static func add(_ new: NewDeputyship, now: Instant, in connection: any Connection) throws -> Int64? {
    let key = DeputyshipRules.key(of: new.typedName)
    try connection.execute(
      """
      UPDATE deputyships SET state = 'withdrawn', ended_at = \(now), ended_by = \(new.givenBy)
      WHERE principal_kind = \(new.principalKind) AND principal_subject = \(new.principalSubject)
        AND deputy_key = \(key) AND state = \(new.state)
      """)
    return try connection.value(
      """
      INSERT INTO deputyships (principal_kind, principal_subject, given_by, deputy_account, deputy_company, deputy_name,
        deputy_key, first_name, last_name, fields, valid_until, state, created_at)
      VALUES (\(new.principalKind), \(new.principalSubject), \(new.givenBy), \(new.deputyAccount),
        \(new.deputyCompany), \(new.typedName), \(key), \(new.firstName), \(new.lastName),
        \(WorkField.text(new.fields)), \(new.validUntil), \(new.state), \(now))
      ON CONFLICT DO NOTHING RETURNING id
      """)
  }

  /// Puts an offer or a proposal into force; an older deputyship between the same two ends.
  /// - Parameter account: the deputy, if not known before; nil if the offer names them.
  /// - Returns: false when it was decided or withdrawn meanwhile.
  static func activate(
    _ deputyship: Deputyship, deputy account: Int64? = nil, by actor: Int64, now: Instant,
    in connection: any Connection
  ) throws -> Bool {
    let (deputy, company) = (account ?? deputyship.deputyAccount, deputyship.deputyCompany)
    let ofBoth: SQL =
      """
      principal_kind = \(deputyship.principalKind) AND principal_subject = \(deputyship.principalSubject)
        AND (deputy_account = \(deputy) OR deputy_company = \(company) OR id = \(deputyship.id))
      """
    // Serialises concurrent acceptances of two offers between the same two.
    _ = try connection.rows(
      "SELECT id FROM deputyships WHERE \(sql: ofBoth) ORDER BY id\(sql: connection.lockingRows)")
    let isOpen = try connection.row(
      "SELECT id FROM deputyships WHERE id = \(deputyship.id) AND state = \(deputyship.state)")
    guard isOpen != nil else { return false }
    try connection.execute(
      """
      UPDATE deputyships SET state = 'withdrawn', ended_at = \(now), ended_by = \(actor)
      WHERE \(sql: ofBoth) AND state = 'active'
      """)
    return try connection.execute(
      """
      UPDATE deputyships SET state = 'active', deputy_account = \(deputy), decided_at = \(now), decided_by = \(actor)
      WHERE id = \(deputyship.id) AND state = \(deputyship.state)
      """) == 1
  }

  /// Turns a proposal approved by the chamber into an offer to an account; an open one for the same name is replaced.
  /// - Returns: false when it was decided or withdrawn meanwhile.
  static func offer(
    _ proposal: Deputyship, to account: Int64, by actor: Int64, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE deputyships SET state = 'withdrawn', ended_at = \(now), ended_by = \(actor)
      WHERE principal_kind = \(proposal.principalKind) AND principal_subject = \(proposal.principalSubject)
        AND deputy_key = \(DeputyshipRules.key(of: proposal.typedName)) AND state = 'offered'
      """)
    // The time limit for an answer starts now.
    return try connection.execute(
      """
      UPDATE deputyships SET state = 'offered', deputy_account = \(account), created_at = \(now)
      WHERE id = \(proposal.id) AND state = 'proposed'
      """) == 1
  }

  /// Declines an offer or refuses a proposal; false when it was decided or withdrawn meanwhile.
  static func turnDown(
    _ deputyship: Deputyship, as state: DeputyshipState, reason: String = "", by actor: Int64, now: Instant,
    in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE deputyships SET state = \(state), decided_at = \(now), decided_by = \(actor), reason = \(reason)
      WHERE id = \(deputyship.id) AND state = \(deputyship.state)
      """) == 1
  }

  /// Ends a deputyship that is open or in force; false when it was ended or turned down meanwhile.
  static func end(
    _ deputyship: Deputyship, by actor: Int64, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE deputyships SET state = 'withdrawn', ended_at = \(now), ended_by = \(actor)
      WHERE id = \(deputyship.id) AND state IN ('proposed', 'offered', 'active')
      """) == 1
  }

  /// Expires unanswered offers from before an instant.
  /// - Returns: their keys.
  static func lapse(before instant: Instant, now: Instant, in connection: any Connection) throws -> [Int64] {
    try connection.rows(
      """
      UPDATE deputyships SET state = 'withdrawn', ended_at = \(now)
      WHERE state = 'offered' AND created_at < \(instant) RETURNING id
      """
    ).map { try $0["id"] }
  }

  /// Ends all deputyships for a person whose access ends, so that they do not return with the access.
  static func end(
    for kind: FunctionKind, _ subject: Int64, by actor: Int64?, now: Instant, in connection: any Connection
  ) throws -> [Int64] {
    try connection.rows(
      """
      UPDATE deputyships SET state = 'withdrawn', ended_at = \(now), ended_by = \(actor)
      WHERE principal_kind = \(kind) AND principal_subject = \(subject) AND state IN ('offered', 'active') RETURNING id
      """
    ).map { try $0["id"] }
  }

  /// Ends what a deleted account gave for itself and what it held; what it gave for a company remains the company's.
  static func forget(_ account: Int64, now: Instant, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE deputyships SET state = 'withdrawn', ended_at = \(now)
      WHERE state IN ('offered', 'active')
        AND (deputy_account = \(account) OR (given_by = \(account) AND principal_kind <> 'company_administrator'))
      """)
    try connection.execute(
      """
      UPDATE deputyships SET deputy_name = '', deputy_key = '', first_name = '', last_name = ''
      WHERE deputy_account = \(account) OR (given_by = \(account) AND principal_kind <> 'company_administrator')
      """)
  }
}
