import Database
import Sodium

/// Chains the lines of the audit log: each gets the next position and a hash over its content and the hash before it,
/// so that a later change, removal or insertion is noticed.
///
/// The chain is made shortly after the fact by one worker instead of within each transaction: a chain inside would let
/// only one write at a time through the whole portal (docs/adr/0004).
package enum JournalSealer {
  /// Seals up to `limit` lines that are not sealed yet.
  /// - Returns: how many were sealed.
  @discardableResult
  package static func seal(_ database: Database, limit: Int = 1000) async throws -> Int {
    try await database.write { connection in
      let last = try connection.row(
        "SELECT position, seal FROM journal_entries WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1")
      var position: Int64 = try last?["position"] ?? 0
      var seal: [UInt8] = try last?["seal"] ?? []
      let waiting = try connection.rows(
        """
        SELECT id, occurred_at, actor, acting_for, event, subject_kind, subject_id, address, details
        FROM journal_entries WHERE position IS NULL ORDER BY id LIMIT \(limit)
        """)
      for row in waiting {
        position += 1
        seal = try self.seal(of: row, position: position, after: seal)
        let id: Int64 = try row["id"]
        try connection.execute(
          "UPDATE journal_entries SET position = \(position), seal = \(seal) WHERE id = \(id) AND position IS NULL")
      }
      return waiting.count
    }
  }

  /// Reads the whole chain and compares.
  /// - Returns: nil when all is in order, else a sentence that tells the first damaged place.
  package static func firstDamage(_ database: Database) async throws -> String? {
    try await database.read { connection in
      var position: Int64 = 0
      var seal: [UInt8] = []
      var damage: String?
      try connection.forEachRow(
        """
        SELECT id, occurred_at, actor, acting_for, event, subject_kind, subject_id, address, details, position, seal
        FROM journal_entries WHERE position IS NOT NULL ORDER BY position
        """
      ) { row in
        guard damage == nil else { return }
        position += 1
        let found: Int64 = try row["position"]
        seal = try self.seal(of: row, position: position, after: seal)
        let stored: [UInt8] = try row["seal"]
        if found != position {
          damage = "journal: line \(position) is missing"
        } else if stored != seal {
          damage = "journal: line \(position) was changed"
        }
      }
      return damage
    }
  }

  /// The last sealed line with its hash. Whoever keeps it outside notices if lines at the end are taken away.
  package static func head(_ database: Database) async throws -> (position: Int64, seal: String)? {
    try await database.read { connection in
      let row = try connection.row(
        "SELECT position, seal FROM journal_entries WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1")
      return try row.map { (try $0["position"], Sodium.hexadecimal(try $0["seal"])) }
    }
  }

  private static func seal(of row: Row, position: Int64, after previous: [UInt8]) throws -> [UInt8] {
    let occurredAt: Int64 = try row["occurred_at"]
    let actor: Int64? = try row["actor"]
    let actingFor: Int64? = try row["acting_for"]
    let subject: Int64? = try row["subject_id"]
    let parts: [String] = try [
      String(position), String(occurredAt), actor.map { String($0) } ?? "-", actingFor.map { String($0) } ?? "-",
      row["event"], row["subject_kind"], subject.map { String($0) } ?? "-", row["address"], row["details"],
    ]
    // Lengths in front keep two different lines from giving the same text.
    let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
    return Sodium.hash(previous + [UInt8](text.utf8))
  }
}
