import Foundation
import Logging

/// Makes PDF files from layouts and data, and seals them, in worker processes (`Worker/worker.py`: Typst, pyHanko).
///
/// Every PDF is PDF/UA-1: tagged, in German, titled, with embedded fonts. Characters that no font has become `�`.
/// Workers start with the first request, end after a minute without one, and are replaced when they die or grow too
/// large. Each kind of work has workers of its own, so that no kind delays another.
package actor Typesetter {
  /// For single documents, so that none waits for a run. Has access to the sealing key, so it reads only files that
  /// were inspected before.
  let documentSeat: WorkerSeat
  /// Inspects what officers upload and wait for.
  let reviewSeat: WorkerSeat
  /// Splits batches that officers uploaded, in the background.
  let batchSeat: WorkerSeat
  /// For the public check of documents: strangers' uploads delay nobody else.
  let publicCheckSeat: WorkerSeat
  /// For uploads of people.
  let people: PeopleSeats
  /// For letter runs, chunk by chunk; a chunk may take a minute. At low priority, so that pages are served first.
  let runSeats: [WorkerSeat]
  private var turns = 0
  /// How often `stop()` was called: requests under way then did not fail by themselves.
  private(set) var stops = 0

  /// - Parameter python: path of Python 3.11 or later with the packages of `script/bootstrap`.
  package init(python: String, logger: Logger) {
    self.init(python: python, limits: WorkerSeat.Limits(), logger: logger)
  }

  init(python: String, limits: WorkerSeat.Limits, logger: Logger) {
    documentSeat = WorkerSeat(python: python, limits: limits, logger: logger)
    reviewSeat = WorkerSeat(python: python, limits: limits, logger: logger)
    batchSeat = WorkerSeat(python: python, limits: limits, logger: logger, isGivingWay: true)
    let patience = limits.checking
    publicCheckSeat = WorkerSeat(python: python, limits: patience, logger: logger, isGivingWay: true, triesAgain: false)
    people = PeopleSeats(limits.people) {
      WorkerSeat(python: python, limits: patience, logger: logger, isGivingWay: true, triesAgain: false)
    }
    runSeats = (0..<limits.runSeats).map { _ in
      WorkerSeat(python: python, limits: limits, logger: logger, isGivingWay: true)
    }
  }

  /// The run worker whose turn it is (round robin).
  var nextRunSeat: WorkerSeat {
    turns += 1
    return runSeats[turns % runSeats.count]
  }

  /// Makes one PDF from one layout and data.
  /// - Throws: `TypesettingError`; `.layout` names file, line and column.
  package func pdf(_ layout: Layout, data: some Encodable & Sendable, title: String) async throws -> [UInt8] {
    let body = try JSONEncoder().encode(LayoutData(items: [data], common: [String: String]()))
    return try await documentSeat.answer(to: .typeset(layout, title: title, out: nil), body: [UInt8](body)).1
  }

  /// Ends the workers. A running request fails; a later one starts them again.
  package func stop() async {
    stops += 1
    await documentSeat.stop()
    await reviewSeat.stop()
    await batchSeat.stop()
    await publicCheckSeat.stop()
    await people.stop()
    for seat in runSeats { await seat.stop() }
  }
}
