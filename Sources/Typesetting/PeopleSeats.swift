/// The places for what people upload: pictures, PDFs, calendars. Nothing of the chamber's own work passes through them,
/// so that no upload keeps a document from being sealed or a run from being printed.
actor PeopleSeats {
  struct Limits: Sendable {
    /// How many uploads are looked at at once.
    var seats = 2
    /// How many of one account may be under way or wait.
    var ofOneAccount = 2
    /// How many of all may be under way or wait; beyond, people are asked to come back.
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

  /// Has one upload of an account looked at, on the place where the fewest wait.
  /// - Parameter alone: whether nothing else of the account may be under way.
  /// - Throws: `TypesettingError`; `.busy` when the account or all together have as many under way as may be.
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
