import Accounts
import Apprenticeships
import Chronology
import Database
import Sodium

/// Queries about sign-offs.
package enum SignOffQueries {
  /// Appends a sign-off to a record's chain. Call within the write that moves the week, so that one of two concurrent
  /// calls is first.
  static func add(
    _ week: RecordWeek, by account: Account, for principal: String = "", as function: String, coSigner: Int64? = nil,
    now: Instant, in connection: any Connection
  ) throws -> SignOff {
    // Serialises concurrent sign-offs in the same record.
    try ApprenticeshipQueries.lock(week.apprenticeship, in: connection)
    let last = try connection.row(
      """
      SELECT position, hash FROM record_sign_offs WHERE apprenticeship_id = \(week.apprenticeship)
      ORDER BY position DESC LIMIT 1
      """)
    let position: Int = try last.map { try $0["position"] } ?? 0
    let signOff = SignOff(
      apprenticeship: week.apprenticeship, week: week.id, position: position + 1, revision: week.revision,
      account: account.id, signer: account.fullName, function: function, signedAt: now,
      contentHash: week.contentHash, previous: try last.map { try $0["hash"] } ?? SignOff.beginning,
      coSigner: coSigner, principal: principal)
    try connection.execute(
      """
      INSERT INTO record_sign_offs (week_id, apprenticeship_id, position, revision, account_id, signer_name, function,
        signed_at, content_hash, previous_hash, hash, co_signer_id, acting_for)
      VALUES (\(signOff.week), \(signOff.apprenticeship), \(signOff.position), \(signOff.revision), \(signOff.account),
        \(signOff.signer), \(signOff.function), \(now), \(signOff.contentHash), \(signOff.previous), \(signOff.hash),
        \(coSigner), \(signOff.principal))
      """)
    return signOff
  }

  /// The sign-offs that cover a week's current content, including those of co-signers, in order.
  static func standing(over week: RecordWeek, in connection: any Connection) throws -> [SignOff] {
    try connection.rows(
      """
      SELECT \(raw: columns) FROM record_sign_offs f
      WHERE f.week_id = \(week.id) AND f.revision = \(week.revision) ORDER BY f.position
      """
    ).map(SignOff.init)
  }

  /// All sign-offs of a record by the key of their week, in order.
  static func all(of apprenticeship: Int64, in connection: any Connection) throws -> [Int64: [SignOff]] {
    let rows = try connection.rows(
      "SELECT \(raw: columns) FROM record_sign_offs f WHERE f.apprenticeship_id = \(apprenticeship) ORDER BY f.position"
    )
    return try Dictionary(grouping: rows.map(SignOff.init), by: \.week)
  }

  static func isSigned(_ week: RecordWeek, by signer: CoSigner, in connection: any Connection) throws -> Bool {
    try connection.row(
      """
      SELECT id FROM record_sign_offs
      WHERE week_id = \(week.id) AND revision = \(week.revision) AND co_signer_id = \(signer.id)
      """) != nil
  }

  /// A record's chain, with the current content of its signed weeks.
  static func chain(
    of apprenticeship: Int64, in connection: any Connection
  ) throws -> [(signOff: SignOff, storedHash: [UInt8], currentContent: [UInt8]?)] {
    try connection.rows(
      """
      SELECT \(raw: columns), f.hash, w.content, w.state, w.revision AS current_revision
      FROM record_sign_offs f JOIN record_weeks w ON w.id = f.week_id
      WHERE f.apprenticeship_id = \(apprenticeship) ORDER BY f.position
      """
    ).map { row in
      let signOff = try SignOff(row)
      let (state, revision): (WeekState, Int) = (try row["state"], try row["current_revision"])
      let isStanding = state == .signed && revision == signOff.revision
      let text: String = try row["content"]
      let content = isStanding ? Sodium.hash(Array(text.utf8)) : nil
      return (signOff, try row["hash"], content)
    }
  }

  /// A portion of the records with sign-offs, after a key.
  static func records(after key: Int64, limit: Int, in connection: any Connection) throws -> [Int64] {
    try connection.rows(
      """
      SELECT DISTINCT apprenticeship_id FROM record_sign_offs WHERE apprenticeship_id > \(key)
      ORDER BY apprenticeship_id LIMIT \(limit)
      """
    ).map { try $0["apprenticeship_id"] }
  }

  private static let columns: StaticString =
    """
    f.week_id, f.apprenticeship_id, f.position, f.revision, f.account_id, f.signer_name, f.function, f.signed_at,
    f.content_hash, f.previous_hash, f.co_signer_id, f.acting_for
    """
}

extension SignOff {
  fileprivate init(_ row: Row) throws {
    self.init(
      apprenticeship: try row["apprenticeship_id"], week: try row["week_id"], position: try row["position"],
      revision: try row["revision"], account: try row["account_id"], signer: try row["signer_name"],
      function: try row["function"], signedAt: try row["signed_at"], contentHash: try row["content_hash"],
      previous: try row["previous_hash"], coSigner: try row["co_signer_id"],
      principal: try row["acting_for"])
  }
}
