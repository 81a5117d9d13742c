import Foundation
import Logging

/// A slot for one worker process: started on the first request, replaced when it dies or has grown too large, ended
/// when idle. Requests are answered one at a time, in order.
actor WorkerSeat {
  struct Limits: Sendable {
    /// Processor time limit of a request.
    var answer: Duration = .seconds(60)
    /// Idle time after which the worker ends.
    var idle: Duration = .seconds(60)
    /// Memory above which a worker is replaced after its request, in bytes. Typst retains some 100 MB per chunk.
    var resident = 500 << 20
    /// Processor time limit for inspecting an upload.
    var check: Duration = .seconds(30)
    var people = PeopleSeats.Limits()
    /// How many workers make letter runs: one per core, at most two, as each takes some hundred megabytes.
    var runSeats = min(2, ProcessInfo.processInfo.activeProcessorCount)

    /// The limits of a worker that inspects uploads.
    var checking: Limits {
      var limits = self
      limits.answer = check
      return limits
    }
  }

  private let python: String
  private let limits: Limits
  private let logger: Logger
  private let isGivingWay: Bool
  private let triesAgain: Bool
  private var process: WorkerProcess?
  private var last: Task<(WorkerAnswer, [UInt8]), any Error>?
  private(set) var idling: Task<Void, any Error>?
  private var stops = 0
  private var reported: Set<String> = []
  private var reportedWays: Set<String> = []

  /// - Parameter isGivingWay: whether its worker runs at low priority (nice).
  init(python: String, limits: Limits, logger: Logger, isGivingWay: Bool = false, triesAgain: Bool = true) {
    self.python = python
    self.limits = limits
    self.logger = logger
    self.isGivingWay = isGivingWay
    self.triesAgain = triesAgain
  }

  /// The process id of the running worker, if any.
  var processIdentifier: pid_t? { process?.identifier }

  func answer(to request: WorkerRequest, body: [UInt8] = []) async throws -> (WorkerAnswer, [UInt8]) {
    idling?.cancel()
    let before = last
    let work = Task {
      _ = await before?.result
      return try await self.attempt(request, body)
    }
    last = work
    defer { if last == work { rest() } }
    return try await work.value
  }

  /// Ends the worker, even during a request.
  func stop() {
    stops += 1
    idling?.cancel()
    if let process { leave(process) }
  }

  /// A worker that died lost nothing but this request, so it is retried once on a fresh one.
  private func attempt(_ request: WorkerRequest, _ body: [UInt8]) async throws -> (WorkerAnswer, [UInt8]) {
    let stops = stops
    do {
      return try await exchange(request, body)
    } catch TypesettingError.workerEnded(let how) where stops == self.stops && triesAgain {
      logger.warning("typesetting worker ended, trying again", metadata: ["how": "\(how)"])
      return try await exchange(request, body)
    }
  }

  private func exchange(_ request: WorkerRequest, _ body: [UInt8]) async throws -> (WorkerAnswer, [UInt8]) {
    let process = try self.process ?? WorkerProcess(python: python, isGivingWay: isGivingWay)
    self.process = process
    do {
      let (answer, body) = try await process.answer(to: request, body: body, within: limits.answer * request.patience)
      report(answer.unshown ?? [])
      report(openWays: answer.openWays ?? [])
      if answer.resident > limits.resident { leave(process) }
      return (answer, body)
    } catch let error as TypesettingError {
      switch error {
      case .workerEnded, .timedOut, .missing: leave(process)
      case .layout, .key, .document, .encrypted, .tooLarge, .busy, .fault: break
      }
      throw error
    }
  }

  private func leave(_ process: WorkerProcess) {
    process.end()
    if self.process === process { self.process = nil }
  }

  private func report(openWays: [String]) {
    let new = Set(openWays).subtracting(reportedWays)
    guard !new.isEmpty else { return }
    reportedWays.formUnion(new)
    logger.warning(
      "this system cannot shut in what reads uploads: it needs Landlock (Linux 5.13) and libseccomp2",
      metadata: ["open": "\(new.sorted().joined(separator: ", "))"])
  }

  private func report(_ characters: [String]) {
    let new = Set(characters).subtracting(reported)
    guard !new.isEmpty else { return }
    reported.formUnion(new)
    logger.warning("no font has these characters", metadata: ["characters": "\(new.sorted().joined())"])
  }

  private func rest() {
    last = nil
    idling = Task {
      try await Task.sleep(for: limits.idle)
      if last == nil, let process { leave(process) }
    }
  }
}
