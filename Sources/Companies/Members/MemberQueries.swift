import Accounts
import Chronology
import Database

/// Queries and updates of the members of companies.
package enum MemberQueries {
  /// An account's functions in companies on a day. A closed company gives none.
  static func functions(of account: Int64, on day: CalendarDate, in connection: any Connection) throws
    -> [PortalFunction]
  {
    let rows = try connection.rows(
      """
      SELECT m.company_id, m.is_administrator, m.rights, c.full_name AS name, c.name_key, 0 AS is_branch
      FROM company_members m JOIN companies c ON c.id = m.company_id
      WHERE m.account_id = \(account) AND m.ended_at IS NULL AND (m.valid_until IS NULL OR m.valid_until >= \(day))
        AND (c.active_until IS NULL OR c.active_until >= \(day))
      UNION ALL
      SELECT b.id, m.is_administrator, m.rights, b.full_name, b.name_key, 1
      FROM company_members m JOIN companies c ON c.id = m.company_id
        JOIN branch_access e ON e.head_office_id = c.id AND e.ended_at IS NULL
        JOIN companies b ON b.id = e.branch_id AND b.head_office_id = c.id
      WHERE m.account_id = \(account) AND m.ended_at IS NULL AND (m.valid_until IS NULL OR m.valid_until >= \(day))
        AND (c.active_until IS NULL OR c.active_until >= \(day))
        AND (b.active_until IS NULL OR b.active_until >= \(day))
      ORDER BY 6, 5, 1 LIMIT 300
      """)
    var functions: [PortalFunction] = []
    for row in rows {
      let function = try self.function(row)
      // For somebody who is also a member of the branch itself, the rights given there count.
      if !functions.contains(where: { $0.subject == function.subject }) { functions.append(function) }
    }
    return functions
  }

  /// Members of the head office never administer a branch: its members and invitations remain its own.
  private static func function(_ row: Row) throws -> PortalFunction {
    let company: Int64 = try row["company_id"]
    let isAdministrator: Bool = try row["is_administrator"]
    let isBranch: Bool = try row["is_branch"]
    let rights = isAdministrator ? Set(CompanyRight.allCases) : CompanyRight.parse(try row["rights"])
    return PortalFunction(
      kind: isAdministrator && !isBranch ? .companyAdministrator : .companyMember, subject: company,
      title: try row["name"], rights: Set(rights.map(\.rawValue)), path: CompanyPath.company(company))
  }

  /// A condition on an account `a`: it is a member of a company.
  static let isMember: SQL =
    "EXISTS (SELECT 1 FROM company_members m WHERE m.account_id = a.id AND m.ended_at IS NULL)"

  package static func members(of company: Int64, on day: CalendarDate, in connection: any Connection) throws
    -> [ListedMember]
  {
    try connection.rows(
      """
      SELECT m.id, m.account_id, a.first_name, a.last_name, a.email, m.is_administrator, m.rights, m.valid_until,
        m.created_at
      FROM company_members m JOIN account_facts a ON a.id = m.account_id
      WHERE m.company_id = \(company) AND m.ended_at IS NULL AND (m.valid_until IS NULL OR m.valid_until >= \(day))
      ORDER BY a.name_key, m.id LIMIT 500
      """
    ).map { row in
      let firstName: String = try row["first_name"]
      let lastName: String = try row["last_name"]
      return ListedMember(
        id: try row["id"], account: try row["account_id"], name: NameRules.full(firstName, lastName),
        email: try row["email"],
        isAdministrator: try row["is_administrator"], rights: CompanyRight.parse(try row["rights"]),
        validUntil: try row["valid_until"], createdAt: try row["created_at"])
    }
  }

  /// Locks the members of a company until the transaction ends, so that two people who remove the last two
  /// administrators come one after the other. Only within a write.
  static func lockMembers(of company: Int64, in connection: any Connection) throws {
    _ = try connection.row("SELECT id FROM companies WHERE id = \(company)\(sql: connection.lockingRows)")
  }

  /// The administrators of a company on a day, without those whose account is about to be deleted.
  static func administrators(of company: Int64, on day: CalendarDate, in connection: any Connection) throws -> [Int64] {
    try connection.rows(
      """
      SELECT m.account_id FROM company_members m JOIN account_facts a ON a.id = m.account_id
      WHERE m.company_id = \(company) AND m.ended_at IS NULL AND m.is_administrator = 1
        AND (m.valid_until IS NULL OR m.valid_until >= \(day)) AND a.state = 'active'
      """
    ).map { try $0["account_id"] }
  }

  /// Makes somebody a member; an existing member gets the new rights.
  /// - Returns: the key of the membership.
  static func admit(
    _ membership: Membership, origin: MemberOrigin, by actor: Int64, now: Instant, in connection: any Connection
  ) throws -> Int64 {
    try connection.key(
      """
      INSERT INTO company_members
        (company_id, account_id, is_administrator, rights, valid_until, origin, created_at, created_by)
      VALUES (\(membership.company), \(membership.account), \(membership.isAdministrator),
        \(CompanyRight.text(membership.rights)), \(membership.validUntil), \(origin), \(now), \(actor))
      ON CONFLICT (company_id, account_id) WHERE ended_at IS NULL DO UPDATE SET
        is_administrator = excluded.is_administrator, rights = excluded.rights, valid_until = excluded.valid_until
      RETURNING id
      """)
  }

  /// Changes a member's rights; false if there is no such member.
  static func change(_ membership: Membership, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      UPDATE company_members SET is_administrator = \(membership.isAdministrator),
        rights = \(CompanyRight.text(membership.rights)), valid_until = \(membership.validUntil)
      WHERE company_id = \(membership.company) AND account_id = \(membership.account) AND ended_at IS NULL
      """) == 1
  }

  package static func end(
    account: Int64, of company: Int64, by actor: Int64?, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE company_members SET ended_at = \(now), ended_by = \(actor)
      WHERE company_id = \(company) AND account_id = \(account) AND ended_at IS NULL
      """) == 1
  }

  /// Ends all memberships of an account that is being erased.
  static func endAll(of account: Int64, now: Instant, in connection: any Connection) throws {
    try connection.execute(
      "UPDATE company_members SET ended_at = \(now) WHERE account_id = \(account) AND ended_at IS NULL")
    try connection.execute(
      """
      UPDATE company_invitations SET state = 'withdrawn', decided_at = \(now)
      WHERE account_id = \(account) AND state = 'open'
      """)
    try connection.execute(
      "UPDATE pins SET state = 'revoked' WHERE account_id = \(account) AND state IN ('requested', 'live')")
  }

  /// Ends everything that a wrongful administrator brought in: members invited by them, members invited by those, and
  /// so on, and invitations still open. Members who also proved themselves by PIN, or whom the chamber entered, stay.
  static func endInvited(by account: Int64, of company: Int64, now: Instant, in connection: any Connection) throws {
    let brought: SQL = """
      WITH RECURSIVE brought (account_id) AS (
        SELECT \(account)
        UNION
        SELECT m.account_id FROM company_members m JOIN brought b ON m.created_by = b.account_id
        WHERE m.company_id = \(company) AND m.origin = 'invitation' AND NOT EXISTS (
          SELECT 1 FROM company_members own
          WHERE own.company_id = m.company_id AND own.account_id = m.account_id AND own.origin <> 'invitation'
            AND own.ended_at IS NULL)
      )
      """
    try connection.execute(
      brought + """

        UPDATE company_invitations SET state = 'withdrawn', decided_at = \(now)
        WHERE company_id = \(company) AND state = 'open' AND invited_by IN (SELECT account_id FROM brought)
        """)
    try connection.execute(
      brought + """

        UPDATE company_members SET ended_at = \(now)
        WHERE company_id = \(company) AND origin = 'invitation' AND ended_at IS NULL
          AND created_by IN (SELECT account_id FROM brought)
        """)
  }
}

extension MemberQueries {
  /// Makes an account an administrator of a company by decision of the chamber.
  package static func addAdministrator(
    _ account: Int64, to company: Int64, now: Instant, in connection: any Connection
  ) throws {
    _ = try admit(
      Membership(
        company: company, account: account, isAdministrator: true, rights: Set(CompanyRight.allCases), validUntil: nil),
      origin: .chamber, by: account, now: now, in: connection)
  }
}
