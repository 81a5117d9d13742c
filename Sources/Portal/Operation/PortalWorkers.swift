import Accounts
import Postbox
import Work

/// The workers, each with its kinds of jobs.
extension PortalApplication {
  /// The worker for mails, which must never wait behind long jobs.
  package var mailWorker: Worker { worker(for: .mail) }

  /// A worker for jobs that an officer waits for, so that they do not queue behind letter runs. Two run concurrently: a
  /// small upload does not wait for a large one.
  package var readingWorker: Worker { worker(for: .reading) }

  /// The worker for long jobs: letter runs, imports.
  package var longWorker: Worker { worker(for: .long) }

  private func worker(for lane: AreaWork.Lane) -> Worker {
    Worker(
      database: database, handlers: work.filter { $0.lane == lane }.map(\.handler), clock: clock, logger: logger,
      signal: signal)
  }
}
