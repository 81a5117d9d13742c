import Chronology
import Database
import Foundation

/// Queries of the work queue.
package enum Jobs {
  /// The migrations of this target.
  package static let migrations = MigrationSet(
    area: "Work", folder: Bundle.module.bundleURL.appendingPathComponent("Migrations"),
    views: Bundle.module.bundleURL.appendingPathComponent("Views"))

  /// Enqueues a job in the caller's transaction, unless one with the same kind and key exists.
  /// - Returns: the id of the new or existing job.
  @discardableResult
  package static func add(
    _ kind: JobKind, key: String, payload: some Encodable, due: Instant, now: Instant, in connection: any Connection
  ) throws -> Int64 {
    let text = String(decoding: try JSONEncoder().encode(payload), as: UTF8.self)
    let added: Int64? = try connection.value(
      """
      INSERT INTO jobs (kind, delivery_key, payload, state, created_at, due_at)
      VALUES (\(kind), \(key), \(text), 'waiting', \(now), \(due))
      ON CONFLICT (kind, delivery_key) DO NOTHING RETURNING id
      """)
    if let added { return added }
    return try connection.key("SELECT id FROM jobs WHERE kind = \(kind) AND delivery_key = \(key)")
  }

  package static func job(_ id: Int64, in connection: any Connection) throws -> Job? {
    try connection.row("SELECT \(raw: columns) FROM jobs WHERE id = \(id)").map(Job.init)
  }

  /// The jobs of a kind, newest first.
  package static func newest(_ kind: JobKind, limit: Int, in connection: any Connection) throws -> [Job] {
    try connection.rows(
      "SELECT \(raw: columns) FROM jobs WHERE kind = \(kind) ORDER BY id DESC LIMIT \(limit)"
    ).map(Job.init)
  }

  /// How many jobs of a kind are in a state, for the health check and the queues.
  package static func count(_ kind: JobKind, _ state: JobState, in connection: any Connection) throws -> Int {
    try connection.value("SELECT count(*) FROM jobs WHERE kind = \(kind) AND state = \(state)") ?? 0
  }

  /// Claims the next due job of the kinds, or one whose worker no longer responds. No two workers get the same.
  static func claim(
    kinds: [JobKind], patience: [JobKind: TimeSpan], now: Instant, in connection: any Connection
  ) throws -> Job? {
    let found = try connection.row(
      """
      SELECT \(raw: columns) FROM jobs
      WHERE state IN ('waiting', 'running') AND due_at <= \(now) AND kind IN (\(list: kinds))
        AND (state = 'waiting' OR claimed_until < \(now))
      ORDER BY due_at, id LIMIT 1\(sql: connection.skippingLockedRows)
      """)
    guard let job = try found.map(Job.init) else { return nil }
    let until = now + (patience[job.kind] ?? .minutes(10))
    try connection.execute(
      """
      UPDATE jobs SET state = 'running', attempts = attempts + 1, claimed_until = \(until) WHERE id = \(job.id)
      """)
    return job
  }

  static func finish(_ job: Job, result: String, now: Instant, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE jobs SET state = 'done', finished_at = \(now), claimed_until = NULL, problem = '', result = \(result)
      WHERE id = \(job.id)
      """)
  }

  static func postpone(_ job: Job, problem: String, due: Instant, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE jobs SET state = 'waiting', due_at = \(due), claimed_until = NULL, problem = \(problem)
      WHERE id = \(job.id)
      """)
  }

  /// Releases a claimed job as it was before: a shutdown is not a failed attempt.
  static func putBack(_ job: Job, due: Instant, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE jobs SET state = 'waiting', attempts = attempts - 1, due_at = \(due), claimed_until = NULL
      WHERE id = \(job.id) AND state = 'running'
      """)
  }

  static func giveUp(_ job: Job, problem: String, now: Instant, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE jobs SET state = 'failed', finished_at = \(now), claimed_until = NULL, problem = \(problem)
      WHERE id = \(job.id)
      """)
  }

  static func tell(_ job: Job, done: Int, total: Int, until: Instant, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE jobs SET progress_done = \(done), progress_total = \(total), claimed_until = \(until)
      WHERE id = \(job.id)
      """)
  }

  /// Deletes jobs done before an instant, so that the queue stays small.
  package static func forgetDone(_ database: Database, before instant: Instant) async throws {
    try await database.write { connection in
      _ = try connection.execute("DELETE FROM jobs WHERE state = 'done' AND finished_at < \(instant)")
    }
  }

  private static let columns: StaticString =
    "id, kind, delivery_key, payload, state, attempts, created_at, progress_done, progress_total, problem, result"
}

extension Job {
  init(_ row: Row) throws {
    id = try row["id"]
    kind = try row["kind"]
    deliveryKey = try row["delivery_key"]
    payload = try row["payload"]
    state = try row["state"]
    attempts = try row["attempts"]
    createdAt = try row["created_at"]
    progressDone = try row["progress_done"]
    progressTotal = try row["progress_total"]
    problem = try row["problem"]
    result = try row["result"]
  }
}

extension Jobs {
  package static func job(_ kind: JobKind, key: String, in connection: any Connection) throws -> Job? {
    let id: Int64? = try connection.value("SELECT id FROM jobs WHERE kind = \(kind) AND delivery_key = \(key)")
    return try id.flatMap { try job($0, in: connection) }
  }
}

extension Jobs {
  /// Retries a failed job; false if it was not failed.
  package static func retry(_ id: Int64, now: Instant, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      UPDATE jobs SET state = 'waiting', attempts = 0, due_at = \(now), finished_at = NULL
      WHERE id = \(id) AND state = 'failed'
      """) == 1
  }
}

extension Jobs {
  /// How many jobs of all kinds have failed and are left to the operator.
  package static func failed(in connection: any Connection) throws -> Int {
    try connection.value("SELECT count(*) FROM jobs WHERE state = 'failed'") ?? 0
  }

  /// Waiting jobs by kind, with the age of the oldest: shows an operator that a mail server is down.
  package static func oldestWaiting(in connection: any Connection) throws -> [(
    kind: JobKind, count: Int, oldest: Instant
  )] {
    try connection.rows(
      """
      SELECT kind, count(*) AS waiting, min(created_at) AS oldest FROM jobs WHERE state IN ('waiting', 'running')
      GROUP BY kind ORDER BY kind
      """
    ).map { (try $0["kind"], try $0["waiting"], try $0["oldest"]) }
  }
}
