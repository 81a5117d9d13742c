import Chronology
import Database
import Portal
import Postbox
import Synchronization
import TestDatabases
import TestPortal
import Testing
import Work

/// A mail server that can be away.
private final class FlakyServer: MailTransport {
  private let state = Mutex<(isAway: Bool, delivered: [String])>((true, []))

  var delivered: [String] { state.withLock { $0.delivered } }
  func comeBack() { state.withLock { $0.isAway = false } }

  func deliver(_ message: MailMessage) async throws(MailFailure) {
    let isAway = state.withLock { state in
      if !state.isAway { state.delivered.append(message.messageID) }
      return state.isAway
    }
    if isAway { throw .temporary("connection refused") }
  }
}

struct OutageTests {
  @Test(arguments: eachEngine())
  func `the mail server is away for an hour: pages work, each mail arrives later, once`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let server = FlakyServer()
      let delivery = MailDelivery(
        postbox: Postbox(key: portal.application.configuration.secret), database: portal.database, transport: server,
        settings: portal.application.settings, clock: portal.time.clock, host: "portal.test")
      let worker = Worker(
        database: portal.database, handlers: [delivery], clock: portal.time.clock, logger: portal.application.logger)
      for number in 1...5 {
        let page = try await portal.visitor(from: "192.0.2.\(number)").register("A", "B", "a\(number)@x.example")
        #expect(page.text.contains("Wir haben eine E-Mail"))
      }
      for _ in 1...60 {
        try await worker.performAllDue()
        portal.time.advance(.minutes(1))
      }
      #expect(server.delivered.isEmpty)
      server.comeBack()
      portal.time.advance(.minutes(15))
      async let one = worker.performAllDue()
      async let other = worker.performAllDue()
      _ = try await (one, other)
      #expect(server.delivered.count == 5)
      #expect(Set(server.delivered).count == 5)
    }
  }

  @Test(arguments: eachEngine())
  func `work that a dead worker held is taken over, and two workers never do the same`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let now = portal.time.now
      try await portal.database.write { connection in
        for number in 1...40 {
          try Jobs.add(.count, key: String(number), payload: number, due: now, now: now, in: connection)
        }
        _ = try connection.execute(
          "UPDATE jobs SET state = 'running', claimed_until = \(now + .minutes(10)) WHERE delivery_key = '7'")
      }
      let counter = CountingHandler()
      let workers = (1...4).map { _ in
        Worker(
          database: portal.database, handlers: [counter], clock: portal.time.clock, logger: portal.application.logger)
      }
      try await performAll(workers)
      #expect(counter.keys.count == 39)
      #expect(Set(counter.keys).count == 39)
      portal.time.advance(.minutes(11))
      try await performAll(workers)
      #expect(counter.keys.last == "7")
      #expect(counter.keys.count == 40)
    }
  }

  @Test(arguments: eachEngine())
  func `a program that is told to end leaves long work at its next step, and the next start goes on at once`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let now = portal.time.now
      try await portal.database.write { _ = try Jobs.add(.steps, key: "1", payload: 1, due: now, now: now, in: $0) }
      let handler = SteppingHandler()
      let worker = Worker(
        database: portal.database, handlers: [handler], clock: portal.time.clock, logger: portal.application.logger)
      let running = Task { await worker.run() }
      for await step in handler.steps where step == 3 { break }
      running.cancel()
      await running.value
      #expect(!handler.isDone, "not to its end")
      let job = try await portal.database.read { try Jobs.job(.steps, key: "1", in: $0) }
      #expect(job?.state == .waiting && job?.attempts == 0 && job?.problem == "", "nobody failed")
      handler.mayEnd()
      try await worker.performAllDue()
      #expect(handler.isDone)
    }
  }

  private func performAll(_ workers: [Worker]) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in workers { group.addTask { try await worker.performAllDue() } }
      try await group.waitForAll()
    }
  }
}

extension JobKind {
  fileprivate static let count = JobKind("count")
  fileprivate static let steps = JobKind("steps")
}

/// Work of endless small steps, until it may end.
private final class SteppingHandler: JobHandler {
  let kind = JobKind.steps
  let steps: AsyncStream<Int>
  private let told: AsyncStream<Int>.Continuation
  private let state = Mutex((mayEnd: false, isDone: false))
  var isDone: Bool { state.withLock { $0.isDone } }

  init() {
    (steps, told) = AsyncStream.makeStream()
  }

  func mayEnd() { state.withLock { $0.mayEnd = true } }

  func perform(_ job: Job, report: JobReport) async throws -> String {
    var step = 0
    while !state.withLock({ $0.mayEnd }) {
      step += 1
      try await report(done: step, of: step)
      told.yield(step)
    }
    state.withLock { $0.isDone = true }
    return ""
  }
}

private final class CountingHandler: JobHandler {
  let kind = JobKind.count
  private let done = Mutex<[String]>([])
  var keys: [String] { done.withLock { $0 } }

  func perform(_ job: Job, report: JobReport) async throws -> String {
    done.withLock { $0.append(job.deliveryKey) }
    return ""
  }
}
