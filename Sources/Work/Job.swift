import Chronology
import Database
import Foundation

/// A durable job in the work queue. Executed at least once, so handlers must be idempotent; the delivery key serves for
/// that.
package struct Job: Sendable {
  package let id: Int64
  package let kind: JobKind
  package let deliveryKey: String
  /// JSON, encoded from the kind's own payload type.
  package let payload: String
  package let state: JobState
  package let attempts: Int
  package let createdAt: Instant
  package let progressDone: Int
  package let progressTotal: Int
  /// The last error, for the operator.
  package let problem: String
  /// The result, in the kind's own format.
  package let result: String

  /// Decodes the payload.
  package func decoded<Payload: Decodable>(as type: Payload.Type) throws -> Payload {
    try JSONDecoder().decode(type, from: Data(payload.utf8))
  }
}

package enum JobState: String, ColumnValue {
  case waiting
  case running
  case done
  case failed
}

/// Executes one kind of job.
package protocol JobHandler: Sendable {
  /// The kind of job it handles, such as `.mail`.
  var kind: JobKind { get }
  /// The maximum number of attempts, after which the job is left to the operator.
  var attempts: Int { get }
  /// How long a worker may hold a job before another takes it over (lease).
  var patience: TimeSpan { get }
  /// Executes the job. A thrown error means retry later; `JobGivenUp` means never.
  /// - Returns: the result stored with the job.
  func perform(_ job: Job, report: JobReport) async throws -> String
}

extension JobHandler {
  package var attempts: Int { 30 }
  package var patience: TimeSpan { .minutes(10) }
}

/// Thrown by a handler when a retry cannot help.
package struct JobGivenUp: Error {
  package let reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}

/// Reports the progress of a job and renews its lease.
package struct JobReport: Sendable {
  let tell: @Sendable (_ done: Int, _ total: Int) async throws -> Void

  package func callAsFunction(done: Int, of total: Int) async throws {
    try await tell(done, total)
  }
}
