import Chronology
import Database
import Web
import Work

/// A document to be added, with its recipients.
struct NewDocument: Sendable {
  let kind: DocumentKind
  let title: String
  let code: String
  /// Idempotency key: of two documents with the same key only the first is added.
  var issueKey: String?
  var apprenticeship: Int64?
  let file: Int64
  let pages: Int
  let key: Int64
  var issuedBy: Int64?
  let recipients: [Addressee]
}

/// Selects documents of a function.
package struct DocumentFilter: Sendable {
  package var addressee: Addressee
  package var kinds: [DocumentKind]
  package var text = ""
  package var isUnreadOnly = false
  package var apprenticeship: Int64?

  package init(_ addressee: Addressee, kinds: [DocumentKind]) {
    self.addressee = addressee
    self.kinds = kinds
  }
}

/// Queries about documents.
package enum DocumentQueries {
  /// A condition: the subject of a four-eyes proposal (`o.subject_id`) can still be decided.
  static let isIssued: SQL = "EXISTS (SELECT 1 FROM documents d WHERE d.id = o.subject_id AND d.state = 'issued')"

  /// - Returns: the key of the document; nil if one with its issue key exists.
  static func add(
    _ new: NewDocument, seals: DeliverySeals, now: Instant, in connection: any Connection
  ) throws -> Int64? {
    let id: Int64? = try connection.value(
      """
      INSERT INTO documents
        (kind, title, title_key, code, issue_key, apprenticeship_id, file_id, page_count, key_id, state, issued_at, issued_by)
      VALUES (\(new.kind), \(new.title), \(SortKey.make(new.title)), \(new.code), \(new.issueKey), \(new.apprenticeship), \(new.file),
        \(new.pages), \(new.key), 'issued', \(now), \(new.issuedBy))
      ON CONFLICT (issue_key) DO NOTHING RETURNING id
      """)
    guard let id else { return nil }
    for recipient in new.recipients {
      let delivery = try connection.key(
        """
        INSERT INTO document_recipients (document_id, kind, subject_id, provided_at)
        VALUES (\(id), \(recipient.kind), \(recipient.subject), \(now)) RETURNING id
        """)
      let sealed = SealedDelivery(
        id: delivery, document: id, code: new.code, file: new.file, kind: recipient.kind.rawValue,
        subject: recipient.subject, recipients: new.recipients.count, providedAt: now)
      try DeliverySealQueries.add(sealed.id, provided: seals.provided(sealed), in: connection)
    }
    return id
  }

  /// A page of the documents of a function.
  package static func page(
    _ filter: DocumentFilter, _ slice: ListSlice<NewestFirst>, in connection: any Connection
  ) throws -> [ReceivedDocument] {
    var sql =
      delivered + """
         WHERE r.kind = \(filter.addressee.kind) AND r.subject_id = \(filter.addressee.subject)
          AND d.kind IN (\(list: filter.kinds)) AND NOT \(sql: ClosureQueries.isClosed)
        """
    if filter.isUnreadOnly { sql = sql + " AND r.opened_at IS NULL AND d.state = 'issued'" }
    if let apprenticeship = filter.apprenticeship { sql = sql + " AND d.apprenticeship_id = \(apprenticeship)" }
    if !filter.text.isEmpty {
      for spellings in SortKey.spellings(filter.text).prefix(6) {
        let written = spellings.sorted().map { word -> SQL in "d.title_key LIKE \("%\(word)%")" }
        sql = sql + " AND (" + SQL.joined(written, separator: " OR ") + ")"
      }
    }
    return try connection.rows(sql + slice.rows("r.id")).map(ReceivedDocument.init)
  }

  package static func delivery(_ id: Int64, in connection: any Connection) throws -> ReceivedDocument? {
    try connection.row(delivered + " WHERE r.id = \(id)").map(ReceivedDocument.init)
  }

  /// All deliveries of a document.
  package static func deliveries(of document: Int64, in connection: any Connection) throws -> [ReceivedDocument] {
    try connection.rows(delivered + " WHERE r.document_id = \(document) ORDER BY r.id LIMIT 500").map(
      ReceivedDocument.init)
  }

  /// Counting stops here, because every page needs the number.
  package static let mostUnread = 200

  /// How many of an addressee's documents nobody has opened yet, up to `mostUnread`.
  package static func unread(
    of addressee: Addressee, kinds: [DocumentKind], in connection: any Connection
  ) throws -> Int {
    guard !kinds.isEmpty else { return 0 }
    return try connection.value(
      """
      SELECT count(*) FROM (
        SELECT 1 AS one FROM document_recipients r JOIN documents d ON d.id = r.document_id
        WHERE r.kind = \(addressee.kind) AND r.subject_id = \(addressee.subject) AND r.opened_at IS NULL
          AND d.state = 'issued' AND d.kind IN (\(list: kinds))
        LIMIT \(mostUnread)
      ) AS found
      """) ?? 0
  }

  /// The kinds of documents that nobody has opened yet, by addressee.
  static func unread(
    of addressees: [Addressee], in connection: any Connection
  ) throws -> [Addressee: Set<DocumentKind>] {
    let each = addressees.map { one -> SQL in "(r.kind = \(one.kind) AND r.subject_id = \(one.subject))" }
    let rows = try connection.rows(
      """
      SELECT DISTINCT r.kind AS recipient_kind, r.subject_id, d.kind
      FROM document_recipients r JOIN documents d ON d.id = r.document_id
      WHERE r.opened_at IS NULL AND d.state = 'issued' AND (\(sql: SQL.joined(each, separator: " OR ")))
      """)
    return try rows.reduce(into: [:]) { found, row in
      found[Addressee(try row["recipient_kind"], try row["subject_id"]), default: []].insert(try row["kind"])
    }
  }

  /// By apprenticeship, how many documents an addressee has, and how many of them are unopened.
  package static func counts(
    of apprenticeships: [Int64], for addressee: Addressee, kinds: [DocumentKind], in connection: any Connection
  ) throws -> [Int64: (all: Int, unread: Int)] {
    guard !apprenticeships.isEmpty, !kinds.isEmpty else { return [:] }
    let rows = try connection.rows(
      """
      SELECT d.apprenticeship_id, count(*) AS found, sum(CASE WHEN r.opened_at IS NULL THEN 1 ELSE 0 END) AS unread
      FROM documents d JOIN document_recipients r ON r.document_id = d.id
      WHERE d.apprenticeship_id IN (\(list: apprenticeships)) AND d.state = 'issued' AND d.kind IN (\(list: kinds))
        AND r.kind = \(addressee.kind) AND r.subject_id = \(addressee.subject)
      GROUP BY d.apprenticeship_id
      """)
    return try rows.reduce(into: [:]) { found, row in
      found[try row["apprenticeship_id"]] = (all: try row["found"], unread: try row["unread"])
    }
  }

  /// Writes the receipt of the first opening.
  /// - Returns: false if there was one already, or the document is closed.
  static func open(
    _ delivery: Int64, by account: Int64, deputyship: Int64?, seals: DeliverySeals, now: Instant,
    in connection: any Connection
  ) throws -> Bool {
    let isFirst =
      try connection.execute(
        """
        UPDATE document_recipients SET opened_at = \(now), opened_by = \(account), opened_deputyship = \(deputyship)
        WHERE id = \(delivery) AND opened_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM documents d WHERE d.id = document_recipients.document_id AND \(sql: ClosureQueries.isClosed))
        """) == 1
    guard isFirst else { return false }
    let seal = seals.opened(delivery, at: now, by: account, deputyship: deputyship)
    try DeliverySealQueries.open(delivery, seal, in: connection)
    return true
  }

  /// Revokes a document; its issue key can then be used again.
  /// - Returns: false if it was revoked before.
  package static func revoke(
    _ document: Int64, reason: String, by officer: Int64, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE documents SET state = 'revoked', revoked_at = \(now), revoked_by = \(officer),
        revocation_reason = \(reason), issue_key = NULL
      WHERE id = \(document) AND state = 'issued'
      """) == 1
  }

  static func document(issuedFor key: String, in connection: any Connection) throws -> Int64? {
    try connection.value("SELECT id FROM documents WHERE issue_key = \(key)")
  }

  package static func document(_ id: Int64, in connection: any Connection) throws -> Document? {
    try connection.row("SELECT \(sql: Document.columns) FROM documents d WHERE d.id = \(id)").map(Document.init)
  }

  static let delivered: SQL =
    """
    SELECT r.id AS delivery_id, r.kind AS recipient_kind, r.subject_id, r.provided_at, r.opened_at, r.opened_by,
      r.opened_deputyship, r.reminded_at, o.first_name AS opener_first, o.last_name AS opener_last,
      \(sql: Document.columns)
    FROM document_recipients r JOIN documents d ON d.id = r.document_id LEFT JOIN account_names o ON o.id = r.opened_by
    """
}
