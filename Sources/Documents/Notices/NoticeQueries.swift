import Chronology
import Database

/// Questions and writes about what recipients were told.
enum NoticeQueries {
  struct Delivery: Sendable {
    let id: Int64
    let kind: DocumentKind
    let addressee: Addressee
  }

  static func untold(limit: Int, in connection: any Connection) throws -> [Delivery] {
    try connection.rows(
      select + " WHERE r.told_at IS NULL ORDER BY r.id LIMIT \(limit)\(sql: connection.skippingLockedRows)"
    )
    .map(Delivery.init)
  }

  static func unread(toldBefore limit: Instant, limit count: Int, in connection: any Connection) throws -> [Delivery] {
    try connection.rows(
      select + """
         WHERE r.opened_at IS NULL AND r.provided_at < \(limit) AND r.told_at < \(limit) AND r.reminded_at IS NULL
          AND d.state = 'issued'
        ORDER BY r.provided_at, r.id LIMIT \(count)\(sql: connection.skippingLockedRows)
        """
    ).map(Delivery.init)
  }

  static func noteTold(_ ids: [Int64], now: Instant, in connection: any Connection) throws {
    try connection.execute("UPDATE document_recipients SET told_at = \(now) WHERE id IN (\(list: ids))")
  }

  static func noteReminded(_ ids: [Int64], now: Instant, in connection: any Connection) throws {
    try connection.execute("UPDATE document_recipients SET reminded_at = \(now) WHERE id IN (\(list: ids))")
  }

  private static let select: SQL =
    "SELECT r.id, d.kind AS document_kind, r.kind, r.subject_id FROM document_recipients r JOIN documents d ON d.id = r.document_id"
}

extension NoticeQueries.Delivery {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row["id"], kind: try row["document_kind"],
      addressee: Addressee(try row["kind"], try row["subject_id"]))
  }
}
