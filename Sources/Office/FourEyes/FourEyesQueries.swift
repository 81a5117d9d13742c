import Accounts
import Chronology
import Database

/// A proposal of an officer that another one has to agree to (Vier-Augen-Prinzip).
package struct OfficerProposal: Sendable {
  package let kind: FourEyesKind
  package let subject: Int64
  package let reason: String
  package let by: Int64
  package let byName: String
  package let byEmail: String
  package let at: Instant
  /// The title of what it is about, if it was queried.
  package var title = ""

  init(_ row: Row, _ kind: FourEyesKind) throws {
    self.kind = kind
    subject = try row["subject_id"]
    reason = try row["reason"]
    by = try row["proposed_by"]
    let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
    byName = NameRules.full(first, last)
    byEmail = try row["email"]
    at = try row["proposed_at"]
  }
}

/// Queries about proposals and agreements.
package enum FourEyesQueries {
  /// The open proposal; nil also if it was settled in another way, such as a document that was closed meanwhile.
  /// - Parameter lock: within a write, the connection's `lockingRows` of `o`, so that two officers come one after the
  ///   other.
  package static func proposal(
    _ kind: FourEyesKind, _ subject: Int64, lock: SQL = SQL(), in connection: any Connection
  ) throws -> OfficerProposal? {
    try connection.row(
      select + " WHERE o.kind = \(kind.code) AND o.subject_id = \(subject) AND (\(sql: kind.isOpen))\(sql: lock)"
    ).map { try OfficerProposal($0, kind) }
  }

  /// All open proposals of some kinds, with the names of what they are about.
  package static func all(of kinds: [FourEyesKind], in connection: any Connection) throws -> [OfficerProposal] {
    guard !kinds.isEmpty else { return [] }
    let open = kinds.map { "(o.kind = \($0.code) AND \(sql: $0.isOpen))" as SQL }
    let any = open.dropFirst().reduce(open[0]) { $0 + " OR " + $1 }
    return try connection.rows(select + " WHERE (" + any + ") ORDER BY o.proposed_at LIMIT 100").compactMap { row in
      let code: String = try row["kind"]
      guard let kind = kinds.first(where: { $0.code == code }) else { return nil }
      var proposal = try OfficerProposal(row, kind)
      proposal.title = try kind.title(proposal.subject, connection)
      return proposal
    }
  }

  /// Adds a proposal, or changes the reason of the officer's own; another officer's stays as it is.
  static func propose(_ decision: FourEyesDecision, now: Instant, in connection: any Connection) throws {
    try connection.execute(
      """
      INSERT INTO four_eyes_proposals (kind, subject_id, reason, proposed_by, proposed_at)
      VALUES (\(decision.kind.code), \(decision.subject), \(decision.reason), \(decision.officer.id), \(now))
      ON CONFLICT (kind, subject_id) DO UPDATE SET reason = excluded.reason, proposed_at = excluded.proposed_at
      WHERE four_eyes_proposals.proposed_by = excluded.proposed_by
      """)
  }

  /// Deletes a proposal in the version seen; false when it is gone or was changed.
  static func remove(_ proposal: OfficerProposal, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      DELETE FROM four_eyes_proposals
      WHERE kind = \(proposal.kind.code) AND subject_id = \(proposal.subject) AND proposed_by = \(proposal.by)
        AND proposed_at = \(proposal.at) AND reason = \(proposal.reason)
      """) == 1
  }

  /// Stores who proposed something and who agreed.
  static func noteAgreement(
    to proposal: OfficerProposal, by second: Int64, now: Instant, in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO four_eyes_agreements (kind, subject_id, proposed_by, proposed_at, agreed_by, agreed_at)
      VALUES (\(proposal.kind.code), \(proposal.subject), \(proposal.by), \(proposal.at), \(second), \(now))
      """)
  }

  /// The latest agreement about a subject; nil if there is none, or if it dates from before agreements were stored.
  package static func agreement(
    _ kind: FourEyesKind, _ subject: Int64, in connection: any Connection
  ) throws -> Agreement? {
    try connection.row(
      """
      SELECT g.proposed_by, g.proposed_at, g.agreed_by, g.agreed_at, p.first_name AS proposer_first,
        p.last_name AS proposer_last, s.first_name AS second_first, s.last_name AS second_last
      FROM four_eyes_agreements g
      JOIN account_facts p ON p.id = g.proposed_by JOIN account_facts s ON s.id = g.agreed_by
      WHERE g.kind = \(kind.code) AND g.subject_id = \(subject) ORDER BY g.id DESC LIMIT 1
      """
    ).map { try Agreement($0, kind, subject) }
  }

  private static let select: SQL =
    """
    SELECT o.kind, o.subject_id, o.reason, o.proposed_by, o.proposed_at, a.first_name, a.last_name,
      a.email
    FROM four_eyes_proposals o JOIN account_facts a ON a.id = o.proposed_by
    """
}
