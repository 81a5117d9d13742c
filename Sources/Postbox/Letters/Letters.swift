import Chronology
import Database

/// A run: many letters of one kind, printed as one PDF.
package struct LetterRun: Sendable {
  package let id: Int64
  package let kind: String
  package let state: LetterRunState
  package let createdAt: Instant
  package let count: Int
  package let pages: Int
  package let readyAt: Instant?
  package let postedAt: Instant?
  package let file: String

  init(_ row: Row) throws {
    id = try row["id"]
    kind = try row["kind"]
    state = try row["state"]
    createdAt = try row["created_at"]
    count = try row["letter_count"]
    pages = try row["page_count"]
    readyAt = try row["ready_at"]
    postedAt = try row["posted_at"]
    file = try row["file"]
  }

  static let columns: StaticString =
    "id, kind, state, created_at, letter_count, page_count, ready_at, posted_at, file"
}

package enum LetterRunState: String, ColumnValue {
  case making
  case ready
  case posted
}

package enum LetterState: String, ColumnValue {
  case waiting
  case printing
  case printed
  case posted
  case withdrawn
}

/// The progress of a letter: its state, and when its run was printed and posted.
package struct LetterProgress: Sendable, Equatable {
  package let state: LetterState
  package let printedAt: Instant?
  package let postedAt: Instant?
}

