import Foundation
import Synchronization

/// One running `worker.py`. It ends when told to, when this value is released, and when this program ends in any way:
/// the socket then closes, and its current request has a time limit.
final class WorkerProcess: Sendable {
  let identifier: pid_t
  let channel: WorkerChannel
  /// Requests wait on this thread, never on an event loop or on Swift's cooperative threads.
  private let queue = DispatchQueue(label: "typesetting")
  private let isReaped = Mutex(false)

  /// - Parameter isGivingWay: whether it runs at low priority (nice).
  init(python: String, isGivingWay: Bool = false) throws(TypesettingError) {
    (identifier, channel) = try Self.spawn(python, script: Self.script)
    if isGivingWay { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), UInt32(identifier), 10) }
  }

  /// Sends a request and waits for the answer; one at a time.
  /// - Parameter limit: processor time limit.
  /// - Throws: `TypesettingError`; after `.workerEnded` and `.timedOut` this process is unusable.
  func answer(to request: WorkerRequest, body: [UInt8], within limit: Duration) async throws -> (WorkerAnswer, [UInt8])
  {
    let timed = TimedRequest(request: request, limit: limit)
    let head = try JSONEncoder().encode(timed)
    return try await withCheckedThrowingContinuation { continuation in
      queue.async {
        continuation.resume(with: Result { try self.exchange([UInt8](head), body, timed) })
      }
    }
  }

  private func exchange(_ head: [UInt8], _ body: [UInt8], _ request: TimedRequest) throws -> (WorkerAnswer, [UInt8]) {
    let deadline = ContinuousClock.now + request.lasting
    do {
      try channel.send(head: head, body: body, by: deadline)
      let (head, body) = try channel.receive(by: deadline)
      let answer = try JSONDecoder().decode(WorkerAnswer.self, from: Data(head))
      if let error = answer.error { throw error }
      return (answer, body)
    } catch WorkerChannel.Broken.late {
      end()
      throw TypesettingError.timedOut(request.limit)
    } catch WorkerChannel.Broken.closed {
      let how = end()
      throw Self.endsOfTime.contains(how) ? TypesettingError.timedOut(request.limit) : .workerEnded(how)
    }
  }

  /// The worker's own timers: processor time and wall-clock time.
  private static let endsOfTime = ["signal \(SIGPROF)", "signal \(SIGALRM)"]

  /// Kills the process at once, even during a request, and returns how it ended.
  @discardableResult
  func end() -> String {
    isReaped.withLock { isReaped in
      guard !isReaped else { return "already ended" }
      isReaped = true
      // Not reaped yet, so the process id cannot belong to another process.
      kill(identifier, SIGKILL)
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) == -1 && errno == EINTR {}
      return status & 0x7F == 0 ? "exit code \(status >> 8 & 0xFF)" : "signal \(status & 0x7F)"
    }
  }

  deinit {
    end()
    close(channel.descriptor)
  }
}

extension WorkerProcess {
  private static let script = Bundle.module.bundleURL.appending(path: "Worker/worker.py").path

  /// Passes nothing of this program's environment, which may hold secrets.
  private static let environment = ["LANG=C.UTF-8", "PATH=/usr/bin:/bin"]

  /// Starts Python with a socket as its standard input. Other open files of this program are closed on exec
  /// (`O_CLOEXEC`) or by the worker's first line.
  private static func spawn(_ python: String, script: String) throws(TypesettingError) -> (pid_t, WorkerChannel) {
    var sockets: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &sockets) == 0 else {
      throw .fault("no socket: \(String(cString: strerror(errno)))")
    }
    defer { close(sockets[1]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, sockets[1], 0)
    posix_spawn_file_actions_adddup2(&actions, 2, 1)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    detachFromTerminal(&attributes)

    var process: pid_t = 0
    // -E -s: ignore the user's Python settings; -B: write no bytecode beside the scripts.
    let failure = withArguments([python, "-E", "-s", "-B", script]) { arguments in
      withArguments(environment) { posix_spawn(&process, python, &actions, &attributes, arguments, $0) }
    }
    guard failure == 0 else {
      close(sockets[0])
      throw .missing("\(python): \(String(cString: strerror(failure)))")
    }
    return (process, WorkerChannel(descriptor: sockets[0]))
  }

  /// A process group and signals of its own: Ctrl-C ends this program, which then shuts down the worker.
  private static func detachFromTerminal(_ attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
  }

  private static func withArguments<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    return body(pointers + [nil])
  }
}
