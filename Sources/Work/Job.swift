import Chronology
import Database
import Foundation

/// A piece of durable work. It is done at least once; who does it must take care that twice does no harm, for which the
/// delivery key serves.
package struct Job: Sendable {
  package let id: Int64
  package let kind: String
  package let deliveryKey: String
  /// JSON, as the kind's own payload type writes it.
  package let payload: String
  package let state: JobState
  package let attempts: Int
  package let createdAt: Instant
  package let progressDone: Int
  package let progressTotal: Int
  /// What went wrong last, for the operator.
  package let problem: String
  /// What came out, as the kind writes it.
  package let result: String

  /// The payload as its type.
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

/// How one kind of work is done.
package protocol JobHandler: Sendable {
  /// The kind of job it takes, such as `mail`.
  var kind: String { get }
  /// After how many failed attempts the job rests for the operator.
  var attempts: Int { get }
  /// How long a worker may hold a job before another takes it over.
  var patience: TimeSpan { get }
  /// Does the work. A thrown error means: again later; `JobGivenUp` means: never again.
  /// - Returns: the result kept with the job.
  func perform(_ job: Job, report: JobReport) async throws -> String
}

extension JobHandler {
  package var attempts: Int { 30 }
  package var patience: TimeSpan { .minutes(10) }
}

/// Thrown by a handler when trying again cannot help.
package struct JobGivenUp: Error {
  package let reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}

/// With this a handler tells how far it is.
package struct JobReport: Sendable {
  let tell: @Sendable (_ done: Int, _ total: Int) async throws -> Void

  package func callAsFunction(done: Int, of total: Int) async throws {
    try await tell(done, total)
  }
}
