import Accounts
import Chronology
import Database

/// What an officer proposed and another has to agree to (Vier-Augen-Prinzip).
struct OfficerProposal: Sendable {
  let kind: FourEyesKind
  let subject: Int64
  let reason: String
  let by: Int64
  let byName: String
  let byEmail: String
  let at: Instant
  /// How what it is about is called, where it was asked for.
  var title = ""

  init(_ row: Row) throws {
    kind = try row["kind"]
    subject = try row["subject_id"]
    reason = try row["reason"]
    by = try row["proposed_by"]
    let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
    byName = NameRules.full(first, last)
    byEmail = try row["email"]
    at = try row["proposed_at"]
  }
}

/// Questions and writes about proposals.
enum FourEyesQueries {
  /// What waits; nil also where it was settled in another way, such as a document that was closed meanwhile.
  /// - Parameter lock: the connection's `lockingRows` of `o` within a write, so that of two officers one comes first.
  static func proposal(
    _ kind: FourEyesKind, _ subject: Int64, lock: SQL = SQL(), in connection: any Connection
  ) throws -> OfficerProposal? {
    try connection.row(
      select + " AND o.kind = \(kind) AND o.subject_id = \(subject)\(sql: lock)"
    ).map(OfficerProposal.init)
  }

  /// All that wait, with the names of what they are about.
  static func all(in connection: any Connection) throws -> [OfficerProposal] {
    try connection.rows(select + " ORDER BY o.proposed_at LIMIT 100").map { row in
      var proposal = try OfficerProposal(row)
      proposal.title = try proposal.kind.title(of: proposal.subject, in: connection)
      return proposal
    }
  }

  /// Proposes, or changes the reason of one's own proposal; what another proposed stays as it is.
  static func propose(
    _ kind: FourEyesKind, _ subject: Int64, reason: String, by officer: Int64, now: Instant,
    in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO officer_proposals (kind, subject_id, reason, proposed_by, proposed_at)
      VALUES (\(kind), \(subject), \(reason), \(officer), \(now))
      ON CONFLICT (kind, subject_id) DO UPDATE SET reason = excluded.reason, proposed_at = excluded.proposed_at
      WHERE officer_proposals.proposed_by = excluded.proposed_by
      """)
  }

  /// Removes a proposal as somebody saw it; false when it is gone or another by now.
  static func remove(_ proposal: OfficerProposal, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      DELETE FROM officer_proposals
      WHERE kind = \(proposal.kind) AND subject_id = \(proposal.subject) AND proposed_by = \(proposal.by)
        AND proposed_at = \(proposal.at) AND reason = \(proposal.reason)
      """) == 1
  }

  private static let select: SQL =
    """
    SELECT o.kind, o.subject_id, o.reason, o.proposed_by, o.proposed_at, a.first_name, a.last_name,
      a.email
    FROM officer_proposals o JOIN account_facts a ON a.id = o.proposed_by
    WHERE CASE o.kind
      WHEN 'request_refusal' THEN
        EXISTS (SELECT 1 FROM credential_request_states r WHERE r.id = o.subject_id AND r.state = 'open')
      WHEN 'deputy_refusal' THEN
        EXISTS (SELECT 1 FROM deputyship_states s WHERE s.id = o.subject_id AND s.state = 'proposed')
      WHEN 'account_deletion' THEN
        EXISTS (SELECT 1 FROM account_facts b WHERE b.id = o.subject_id AND b.state NOT IN ('leaving', 'deleted'))
      WHEN 'document_revocation' THEN
        EXISTS (SELECT 1 FROM document_states d WHERE d.id = o.subject_id AND d.state = 'issued')
      ELSE 1 = 1 END
    """
}
