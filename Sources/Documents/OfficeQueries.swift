import Chronology
import Database
import Postbox
import Web
import Work

/// What officers see of documents.
package enum OfficeQueries {
  /// The kind of letter for documents printed because nobody opened them.
  package static let letterKind = "document"

  /// A page of deliveries: all, or those of some recipients.
  package static func page(
    for addressees: [Addressee]?, _ slice: ListSlice<NewestFirst>, in connection: any Connection
  ) throws -> [ReceivedDocument] {
    try connection.rows(DocumentQueries.delivered + condition(addressees) + slice.rows("r.id")).map(
      ReceivedDocument.init)
  }

  /// How many there are, counted up to a limit.
  package static func count(
    for addressees: [Addressee]?, limit: Int, in connection: any Connection
  ) throws -> Int {
    try connection.value(
      "SELECT count(*) FROM (SELECT 1 FROM document_recipients r" + condition(addressees)
        + " LIMIT \(limit)) AS found") ?? 0
  }

  private static func condition(_ addressees: [Addressee]?) -> SQL {
    guard let addressees else { return " WHERE 1 = 1" }
    guard !addressees.isEmpty else { return " WHERE 1 = 0" }
    let each = addressees.map { one -> SQL in "(r.kind = \(one.kind) AND r.subject_id = \(one.subject))" }
    return " WHERE (" + SQL.joined(each, separator: " OR ") + ")"
  }

  /// The document with a check code (Prüfcode).
  package static func document(code: String, in connection: any Connection) throws -> Int64? {
    try connection.value("SELECT id FROM documents WHERE code = \(code)")
  }

  /// How many documents issued before an instant were neither opened nor printed, and the oldest.
  package static func unopened(
    since instant: Instant, in connection: any Connection
  ) throws -> (count: Int, oldest: Instant)? {
    let row = try connection.row(
      "SELECT count(*) AS found, min(r.provided_at) AS oldest" + unopened(since: instant))
    guard let row, let oldest: Instant = try row["oldest"] else { return nil }
    return (try row["found"], oldest)
  }

  /// A portion of them, after a key.
  static func unopened(
    since instant: Instant, after key: Int64, limit: Int, in connection: any Connection
  ) throws -> [(delivery: Int64, addressee: Addressee)] {
    try connection.rows(
      "SELECT r.id, r.kind, r.subject_id" + unopened(since: instant) + " AND r.id > \(key) ORDER BY r.id LIMIT \(limit)"
    ).map { (try $0["id"], Addressee(try $0["kind"], try $0["subject_id"])) }
  }

  /// Adds a delivery to the print queue.
  static func requestLetter(for delivery: Int64, now: Instant, in connection: any Connection) throws {
    try Letters.request(letterKind, subject: delivery, now: now, in: connection)
    try connection.execute("UPDATE document_recipients SET printed_at = \(now) WHERE id = \(delivery)")
  }

  private static func unopened(since instant: Instant) -> SQL {
    """
     FROM document_recipients r JOIN documents d ON d.id = r.document_id
    WHERE r.opened_at IS NULL AND r.provided_at < \(instant) AND r.printed_at IS NULL AND d.state = 'issued'
    """
  }
}
