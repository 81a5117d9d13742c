import Chronology
import Database

/// Queries about the seals of deliveries.
enum DeliverySealQueries {
  static func add(
    _ delivery: Int64, provided: [UInt8], opened: [UInt8]? = nil, isAfterwards: Bool = false,
    in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO delivery_seals (delivery_id, provided, opened, is_afterwards)
      VALUES (\(delivery), \(provided), \(opened), \(isAfterwards ? 1 : 0))
      """)
  }

  static func open(_ delivery: Int64, _ seal: [UInt8], in connection: any Connection) throws {
    try connection.execute("UPDATE delivery_seals SET opened = \(seal) WHERE delivery_id = \(delivery)")
  }

  static func deliveries(after last: Int64, limit: Int, in connection: any Connection) throws -> [FoundDelivery] {
    try connection.rows(
      """
      SELECT r.id, r.document_id, r.kind, r.subject_id, r.provided_at, r.opened_at, r.opened_by, r.opened_deputyship,
        d.code, d.file_id, s.provided, s.opened, s.is_afterwards,
        (SELECT count(*) FROM document_recipients o WHERE o.document_id = r.document_id) AS recipients
      FROM document_recipients r JOIN documents d ON d.id = r.document_id
      LEFT JOIN delivery_seals s ON s.delivery_id = r.id
      WHERE r.id > \(last) ORDER BY r.id LIMIT \(limit)
      """
    ).map(FoundDelivery.init)
  }

  static func sealsWithoutDelivery(in connection: any Connection) throws -> [Int64] {
    try connection.rows(
      """
      SELECT s.delivery_id FROM delivery_seals s
      WHERE NOT EXISTS (SELECT 1 FROM document_recipients r WHERE r.id = s.delivery_id)
      ORDER BY s.delivery_id LIMIT 100
      """
    ).map { try $0["delivery_id"] }
  }
}

extension FoundDelivery {
  fileprivate init(_ row: Row) throws {
    delivery = SealedDelivery(
      id: try row["id"], document: try row["document_id"], code: try row["code"], file: try row["file_id"],
      kind: try row["kind"], subject: try row["subject_id"], recipients: try row["recipients"],
      providedAt: try row["provided_at"])
    let openedAt: Instant? = try row["opened_at"]
    let openedBy: Int64? = try row["opened_by"]
    let deputyship: Int64? = try row["opened_deputyship"]
    receipt = openedAt.map { Opening(at: $0, account: openedBy ?? 0, deputyship: deputyship) }
    provided = try row["provided"]
    opened = try row["opened"]
    let afterwards: Int? = try row["is_afterwards"]
    isAfterwards = afterwards == 1
  }
}
