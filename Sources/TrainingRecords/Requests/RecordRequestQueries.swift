import Chronology
import Database

/// Queries about requests for a release.
enum RecordRequestQueries {
  /// The newest request for a record, decided or not.
  static func newest(of apprenticeship: Int64, in connection: any Connection) throws -> RecordRequest? {
    try connection.row(
      """
      SELECT q.id, q.reason, q.asked_at, q.asked_by, q.state, a.first_name, a.last_name
      FROM record_requests q LEFT JOIN account_names a ON a.id = q.asked_by
      WHERE q.apprenticeship_id = \(apprenticeship) ORDER BY q.id DESC LIMIT 1
      """
    ).map { row in
      let names: [String?] = [try row["first_name"], try row["last_name"]]
      return RecordRequest(
        id: try row["id"], reason: try row["reason"], askedAt: try row["asked_at"], askedBy: try row["asked_by"],
        name: names.compactMap { $0 }.joined(separator: " "), state: try row["state"])
    }
  }

  /// - Returns: false if one is open already.
  static func ask(
    _ apprenticeship: Int64, reason: String, by officer: Int64, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      INSERT INTO record_requests (apprenticeship_id, reason, asked_at, asked_by, state)
      VALUES (\(apprenticeship), \(reason), \(now), \(officer), 'open')
      ON CONFLICT (apprenticeship_id) WHERE state = 'open' DO NOTHING
      """) == 1
  }

  /// Decides the open request.
  /// - Returns: false if there was none.
  static func decide(
    _ apprenticeship: Int64, as state: RecordRequestState, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE record_requests SET state = \(state), decided_at = \(now)
      WHERE apprenticeship_id = \(apprenticeship) AND state = 'open'
      """) == 1
  }
}
