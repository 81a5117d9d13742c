import Accounts
import Postbox
import Work

/// The workers, each with its kinds of jobs.
extension PortalApplication {
  /// The worker for mails, which must never wait behind long jobs.
  package var mailWorker: Worker { worker([mailDelivery]) }

  /// A worker for jobs that an officer waits for, so that they do not queue behind letter runs. Two run concurrently: a
  /// small upload does not wait for a large one.
  package var readingWorker: Worker { worker(handlers(of: .reading)) }

  /// The worker for long jobs: letter runs, imports.
  package var longWorker: Worker {
    worker(
      [letterPrinting, ImportWork(database: database, uploads: uploads, clock: clock)] + handlers(of: .long))
  }

  private func handlers(of lane: AreaWork.Lane) -> [any JobHandler] {
    work.filter { $0.lane == lane }.map(\.handler)
  }

  private func worker(_ handlers: [any JobHandler]) -> Worker {
    Worker(database: database, handlers: handlers, clock: clock, logger: logger, signal: signal)
  }
}
