/// The workers for uploads of people: pictures, PDFs, calendars. No work of the chamber uses them, so no upload can
/// delay the sealing of a document or a print run.
actor PeopleSeats {
  struct Limits: Sendable {
    /// How many uploads are processed at once.
    var seats = 2
    /// How many uploads of one account may run or wait.
    var ofOneAccount = 2
    /// How many uploads of all accounts may run or wait; beyond it people are asked to try again later.
    var together = 24
  }

  private let seats: [WorkerSeat]
  private let limits: Limits
  private var atSeat: [Int]
  private var ofAccount: [Int64: Int] = [:]

  init(_ limits: Limits, seat: () -> WorkerSeat) {
    self.limits = limits
    seats = (0..<limits.seats).map { _ in seat() }
    atSeat = Array(repeating: 0, count: limits.seats)
  }

  /// Processes an upload of an account on the worker with the shortest queue.
  /// - Parameter alone: whether the account may have no other upload under way.
  /// - Throws: `TypesettingError`; `.busy` when the account's limit or the overall limit is reached.
  func answer(
    to request: WorkerRequest, body: [UInt8] = [], of account: Int64, alone: Bool = false
  ) async throws -> (WorkerAnswer, [UInt8]) {
    guard ofAccount[account, default: 0] < (alone ? 1 : limits.ofOneAccount), atSeat.reduce(0, +) < limits.together
    else {
      throw TypesettingError.busy
    }
    let place = atSeat.indices.min { atSeat[$0] < atSeat[$1] } ?? 0
    atSeat[place] += 1
    ofAccount[account, default: 0] += 1
    defer { leave(place, account) }
    return try await seats[place].answer(to: request, body: body)
  }

  func stop() async {
    for seat in seats { await seat.stop() }
  }

  private func leave(_ place: Int, _ account: Int64) {
    atSeat[place] -= 1
    let left = ofAccount[account, default: 1] - 1
    ofAccount[account] = left > 0 ? left : nil
  }
}
