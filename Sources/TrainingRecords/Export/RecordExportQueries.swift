import Chronology
import Database
import Documents

/// A week for export, with the sign-offs that cover its content.
struct ExportedWeek: Sendable {
  let week: RecordWeek
  let signOff: SignOff?
  /// The sign-offs of co-signers.
  let coSignOffs: [SignOff]
}

/// Queries about copies of records.
package struct RecordExportQueries: SealedFileRegister {
  package init() {}

  /// The weeks of a record in a span, in order.
  static func weeks(
    of apprenticeship: Int64, _ span: ClosedRange<CalendarWeek>, in connection: any Connection
  ) throws -> [ExportedWeek] {
    let signOffs = try SignOffQueries.all(of: apprenticeship, in: connection)
    return try WeekQueries.weeks(of: apprenticeship, in: connection).filter { span.contains($0.week) }.map { week in
      let standing = (signOffs[week.id] ?? []).filter { $0.revision == week.revision }
      return ExportedWeek(
        week: week, signOff: week.state == .signed ? standing.last { $0.coSigner == nil } : nil,
        coSignOffs: standing.filter { $0.coSigner != nil })
    }
  }

  /// Data for the cover of a copy, besides the apprentice.
  static func heading(
    of apprenticeship: Int64, in connection: any Connection
  ) throws -> (number: String, birthDate: CalendarDate?, instructor: String)? {
    try connection.row(
      """
      SELECT p.number, p.birth_date, i.first_name, i.last_name FROM trainings s
        JOIN apprentice_facts p ON p.id = s.apprentice_id LEFT JOIN instructor_names i ON i.id = s.instructor_id
      WHERE s.id = \(apprenticeship)
      """
    ).map { row in
      let names: [String?] = [try row["first_name"], try row["last_name"]]
      return (try row["number"], try row["birth_date"], names.compactMap { $0 }.joined(separator: " "))
    }
  }

  static func add(
    _ apprenticeship: Int64, code: String, hash: [UInt8], pages: Int, key: Int64, by account: Int64, now: Instant,
    in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO record_exports (apprenticeship_id, code, file_hash, page_count, key_id, created_at, created_by)
      VALUES (\(apprenticeship), \(code), \(hash), \(pages), \(key), \(now), \(account))
      """)
  }

  package func paper(code: String, in connection: any Connection) throws -> CheckedDocument? {
    try connection.row(Self.select + " WHERE e.code = \(code)").map(CheckedDocument.init)
  }

  package func paper(hash: [UInt8], in connection: any Connection) throws -> CheckedDocument? {
    try connection.row(Self.select + " WHERE e.file_hash = \(hash) ORDER BY e.id DESC LIMIT 1").map(
      CheckedDocument.init)
  }

  private static let select: SQL =
    """
    SELECT 'record' AS kind, 'issued' AS state, e.code, e.created_at AS issued_at, NULL AS revoked_at, e.page_count,
      k.valid_until
    FROM record_exports e JOIN seal_terms k ON k.id = e.key_id
    """
}
