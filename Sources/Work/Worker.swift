import Chronology
import Database
import Logging
import Web

/// Executes jobs of the queue, one at a time. Several workers may run concurrently, also in other processes.
package struct Worker: Sendable {
  let database: Database
  let handlers: [JobKind: any JobHandler]
  let clock: WallClock
  let logger: Logger
  let signal: WorkSignal

  package init(
    database: Database, handlers: [any JobHandler], clock: WallClock, logger: Logger, signal: WorkSignal = WorkSignal()
  ) {
    self.database = database
    self.handlers = Dictionary(uniqueKeysWithValues: handlers.map { ($0.kind, $0) })
    self.clock = clock
    self.logger = logger
    self.signal = signal
  }

  /// Runs until the task is cancelled. Polls every second, and at once when signalled.
  package func run() async {
    while !Task.isCancelled {
      let seen = await signal.count
      let worked = (try? await performNext()) ?? false
      if !worked { await signal.wait(after: seen, atMost: .seconds(1)) }
    }
  }

  /// Executes all jobs that are due now.
  /// - Returns: the number of jobs executed.
  @discardableResult
  package func performAllDue() async throws -> Int {
    var count = 0
    while try await performNext() { count += 1 }
    return count
  }

  private func performNext() async throws -> Bool {
    let now = clock.now
    let kinds = Array(handlers.keys)
    let patience = handlers.mapValues(\.patience)
    let job = try await database.write { try Jobs.claim(kinds: kinds, patience: patience, now: now, in: $0) }
    guard let job, let handler = handlers[job.kind] else { return false }
    let start = ContinuousClock.now
    var outcome = "done"
    do {
      let result = try await handler.perform(job, report: report(for: job, handler))
      try await keep { try Jobs.finish(job, result: result, now: $0, in: $1) }
    } catch {
      // A shutdown is not a failed attempt.
      if Task.isCancelled {
        outcome = "put back"
        try await keep { try Jobs.putBack(job, due: $0, in: $1) }
      } else {
        outcome = try await note(error, of: job, handler)
      }
    }
    log(job, outcome, .now - start)
    return true
  }

  /// Stores the outcome of a job, even during a shutdown.
  private func keep(_ write: @Sendable @escaping (Instant, any Connection) throws -> Void) async throws {
    let (database, now) = (database, clock.now)
    try await Task { try await database.write { try write(now, $0) } }.value
  }

  private func report(for job: Job, _ handler: any JobHandler) -> JobReport {
    JobReport { done, total in
      // Shutdown: finished work is stored, the rest continues after the next start.
      try Task.checkCancellation()
      let until = clock.now + handler.patience
      try await database.write { try Jobs.tell(job, done: done, total: total, until: until, in: $0) }
    }
  }

  private func log(_ job: Job, _ outcome: String, _ span: Duration) {
    logger.info(
      "job",
      metadata: [
        "job": .stringConvertible(Int(job.id)), "kind": "\(job.kind)", "outcome": "\(outcome)",
        "attempt": .stringConvertible(job.attempts + 1), "ms": .stringConvertible(Int(span / .milliseconds(1))),
      ])
  }

  /// - Returns: what happens to the job next, for the log.
  private func note(_ error: any Error, of job: Job, _ handler: any JobHandler) async throws -> String {
    let problem = String(String(describing: error).prefix(500))
    let now = clock.now
    logger.warning(
      "A job failed",
      metadata: [
        "job": .stringConvertible(Int(job.id)), "kind": "\(job.kind)", "type": "\(type(of: error))",
        "detail": "\(FaultDetail.text(of: error))",
      ])
    let isLast = error is JobGivenUp || job.attempts + 1 >= handler.attempts
    try await database.write { connection in
      if isLast {
        try Jobs.giveUp(job, problem: problem, now: now, in: connection)
      } else {
        try Jobs.postpone(job, problem: problem, due: now + Self.pause(after: job.attempts), in: connection)
      }
    }
    return isLast ? "given up" : "postponed"
  }

  /// Exponential backoff: 10 s, 20 s, 40 s … at most 15 minutes, so that an hour's outage of a mail server delays mails
  /// by another quarter of an hour at most.
  static func pause(after attempts: Int) -> TimeSpan {
    .seconds(min(10 << min(attempts, 7), 900))
  }
}
