import Foundation
import Logging
import Testing

@testable import Typesetting

@Suite struct WorkerTests {
  let bench: TestBench

  init() throws {
    bench = try TestBench()
  }

  /// Some hours.
  private static let endless = "#for a in range(100000) { for b in range(100000) { let c = a + b } }"

  private func error(_ layout: Layout, with typesetter: Typesetter = TestBench.typesetter()) async -> TypesettingError?
  {
    do {
      _ = try await typesetter.pdf(layout, data: ["name": "A"], title: "T")
      return nil
    } catch {
      return error as? TypesettingError
    }
  }

  @Test func `a broken layout is named with file, line and column`() async throws {
    let error = await error(try bench.layout("= Titel\n#(1 + data.name)"))
    #expect(error == .layout("test.typ:4:2: cannot add integer and string"))
  }

  @Test(arguments: [
    #"#read("/etc/hostname")"#, #"#read("../../etc/hostname")"#, #"#import "@preview/cetz:0.3.0""#,
    #"#image("/etc/logo.png", alt: "x")"#,
  ])
  func `a layout reads nothing outside its folder`(content: String) async throws {
    guard case .layout = await error(try bench.layout(content)) else {
      Issue.record("\(content) was allowed")
      return
    }
  }

  @Test func `a missing Python is told`() async throws {
    let typesetter = Typesetter(python: "/nowhere/python3", logger: Logger(label: "test"))
    guard case .missing(let what) = await error(try bench.layout(""), with: typesetter) else {
      Issue.record("not told")
      return
    }
    #expect(what.contains("/nowhere/python3"))
  }

  @Test func `a layout without end is ended, and the next document comes`() async throws {
    let typesetter = TestBench.typesetter(.init(answer: .seconds(3)))
    #expect(await error(try bench.layout(Self.endless), with: typesetter) == .timedOut(.seconds(3)))
    // Also on a machine under load: what counts is how long it has the processor.
    #expect(await error(try bench.layout("= Titel"), with: typesetter) == nil)
  }

  @Test func `a worker killed while idle is replaced`() async throws {
    let typesetter = TestBench.typesetter()
    let layout = try bench.layout("= Titel")
    #expect(await error(layout, with: typesetter) == nil)
    let worker = try #require(await typesetter.documentSeat.processIdentifier)
    kill(worker, SIGKILL)
    #expect(await error(layout, with: typesetter) == nil)
    #expect(await typesetter.documentSeat.processIdentifier != worker)
  }

  @Test func `a worker ends when nothing is asked of it`() async throws {
    let typesetter = TestBench.typesetter(.init(idle: .milliseconds(1)))
    #expect(await error(try bench.layout("= Titel"), with: typesetter) == nil)
    try await typesetter.documentSeat.idling?.value
    #expect(await typesetter.documentSeat.processIdentifier == nil)
  }

  @Test func `stopping ends a request under way`() async throws {
    let typesetter = TestBench.typesetter()
    let layout = try bench.layout(Self.endless)
    async let outcome = error(layout, with: typesetter)
    let deadline = ContinuousClock.now + .seconds(30)
    while await typesetter.documentSeat.processIdentifier == nil, ContinuousClock.now < deadline { await Task.yield() }
    await typesetter.stop()
    guard case .workerEnded = await outcome else {
      Issue.record("not ended")
      return
    }
    #expect(await typesetter.documentSeat.processIdentifier == nil)
  }

  @Test func `a worker dies with the program`() throws {
    let worker = try WorkerProcess(python: TestBench.python)
    shutdown(worker.channel.descriptor, Int32(SHUT_RDWR))
    #expect(ending(of: worker) == (CLD_EXITED, 0))
  }

  @Test func `a worker that the program left in endless work ends itself`() throws {
    let worker = try WorkerProcess(python: TestBench.python)
    let request = WorkerRequest.typeset(try bench.layout(Self.endless), title: "T", out: nil)
    try worker.channel.send(
      head: Array(JSONEncoder().encode(TimedRequest(request: request, limit: .zero))),
      body: Array(#"{"items": [{}], "common": {}}"#.utf8), by: .now + .seconds(30))
    shutdown(worker.channel.descriptor, Int32(SHUT_RDWR))
    #expect(ending(of: worker) == (CLD_KILLED, SIGALRM))
  }

  /// Waits for the end of the process and leaves the reaping to its owner.
  private func ending(of worker: WorkerProcess) -> (Int, Int32) {
    var information = siginfo_t()
    waitid(P_PID, id_t(worker.identifier), &information, WEXITED | WNOWAIT)
    return (Int(information.si_code), information._sifields._sigchld.si_status)
  }

  @Test func `a worker has no open file of the program and nothing of its environment`() async throws {
    let leak = open("/dev/null", O_RDONLY)
    defer { close(leak) }
    setenv("KAMMERPORTAL_TEST_SECRET", "geheim", 1)
    let typesetter = TestBench.typesetter()
    #expect(await error(try bench.layout("= Titel"), with: typesetter) == nil)
    let worker = try #require(await typesetter.documentSeat.processIdentifier)
    let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker)/fd").compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(worker)/fd/\($0)")
    }
    #expect(!files.contains("/dev/null"))
    #expect(try !String(contentsOfFile: "/proc/\(worker)/environ", encoding: .utf8).contains("geheim"))
  }
}
