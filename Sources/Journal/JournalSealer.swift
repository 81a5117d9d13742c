import Database
import Sodium

/// Makes the audit log tamper-evident with a hash chain: each entry gets the next position and a hash over its content
/// and the previous hash, so that a later change, removal or insertion is detected.
///
/// One worker chains the entries shortly after they were written. Doing it within each transaction would serialise all
/// writes of the portal (docs/adr/0004).
package enum JournalSealer {
  /// Seals up to `limit` unsealed entries.
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

  /// Verifies the whole chain.
  /// - Returns: nil if it is intact, otherwise a sentence about the first damaged entry.
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

  /// The last sealed entry with its hash. Keep it outside to detect entries removed at the end.
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
    // Length prefixes make the encoding unambiguous.
    let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
    return Sodium.hash(previous + [UInt8](text.utf8))
  }
}
