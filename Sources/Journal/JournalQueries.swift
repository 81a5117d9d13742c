import Chronology
import Database
import Foundation

/// The audit log: writing and reading its entries. An entry is written in the transaction of the change it records.
package enum Journal {
  /// The migrations of this target.
  package static let migrations = MigrationSet(
    area: "Journal", folder: Bundle.module.bundleURL.appendingPathComponent("Migrations"))

  package static func record(_ entry: JournalEntry, at now: Instant, in connection: any Connection) throws {
    try connection.execute(
      """
      INSERT INTO journal_entries
        (occurred_at, actor, acting_for, event, subject_kind, subject_id, address, details)
      VALUES (\(now), \(entry.actor), \(entry.actingFor), \(entry.event), \(entry.subject.kind), \(entry.subject.id),
        \(entry.address), \(entry.detailsText))
      """)
  }

  /// The entries about a subject, newest first.
  package static func entries(
    about subject: JournalEntry.Subject, limit: Int = 50, in connection: any Connection
  ) throws -> [RecordedEntry] {
    try connection.rows(
      """
      SELECT id, occurred_at, actor, acting_for, event, subject_kind, subject_id, address, details
      FROM journal_entries
      WHERE subject_kind = \(subject.kind) AND subject_id = \(subject.id)
      ORDER BY id DESC LIMIT \(limit)
      """
    ).map(RecordedEntry.init)
  }

  /// A page of the whole log, starting after an entry.
  /// - Parameter event: prefix of the event codes; empty for all.
  package static func page(
    event: String, newestFirst: Bool, after key: Int64?, limit: Int, in connection: any Connection
  ) throws -> [RecordedEntry] {
    let place: SQL = newestFirst ? "id < \(key ?? .max)" : "id > \(key ?? 0)"
    let order: SQL = newestFirst ? "id DESC" : "id"
    return try connection.rows(
      """
      SELECT id, occurred_at, actor, acting_for, event, subject_kind, subject_id, address, details
      FROM journal_entries
      WHERE \(sql: place) AND (\(event) = '' OR event LIKE \(event) || '%')
      ORDER BY \(sql: order) LIMIT \(limit)
      """
    ).map(RecordedEntry.init)
  }
}

extension RecordedEntry {
  init(_ row: Row) throws {
    id = try row["id"]
    occurredAt = try row["occurred_at"]
    let details: String = try row["details"]
    entry = JournalEntry(
      try row["event"] as Event, JournalEntry.Subject(try row["subject_kind"] as SubjectKind, try row["subject_id"]),
      actor: try row["actor"],
      actingFor: try row["acting_for"], address: try row["address"],
      details: (try? JSONDecoder().decode([String: String].self, from: Data(details.utf8))) ?? [:])
  }
}
