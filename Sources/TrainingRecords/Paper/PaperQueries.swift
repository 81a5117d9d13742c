import Chronology
import Database
import Documents

/// Queries about paper parts of records.
enum PaperQueries {
  static func all(of apprenticeship: Int64, in connection: any Connection) throws -> [PaperPart] {
    try connection.rows(
      select + " WHERE apprenticeship_id = \(apprenticeship) ORDER BY first_day, id LIMIT 100"
    ).map(PaperPart.init)
  }

  /// Covered weeks by record.
  /// - Parameter confirmedOnly: whether only confirmed parts count.
  static func covers(
    of apprenticeships: [Int64], confirmedOnly: Bool, in connection: any Connection
  ) throws -> [Int64: PaperCover] {
    guard !apprenticeships.isEmpty else { return [:] }
    let confirmed: SQL = confirmedOnly ? " AND confirmed_at IS NOT NULL" : ""
    let parts = try connection.rows(
      """
      SELECT apprenticeship_id, first_day, last_day FROM record_papers
      WHERE apprenticeship_id IN (\(list: apprenticeships))\(sql: confirmed)
      """)
    var covers: [Int64: PaperCover] = [:]
    for row in parts {
      let (first, last): (CalendarDate, CalendarDate) = (try row["first_day"], try row["last_day"])
      covers[try row["apprenticeship_id"], default: .none].spans.append(first...last)
    }
    guard !covers.isEmpty else { return [:] }
    let weeks = try connection.rows(
      "SELECT apprenticeship_id, iso_year, iso_week FROM record_weeks WHERE apprenticeship_id IN (\(list: covers.keys.sorted()))"
    )
    for row in weeks {
      guard let week = CalendarWeek(year: try row["iso_year"], number: try row["iso_week"]) else { continue }
      covers[try row["apprenticeship_id"]]?.written.insert(week)
    }
    return covers
  }

  /// The number of unconfirmed parts by record.
  static func unconfirmed(of apprenticeships: [Int64], in connection: any Connection) throws -> [Int64: Int] {
    guard !apprenticeships.isEmpty else { return [:] }
    let rows = try connection.rows(
      """
      SELECT apprenticeship_id, count(*) AS parts FROM record_papers
      WHERE apprenticeship_id IN (\(list: apprenticeships)) AND confirmed_at IS NULL GROUP BY apprenticeship_id
      """)
    return try rows.reduce(into: [:]) { $0[try $1["apprenticeship_id"]] = try $1["parts"] }
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
      ON CONFLICT (apprenticeship_id, file_hash, first_day, last_day) DO NOTHING
      """)
  }

  /// - Returns: false if it was confirmed meanwhile.
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

  /// Withdraws a mistaken confirmation.
  static func reopen(_ part: PaperPart, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      UPDATE record_papers SET confirmed_at = NULL, confirmed_by = NULL, confirmed_name = NULL
      WHERE id = \(part.id) AND confirmed_at IS NOT NULL
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
