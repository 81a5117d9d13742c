import Chronology
import Database
import Web
import Work

/// Queries about batches.
package enum DocumentBatchQueries {
  static func add(
    _ kind: DocumentKind, title: String, to recipients: RecipientKind, _ items: [PreviewedItem], by officer: Int64,
    now: Instant, in connection: any Connection
  ) throws -> Int64 {
    let batch = try connection.key(
      """
      INSERT INTO document_batches (kind, title, recipient_kind, state, created_at, created_by)
      VALUES (\(kind), \(title), \(recipients), 'previewed', \(now), \(officer)) RETURNING id
      """)
    for item in items {
      let file = try item.stored.map { try StoredFileQueries.add($0, now: now, in: connection) }
      try connection.execute(
        """
        INSERT INTO document_batch_items
          (batch_id, label, number, subject_id, file_id, page_count, usual_pages, problem)
        VALUES (\(batch), \(item.label), \(item.number), \(item.subject), \(file), \(item.pages), \(item.usualPages),
          \(item.problem?.rawValue ?? ""))
        """)
    }
    return batch
  }

  package static func batch(_ id: Int64, in connection: any Connection) throws -> DocumentBatch? {
    try connection.row(
      "SELECT \(raw: columns) FROM document_batches WHERE id = \(id)"
    ).map(DocumentBatch.init)
  }

  /// The newest batches that were started or wait for that.
  package static func newest(limit: Int, in connection: any Connection) throws -> [DocumentBatch] {
    try connection.rows("SELECT \(raw: columns) FROM document_batches ORDER BY id DESC LIMIT \(limit)").map(
      DocumentBatch.init)
  }

  /// A page of the items with or without a problem.
  package static func items(
    of batch: Int64, withProblem: Bool, _ slice: ListSlice<OldestFirst>, in connection: any Connection
  ) throws -> [DocumentBatchItem] {
    let problem: SQL = withProblem ? "problem <> ''" : "problem = ''"
    return try connection.rows(
      select + " WHERE batch_id = \(batch) AND \(sql: problem)" + slice.rows("id")
    ).map(DocumentBatchItem.init)
  }

  /// A few recipients with more than one document in a batch.
  package static func repeated(
    in batch: Int64, limit: Int, in connection: any Connection
  ) throws -> [(subject: Int64, number: String, count: Int)] {
    try connection.rows(
      """
      SELECT subject_id, min(number) AS number, count(*) AS found FROM document_batch_items
      WHERE batch_id = \(batch) AND problem = '' GROUP BY subject_id HAVING count(*) > 1
      ORDER BY subject_id LIMIT \(limit)
      """
    ).map { (try $0["subject_id"], try $0["number"], try $0["found"]) }
  }

  /// How many items to be issued have an unusual number of pages.
  package static func unusual(in batch: Int64, in connection: any Connection) throws -> Int {
    try connection.value(
      """
      SELECT count(*) FROM document_batch_items
      WHERE batch_id = \(batch) AND problem = '' AND usual_pages IS NOT NULL
      """) ?? 0
  }

  /// How many items of a batch are good, have a problem, and are issued.
  package static func counts(
    of batch: Int64, in connection: any Connection
  ) throws -> (good: Int, bad: Int, issued: Int) {
    let row = try connection.row(
      """
      SELECT coalesce(sum(CASE WHEN problem = '' THEN 1 ELSE 0 END), 0) AS good,
        coalesce(sum(CASE WHEN problem <> '' THEN 1 ELSE 0 END), 0) AS bad, count(document_id) AS issued
      FROM document_batch_items WHERE batch_id = \(batch)
      """)
    guard let row else { return (0, 0, 0) }
    return (try row["good"], try row["bad"], try row["issued"])
  }

  /// The next items to be issued.
  static func waiting(of batch: Int64, limit: Int, in connection: any Connection) throws -> [DocumentBatchItem] {
    try connection.rows(
      select + """
         WHERE batch_id = \(batch) AND problem = '' AND subject_id IS NOT NULL AND document_id IS NULL ORDER BY id LIMIT \(limit)
        """
    ).map(DocumentBatchItem.init)
  }

  static func noteIssued(_ item: Int64, document: Int64, in connection: any Connection) throws {
    try connection.execute(
      "UPDATE document_batch_items SET document_id = \(document) WHERE id = \(item) AND document_id IS NULL")
  }

  static func note(_ problem: UploadProblem, of item: Int64, in connection: any Connection) throws {
    try connection.execute("UPDATE document_batch_items SET problem = \(problem.rawValue) WHERE id = \(item)")
  }

  static let columns: StaticString =
    "id, kind, title, recipient_kind, state, created_at, created_by, started_by, job_id, revision"

  static let select: SQL =
    """
    SELECT id, label, number, subject_id, file_id, page_count, usual_pages, problem, document_id, assigned_by
    FROM document_batch_items
    """
}
