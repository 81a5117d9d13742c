import Foundation
import Logging

/// Makes PDF files from layouts and data, and seals them, in worker processes (`Worker/worker.py`: Typst, pyHanko).
///
/// Every PDF is PDF/UA-1: tagged, in German, titled, with its fonts. Signs that no font has become `�`. Workers
/// start with the first request, end after a minute without one, and are replaced when they die or grow.
package actor Typesetter {
  /// For single documents, so that none waits for a run.
  let desk: WorkerSeat
  /// For what officers hand in and wait for, to be looked at. The desk, which has the key, reads only what was looked at
  /// before.
  let intake: WorkerSeat
  /// For what officers hand in to be taken apart in the background.
  let sorter: WorkerSeat
  /// For what strangers hand in to be checked: nobody else waits for it.
  let counter: WorkerSeat
  /// For what people upload: it waits for their own uploads, never for the chamber's work, nor that for it.
  let people: PeopleSeats
  /// For runs, chunk by chunk, which may take a minute. They leave the cores to pages that are asked for.
  let presses: [WorkerSeat]
  private var turns = 0
  /// How often the workers were ended from here: what was under way then did not fail by itself.
  private(set) var stops = 0

  /// - Parameter python: Path of a Python 3.11 or later that has the packages of `script/bootstrap`.
  package init(python: String, logger: Logger) {
    self.init(python: python, limits: WorkerSeat.Limits(), logger: logger)
  }

  init(python: String, limits: WorkerSeat.Limits, logger: Logger) {
    desk = WorkerSeat(python: python, limits: limits, logger: logger)
    intake = WorkerSeat(python: python, limits: limits, logger: logger)
    sorter = WorkerSeat(python: python, limits: limits, logger: logger, isGivingWay: true)
    let patience = limits.checking
    counter = WorkerSeat(python: python, limits: patience, logger: logger, isGivingWay: true, triesAgain: false)
    people = PeopleSeats(limits.people) {
      WorkerSeat(python: python, limits: patience, logger: logger, isGivingWay: true, triesAgain: false)
    }
    presses = (0..<limits.presses).map { _ in
      WorkerSeat(python: python, limits: limits, logger: logger, isGivingWay: true)
    }
  }

  /// The press whose turn it is.
  var press: WorkerSeat {
    turns += 1
    return presses[turns % presses.count]
  }

  /// One PDF from one layout and data.
  /// - Throws: `TypesettingError`; `.layout` names file, line and column.
  package func pdf(_ layout: Layout, data: some Encodable & Sendable, title: String) async throws -> [UInt8] {
    let body = try JSONEncoder().encode(LayoutData(items: [data], common: [String: String]()))
    return try await desk.answer(to: .typeset(layout, title: title, out: nil), body: [UInt8](body)).1
  }

  /// Ends the workers. A request that is under way fails; a later one starts them again.
  package func stop() async {
    stops += 1
    await desk.stop()
    await intake.stop()
    await sorter.stop()
    await counter.stop()
    await people.stop()
    for press in presses { await press.stop() }
  }
}
