import Accounts
import Chronology
import Database

/// What needs two officers.
enum FourEyesKind: String, Sendable, ColumnValue, CaseIterable {
  case requestRefusal = "request_refusal"
  case deputyRefusal = "deputy_refusal"
  case accountDeletion = "account_deletion"
  case documentRevocation = "document_revocation"

  var right: OfficerRight {
    switch self {
    case .requestRefusal, .deputyRefusal: .companies
    case .accountDeletion: .accounts
    case .documentRevocation: .documents
    }
  }

  /// Where the officers look at it.
  func path(_ subject: Int64) -> String {
    switch self {
    case .requestRefusal: "/kammer/antraege/\(subject)"
    case .deputyRefusal: "/kammer/vertretungen/\(subject)/ablehnen"
    case .accountDeletion: "/kammer/konten/\(subject)/loeschen"
    case .documentRevocation: "/kammer/dokumente/\(subject)/zurueckziehen"
    }
  }
}

/// What an officer proposed and another has to agree to (Vier-Augen-Prinzip).
struct OfficerProposal: Sendable {
  let kind: FourEyesKind
  let subject: Int64
  let reason: String
  let by: Int64
  let byName: String
  let at: Instant

  init(_ row: Row) throws {
    kind = try row["kind"]
    subject = try row["subject_id"]
    reason = try row["reason"]
    by = try row["proposed_by"]
    let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
    byName = NameRules.full(first, last)
    at = try row["proposed_at"]
  }
}

/// Questions and writes about proposals.
enum FourEyesQueries {
  /// - Parameter lock: the connection's `lockingRows` within a write, so that of two officers one comes first.
  static func proposal(
    _ kind: FourEyesKind, _ subject: Int64, lock: SQL = SQL(), in connection: any Connection
  ) throws -> OfficerProposal? {
    try connection.row(
      select + " WHERE o.kind = \(kind) AND o.subject_id = \(subject)\(sql: lock)"
    ).map(OfficerProposal.init)
  }

  static func all(in connection: any Connection) throws -> [OfficerProposal] {
    try connection.rows(select + " ORDER BY o.proposed_at LIMIT 100").map(OfficerProposal.init)
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

  /// Removes a proposal; false when there was none.
  static func remove(_ kind: FourEyesKind, _ subject: Int64, in connection: any Connection) throws -> Bool {
    try connection.execute("DELETE FROM officer_proposals WHERE kind = \(kind) AND subject_id = \(subject)") > 0
  }

  private static let select: SQL =
    """
    SELECT o.kind, o.subject_id, o.reason, o.proposed_by, o.proposed_at, a.first_name, a.last_name
    FROM officer_proposals o JOIN accounts a ON a.id = o.proposed_by
    """
}
