import Chronology
import Database
import Documents

/// Questions and writes about parts of a record that were kept elsewhere.
enum PaperQueries {
  static func all(of apprenticeship: Int64, in connection: any Connection) throws -> [PaperPart] {
    try connection.rows(
      select + " WHERE apprenticeship_id = \(apprenticeship) ORDER BY first_day, id LIMIT 100"
    ).map(PaperPart.init)
  }

  static func one(_ id: Int64, of apprenticeship: Int64, in connection: any Connection) throws -> PaperPart? {
    try connection.row(select + " WHERE id = \(id) AND apprenticeship_id = \(apprenticeship)").map(PaperPart.init)
  }

  /// The days that are covered, by record.
  static func spans(
    of apprenticeships: [Int64], in connection: any Connection
  ) throws -> [Int64: [ClosedRange<CalendarDate>]] {
    guard !apprenticeships.isEmpty else { return [:] }
    let rows = try connection.rows(
      "SELECT apprenticeship_id, first_day, last_day FROM record_papers WHERE apprenticeship_id IN (\(list: apprenticeships))"
    )
    return try rows.reduce(into: [:]) { spans, row in
      let (first, last): (CalendarDate, CalendarDate) = (try row["first_day"], try row["last_day"])
      spans[try row["apprenticeship_id"], default: []].append(first...last)
    }
  }

  static func add(
    _ file: DocumentStore.Stored, name: String, pages: Int, span: ClosedRange<CalendarDate>, to apprenticeship: Int64,
    by account: Int64, now: Instant, in connection: any Connection
  ) throws {
    try AttachmentQueries.add(file, to: apprenticeship, by: account, now: now, in: connection)
    try connection.execute(
      """
      INSERT INTO record_papers
        (apprenticeship_id, first_day, last_day, name, file_hash, byte_count, page_count, added_at, added_by)
      VALUES (\(apprenticeship), \(span.lowerBound), \(span.upperBound), \(name), \(file.hash), \(file.byteCount),
        \(pages), \(now), \(account))
      """)
  }

  /// - Returns: false when somebody looked through it meanwhile.
  static func remove(_ part: PaperPart, in connection: any Connection) throws -> Bool {
    try connection.execute("DELETE FROM record_papers WHERE id = \(part.id) AND confirmed_at IS NULL") == 1
  }

  static func confirm(
    _ part: PaperPart, by account: Int64, name: String, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE record_papers SET confirmed_at = \(now), confirmed_by = \(account), confirmed_name = \(name)
      WHERE id = \(part.id) AND confirmed_at IS NULL
      """) == 1
  }

  private static let select: SQL =
    """
    SELECT id, first_day, last_day, name, file_hash, byte_count, page_count, confirmed_at, confirmed_name
    FROM record_papers
    """
}

extension PaperPart {
  fileprivate init(_ row: Row) throws {
    let (first, last): (CalendarDate, CalendarDate) = (try row["first_day"], try row["last_day"])
    let (at, name): (Instant?, String?) = (try row["confirmed_at"], try row["confirmed_name"])
    self.init(
      id: try row["id"], span: first...last, name: try row["name"], hash: try row["file_hash"],
      byteCount: try row["byte_count"], pages: try row["page_count"],
      confirmation: at.map { (name: name ?? "", at: $0) })
  }
}
