import Chronology
import Database

/// A record in a list, with its progress.
struct ListedRecord: Sendable {
  let apprenticeship: Int64
  let name: String
  let training: ClosedRange<CalendarDate>
  let signed: Int
  let submitted: Int
  /// Confirmed paper parts, and the number of unconfirmed ones.
  let papers: PaperCover
  let unconfirmedPapers: Int
}

/// One of several apprenticeships of a person.
struct OtherContract: Sendable {
  let apprenticeship: Int64
  let company: String
  let training: ClosedRange<CalendarDate>
}

/// Queries for the records that a function has to do with.
enum RecordListQueries {
  enum Owner: Sendable {
    case instructor(Int64)
    case company(Int64)
  }

  /// The newest apprenticeship of an apprentice, and when its record was erased.
  static func newest(
    of apprentice: Int64, in connection: any Connection
  ) throws -> (apprenticeship: Int64, erasedAt: Instant?)? {
    try connection.row(
      """
      SELECT s.id, x.erased_at FROM trainings s LEFT JOIN record_retentions x ON x.apprenticeship_id = s.id
      WHERE s.apprentice_id = \(apprentice) ORDER BY s.starts_on DESC, s.id DESC LIMIT 1
      """
    ).map { (try $0["id"], try $0["erased_at"]) }
  }

  /// The apprenticeships of an apprentice, newest first.
  static func all(of apprentice: Int64, in connection: any Connection) throws -> [OtherContract] {
    try connection.rows(
      """
      SELECT s.id, s.starts_on, s.ends_on, c.full_name AS name
      FROM trainings s JOIN company_facts c ON c.id = s.company_id
      WHERE s.apprentice_id = \(apprentice) ORDER BY s.starts_on DESC, s.id DESC LIMIT 20
      """
    ).map { row in
      let (starts, ends): (CalendarDate, CalendarDate) = (try row["starts_on"], try row["ends_on"])
      return OtherContract(
        apprenticeship: try row["id"], company: try row["name"], training: starts...max(starts, ends))
    }
  }

  /// The records running on a day, sorted by name.
  static func running(
    of owner: Owner, on day: CalendarDate, limit: Int, in connection: any Connection
  ) throws -> [ListedRecord] {
    let condition: SQL =
      switch owner {
      case .instructor(let id): "s.instructor_id = \(id)"
      case .company(let id):
        """
        s.id IN (
          SELECT h.apprenticeship_id FROM training_companies h
          WHERE h.company_id = \(id) AND (h.valid_from IS NULL OR h.valid_from <= \(day))
            AND (h.valid_until IS NULL OR h.valid_until >= \(day)))
        """
      }
    let rows = try connection.rows(
      """
      SELECT s.id, p.first_name, p.last_name, s.starts_on, s.ends_on,
        (SELECT count(*) FROM record_weeks w WHERE w.apprenticeship_id = s.id AND w.state = 'signed') AS signed,
        (SELECT count(*) FROM record_weeks w WHERE w.apprenticeship_id = s.id AND w.state = 'submitted') AS submitted
      FROM trainings s JOIN apprentice_facts p ON p.id = s.apprentice_id
      WHERE \(sql: condition) AND s.starts_on <= \(day) AND s.ends_on >= \(day)
        AND (s.dissolved_on IS NULL OR s.dissolved_on > \(day))
      ORDER BY s.name_key, s.id LIMIT \(limit)
      """)
    let keys: [Int64] = try rows.map { try $0["id"] }
    let papers = try PaperQueries.covers(of: keys, confirmedOnly: true, in: connection)
    let unconfirmed = try PaperQueries.unconfirmed(of: keys, in: connection)
    return try rows.map { row in
      let id: Int64 = try row["id"]
      let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
      let (starts, ends): (CalendarDate, CalendarDate) = (try row["starts_on"], try row["ends_on"])
      return ListedRecord(
        apprenticeship: id, name: "\(first) \(last)", training: starts...max(starts, ends),
        signed: try row["signed"], submitted: try row["submitted"], papers: papers[id] ?? .none,
        unconfirmedPapers: unconfirmed[id] ?? 0)
    }
  }
}
