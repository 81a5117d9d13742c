import Chronology
import Database

/// An invitation (Einladung) to act for a company.
package struct Invitation: Sendable {
  package let id: Int64
  package let company: Int64
  package let companyName: String
  package let account: Int64
  package let email: String
  package let isAdministrator: Bool
  package let rights: Set<CompanyRight>
  package let validUntil: CalendarDate?
  package let invitedBy: Int64
  package let createdAt: Instant
  package let expiresAt: Instant

  init(_ row: Row) throws {
    id = try row["id"]
    company = try row["company_id"]
    companyName = try row["name"]
    account = try row["account_id"]
    email = try row["email"]
    isAdministrator = try row["is_administrator"]
    rights = CompanyRight.parse(try row["rights"])
    validUntil = try row["valid_until"]
    invitedBy = try row["invited_by"]
    createdAt = try row["created_at"]
    expiresAt = try row["expires_at"]
  }
}

/// Queries and updates of invitations.
package enum InvitationQueries {
  /// Adds an invitation; replaces an open one for the same person.
  static func add(
    _ membership: Membership, by actor: Int64, expires: Instant, now: Instant, in connection: any Connection
  ) throws -> Int64 {
    try connection.execute(
      """
      UPDATE company_invitations SET state = 'withdrawn', decided_at = \(now)
      WHERE company_id = \(membership.company) AND account_id = \(membership.account) AND state = 'open'
      """)
    return try connection.key(
      """
      INSERT INTO company_invitations
        (company_id, account_id, is_administrator, rights, valid_until, invited_by, created_at, expires_at, state)
      VALUES (\(membership.company), \(membership.account), \(membership.isAdministrator),
        \(CompanyRight.text(membership.rights)), \(membership.validUntil), \(actor), \(now), \(expires), 'open')
      RETURNING id
      """)
  }

  /// The open invitations of a company.
  static func open(of company: Int64, now: Instant, in connection: any Connection) throws -> [Invitation] {
    try connection.rows(
      select + " WHERE i.company_id = \(company) AND i.state = 'open' AND i.expires_at > \(now) ORDER BY i.id"
    ).map(Invitation.init)
  }

  /// The open invitations for an account.
  package static func open(for account: Int64, now: Instant, in connection: any Connection) throws -> [Invitation] {
    try connection.rows(
      select + " WHERE i.account_id = \(account) AND i.state = 'open' AND i.expires_at > \(now) ORDER BY i.id"
    ).map(Invitation.init)
  }

  /// Decides an open invitation of an account; nil if it is not the account's own, or already decided.
  static func decide(
    _ id: Int64, for account: Int64, as state: InvitationState, now: Instant, in connection: any Connection
  ) throws -> Invitation? {
    let invitation = try connection.row(
      select + " WHERE i.id = \(id) AND i.account_id = \(account) AND i.state = 'open' AND i.expires_at > \(now)"
    ).map(Invitation.init)
    guard let invitation, try setState(state, of: id, now: now, in: connection) else { return nil }
    return invitation
  }

  static func withdraw(_ id: Int64, of company: Int64, now: Instant, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      UPDATE company_invitations SET state = 'withdrawn', decided_at = \(now)
      WHERE id = \(id) AND company_id = \(company) AND state = 'open'
      """) == 1
  }

  private static func setState(
    _ state: InvitationState, of id: Int64, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      "UPDATE company_invitations SET state = \(state), decided_at = \(now) WHERE id = \(id) AND state = 'open'") == 1
  }

  private static let select: SQL =
    """
    SELECT i.id, i.company_id, c.full_name AS name, i.account_id, a.email, i.is_administrator, i.rights, i.valid_until,
      i.invited_by, i.created_at, i.expires_at
    FROM company_invitations i JOIN companies c ON c.id = i.company_id JOIN account_facts a ON a.id = i.account_id
    """
}

enum InvitationState: String, ColumnValue {
  case open
  case accepted
  case declined
  case withdrawn
}
