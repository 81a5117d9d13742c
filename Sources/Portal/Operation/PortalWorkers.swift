import Accounts
import Documents
import Postbox
import Registers
import Work

/// The workers, each with its kinds of work.
extension PortalApplication {
  /// The worker for mails, which must never wait behind long work.
  package var mailWorker: Worker {
    Worker(database: database, handlers: [mailDelivery], clock: clock, logger: logger, signal: signal)
  }

  /// A worker for uploads that an officer sits and waits for, so that they do not queue behind letter runs. Two run
  /// beside each other: a small upload does not wait for a large one.
  package var readingWorker: Worker {
    Worker(
      database: database, handlers: [BatchReading(documents: documents, clock: clock)], clock: clock, logger: logger,
      signal: signal)
  }

  /// The worker for what takes long: letter runs, imports.
  package var longWorker: Worker {
    Worker(
      database: database,
      handlers: [
        letterPrinting, ImportWork(database: database, uploads: uploads, clock: clock),
        AccountOpeningWork(registers: registers, site: site),
        ConfirmationWork(documents: documents, site: site, chamberKind: configuration.chamberKind),
        BatchWork(documents: documents, clock: clock),
      ],
      clock: clock, logger: logger, signal: signal)
  }
}
