import Accounts
import Postbox
import Work

/// The workers, each with its kinds of work.
extension PortalApplication {
  /// The worker for mails, which must never wait behind long work.
  package var mailWorker: Worker { worker(for: .mail) }

  /// A worker for what an officer sits and waits for, so that it does not queue behind letter runs. Two run beside each
  /// other: a small upload does not wait for a large one.
  package var readingWorker: Worker { worker(for: .reading) }

  /// The worker for what takes long: letter runs, imports.
  package var longWorker: Worker { worker(for: .long) }

  private func worker(for lane: AreaWork.Lane) -> Worker {
    Worker(
      database: database, handlers: work.filter { $0.lane == lane }.map(\.handler), clock: clock, logger: logger,
      signal: signal)
  }
}
