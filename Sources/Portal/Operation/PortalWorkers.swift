import Accounts
import Postbox
import Work

/// The workers, each with its kinds of work.
extension PortalApplication {
  /// The worker for mails, which must never wait behind long work.
  package var mailWorker: Worker { worker([mailDelivery]) }

  /// A worker for what an officer sits and waits for, so that it does not queue behind letter runs. Two run beside each
  /// other: a small upload does not wait for a large one.
  package var readingWorker: Worker { worker(handlers(of: .reading)) }

  /// The worker for what takes long: letter runs, imports.
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