/// Queries about letters and runs.
package enum Letters {
  /// Adds a letter to the print queue in the caller's transaction. Requesting the same letter again changes nothing.
  package static func request(_ kind: String, subject: Int64, now: Instant, in connection: any Connection) throws {
    try connection.execute(
      """
      INSERT INTO letters (kind, subject_id, state, created_at) VALUES (\(kind), \(subject), 'waiting', \(now))
      ON CONFLICT (kind, subject_id) DO NOTHING
      """)
  }

  /// Withdraws a letter that is not in a run yet.
  package static func withdraw(_ kind: String, subject: Int64, in connection: any Connection) throws {
    try connection.execute(
      "UPDATE letters SET state = 'withdrawn' WHERE kind = \(kind) AND subject_id = \(subject) AND state = 'waiting'")
  }

  /// Returns a withdrawn letter to the queue.
  package static func renew(_ kind: String, subject: Int64, in connection: any Connection) throws {
    try connection.execute(
      "UPDATE letters SET state = 'waiting' WHERE kind = \(kind) AND subject_id = \(subject) AND state = 'withdrawn'")
  }

  /// How many letters of each kind wait, with the day of the oldest.
  package static func waiting(in connection: any Connection) throws -> [(kind: String, count: Int, oldest: Instant)] {
    try connection.rows(
      """
      SELECT kind, count(*) AS waiting, min(created_at) AS oldest FROM letters WHERE state = 'waiting'
      GROUP BY kind ORDER BY kind
      """
    ).map { (try $0["kind"], try $0["waiting"], try $0["oldest"]) }
  }

  package static func progress(
    _ kind: String, subjects: [Int64], in connection: any Connection
  ) throws -> [Int64: LetterProgress] {
    guard !subjects.isEmpty else { return [:] }
    let rows = try connection.rows(
      """
      SELECT l.subject_id, l.state, r.ready_at, r.posted_at FROM letters l LEFT JOIN letter_runs r ON r.id = l.run_id
      WHERE l.kind = \(kind) AND l.subject_id IN (\(list: subjects))
      """)
    return try rows.reduce(into: [:]) { found, row in
      found[try row["subject_id"]] = LetterProgress(
        state: try row["state"], printedAt: try row["ready_at"], postedAt: try row["posted_at"])
    }
  }

  // MARK: Runs

  /// Puts all waiting letters of a kind into a new run; nil if there are none. If two officers do this at once, they
  /// get runs of different letters, or the second gets none.
  package static func startRun(
    _ kind: String, limit: Int, by actor: Int64?, now: Instant, in connection: any Connection
  ) throws -> Int64? {
    let waiting: [Int64] = try connection.rows(
      """
      SELECT id FROM letters WHERE kind = \(kind) AND state = 'waiting'
      ORDER BY id LIMIT \(limit)\(sql: connection.skippingLockedRows)
      """
    ).map { try $0["id"] }
    guard !waiting.isEmpty else { return nil }
    let run: Int64? = try connection.value(
      """
      INSERT INTO letter_runs (kind, state, created_at, created_by, letter_count)
      VALUES (\(kind), 'making', \(now), \(actor), \(waiting.count)) RETURNING id
      """)
    for (position, letter) in waiting.enumerated() {
      try connection.execute(
        """
        UPDATE letters SET state = 'printing', run_id = \(run), position_in_run = \(position) WHERE id = \(letter)
        """)
    }
    return run
  }

  package static func run(_ id: Int64, in connection: any Connection) throws -> LetterRun? {
    try connection.row("SELECT \(raw: LetterRun.columns) FROM letter_runs WHERE id = \(id)").map(LetterRun.init)
  }

  /// The runs of a kind that printed something and started since an instant, oldest first. Discloses nothing about the
  /// existence of a single letter.
  package static func runs(_ kind: String, since instant: Instant, in connection: any Connection) throws -> [LetterRun]
  {
    try connection.rows(
      """
      SELECT \(raw: LetterRun.columns) FROM letter_runs
      WHERE kind = \(kind) AND created_at >= \(instant) AND letter_count > 0 ORDER BY id
      """
    ).map(LetterRun.init)
  }

  package static func newestRuns(limit: Int = 20, in connection: any Connection) throws -> [LetterRun] {
    try connection.rows(
      "SELECT \(raw: LetterRun.columns) FROM letter_runs ORDER BY id DESC LIMIT \(limit)"
    ).map(LetterRun.init)
  }

  static func subjects(of run: Int64, in connection: any Connection) throws -> [Int64] {
    try connection.rows(
      "SELECT subject_id FROM letters WHERE run_id = \(run) AND state = 'printing' ORDER BY position_in_run"
    ).map { try $0["subject_id"] }
  }

  static func noteReady(
    _ run: Int64, file: String, pages: Int, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE letter_runs SET state = 'ready', ready_at = \(now), file = \(file), page_count = \(pages)
      WHERE id = \(run) AND state = 'making'
      """) == 1
  }

  /// Ends a run of which no letter is needed any more.
  static func noteNothingLeft(_ run: Int64, now: Instant, in connection: any Connection) throws {
    try connection.execute("UPDATE letters SET state = 'withdrawn' WHERE run_id = \(run) AND state = 'printing'")
    try connection.execute(
      """
      UPDATE letter_runs SET state = 'posted', ready_at = \(now), posted_at = \(now), letter_count = 0
      WHERE id = \(run) AND state = 'making'
      """)
  }

  /// The files of runs posted before an instant; they contain PINs and are no longer needed.
  package static func files(postedBefore instant: Instant, in connection: any Connection) throws -> [String] {
    try connection.rows(
      "SELECT file FROM letter_runs WHERE state = 'posted' AND posted_at < \(instant) AND file <> ''"
    ).map { try $0["file"] }
  }

  /// Records that the files of those runs were deleted.
  package static func forgetFiles(postedBefore instant: Instant, in connection: any Connection) throws {
    try connection.execute("UPDATE letter_runs SET file = '' WHERE state = 'posted' AND posted_at < \(instant)")
  }

  /// Marks a run as posted; false if it is not ready or was posted before.
  package static func notePosted(
    _ run: Int64, by actor: Int64?, now: Instant, in connection: any Connection
  ) throws -> Bool {
    let marked = try connection.execute(
      "UPDATE letter_runs SET state = 'posted', posted_at = \(now), posted_by = \(actor) WHERE id = \(run) AND state = 'ready'"
    )
    guard marked == 1 else { return false }
    try connection.execute("UPDATE letters SET state = 'posted' WHERE run_id = \(run) AND state = 'printed'")
    return true
  }
}
