import Chronology
import Database
import Documents

/// Queries about attached files.
enum AttachmentQueries {
  static func add(
    _ file: DocumentStore.Stored, to apprenticeship: Int64, by account: Int64, now: Instant,
    in connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO record_files (apprenticeship_id, hash, byte_count, added_at, added_by)
      VALUES (\(apprenticeship), \(file.hash), \(file.byteCount), \(now), \(account))
      ON CONFLICT (apprenticeship_id, hash) DO NOTHING
      """)
  }

  /// Deletes the row of a file that a week no longer has, unless something else refers to it: another week, a submitted
  /// version, a paper part.
  static func release(
    _ hash: [UInt8], named name: String, by week: CalendarWeek, of apprenticeship: Int64, in connection: any Connection
  ) throws {
    let pattern = "%\(name)%"
    try connection.execute(
      """
      DELETE FROM record_files WHERE apprenticeship_id = \(apprenticeship) AND hash = \(hash)
        AND NOT EXISTS (
          SELECT 1 FROM record_weeks w WHERE w.apprenticeship_id = \(apprenticeship) AND w.content LIKE \(pattern)
            AND NOT (w.iso_year = \(week.year) AND w.iso_week = \(week.number)))
        AND NOT EXISTS (
          SELECT 1 FROM record_versions v JOIN record_weeks w ON w.id = v.week_id
          WHERE w.apprenticeship_id = \(apprenticeship) AND v.content LIKE \(pattern))
        AND NOT EXISTS (
          SELECT 1 FROM record_papers p WHERE p.apprenticeship_id = \(apprenticeship) AND p.file_hash = \(hash))
      """)
  }

  /// The size of all files of a record, in bytes.
  static func bytes(of apprenticeship: Int64, in connection: any Connection) throws -> Int {
    try connection.value(
      "SELECT CAST(sum(byte_count) AS BIGINT) FROM record_files WHERE apprenticeship_id = \(apprenticeship)") ?? 0
  }

  /// Which of some contents have a row.
  static func named(_ hashes: [[UInt8]], in connection: any Connection) throws -> Set<[UInt8]> {
    Set(try connection.rows("SELECT hash FROM record_files WHERE hash IN (\(list: hashes))").map { try $0["hash"] })
  }

  /// A portion of the files after a key, for checking all of them.
  static func files(
    after last: (apprenticeship: Int64, hash: [UInt8]), limit: Int, in connection: any Connection
  ) throws -> [(apprenticeship: Int64, hash: [UInt8])] {
    try connection.rows(
      """
      SELECT apprenticeship_id, hash FROM record_files
      WHERE apprenticeship_id > \(last.apprenticeship)
        OR (apprenticeship_id = \(last.apprenticeship) AND hash > \(last.hash))
      ORDER BY apprenticeship_id, hash LIMIT \(limit)
      """
    ).map { (try $0["apprenticeship_id"], try $0["hash"]) }
  }
}
