import Chronology
import Database
import Work

/// Queries about notices to recipients.
enum NoticeQueries {
  /// The group of readers, the same for all documents of a kind for one recipient.
  struct Reader: Sendable, Hashable {
    let kind: DocumentKind
    let addressee: Addressee
  }

  struct Delivery: Sendable {
    let id: Int64
    let reader: Reader
    /// Neither opened nor revoked: worth a mail.
    let isUnread: Bool
  }

  static func untold(limit: Int, in connection: any Connection) throws -> [Delivery] {
    try connection.rows(
      select + " WHERE r.told_at IS NULL ORDER BY r.id LIMIT \(limit)\(sql: connection.skippingLockedRows)"
    ).map(Delivery.init)
  }

  static func unread(
    providedBefore limit: Instant, limit count: Int, in connection: any Connection
  ) throws -> [Delivery] {
    try connection.rows(
      select + """
         WHERE r.opened_at IS NULL AND r.provided_at < \(limit) AND r.told_at IS NOT NULL
          AND r.reminder_checked_at IS NULL AND d.state = 'issued'
        ORDER BY r.provided_at, r.id LIMIT \(count)\(sql: connection.skippingLockedRows)
        """
    ).map(Delivery.init)
  }

  static func noteTold(_ ids: [Int64], now: Instant, in connection: any Connection) throws {
    for portion in ids.chunked(into: 1000) {
      try connection.execute("UPDATE document_recipients SET told_at = \(now) WHERE id IN (\(list: portion))")
    }
  }

  static func noteChecked(_ ids: [Int64], now: Instant, in connection: any Connection) throws {
    for portion in ids.chunked(into: 1000) {
      try connection.execute(
        "UPDATE document_recipients SET reminder_checked_at = \(now) WHERE id IN (\(list: portion))")
    }
  }

  static func noteReminded(_ ids: [Int64], now: Instant, in connection: any Connection) throws {
    for portion in ids.chunked(into: 1000) {
      try connection.execute("UPDATE document_recipients SET reminded_at = \(now) WHERE id IN (\(list: portion))")
    }
  }

  private static let select: SQL =
    """
    SELECT r.id, d.kind AS document_kind, r.kind, r.subject_id,
      CASE WHEN r.opened_at IS NULL AND d.state = 'issued' THEN 1 ELSE 0 END AS is_unread
    FROM document_recipients r JOIN documents d ON d.id = r.document_id
    """
}

extension NoticeQueries.Delivery {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row["id"],
      reader: .init(kind: try row["document_kind"], addressee: Addressee(try row["kind"], try row["subject_id"])),
      isUnread: try row["is_unread"])
  }
}
