import Foundation
import Testing

@testable import Typesetting

/// What reads uploads, taken over by somebody. Where this system has no Landlock there is nothing to test.
@Suite(.serialized) struct ConfinementTests {
  let bench: TestBench

  init() throws {
    bench = try TestBench()
  }

  /// Has the reading of an upload replaced by these lines, which leave in `told` what they could do.
  private func taken(over lines: String) throws -> String {
    try bench.python(
      """
      import json, check, reading
      open("secret", "w").write("geheim")
      open("upload", "w").write("%PDF")
      os.makedirs("out", exist_ok=True)
      def tried(act):
          try:
              return str(act())
          except OSError as error:
              return type(error).__name__
      def hostile(header):
          import ctypes, socket, signal, subprocess
          told = []
      \(lines.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
          return {"told": told}
      check.unzip = hostile
      folder = os.getcwd()
      answer = reading.apart({"do": "unzip", "in": folder + "/upload", "out": folder + "/out", "seconds": 20})
      print(json.dumps([answer.get("openWays", []), answer["told"]]))
      """
    ).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test func `it reads neither the secret nor the database nor what the program knows`() throws {
    let told = try taken(
      over: """
        told.append(tried(lambda: open(folder + "/secret").read()))
        told.append(tried(lambda: os.listdir(folder)))
        told.append(tried(lambda: open("/etc/passwd").read()))
        told.append(tried(lambda: open(f"/proc/{os.getppid()}/environ", "rb").read()))
        told.append(tried(lambda: open(folder + "/upload").read()))
        """)
    #expect(
      told
        == #"[[], ["PermissionError", "PermissionError", "PermissionError", "PermissionError", "%PDF"]]"#)
  }

  @Test func `it writes nothing but what it was asked for`() throws {
    let told = try taken(
      over: """
        told.append(tried(lambda: open(folder + "/secret", "w").write("x")))
        told.append(tried(lambda: open(folder + "/new", "w").write("x")))
        told.append(tried(lambda: os.rename(folder + "/upload", folder + "/secret")))
        told.append(tried(lambda: open(folder + "/upload", "a").write("x")))
        told.append(tried(lambda: open(folder + "/out/0.pdf", "w").write("x")))
        """)
    let no = #""PermissionError""#
    // A rename into another folder is told as one over two disks.
    #expect(told == "[[], [\(no), \(no), \(no), \(no), \"1\"]]")
    #expect(try String(contentsOf: bench.folder.appending(path: "secret"), encoding: .utf8) == "geheim")
  }

  @Test func `it has no network, starts no program and signals nobody`() throws {
    let told = try taken(
      over: """
        told.append(tried(lambda: socket.socket(socket.AF_INET)))
        told.append(tried(lambda: socket.socket(socket.AF_UNIX)))
        told.append(tried(lambda: subprocess.run(["/usr/bin/id"])))
        told.append(tried(lambda: os.kill(os.getppid(), signal.SIGTERM)))
        told.append(tried(lambda: os.execv("/usr/bin/id", ["id"])))
        """)
    let no = #""PermissionError""#
    #expect(told == "[[], [\(no), \(no), \(no), \(no), \(no)]]")
  }

  @Test func `it leaves no process behind and changes nothing about others, but has its threads`() throws {
    let told = try taken(
      over: """
        import fcntl, resource, threading
        libc = ctypes.CDLL(None, use_errno=True)
        parent = os.getppid()
        told.append(tried(os.fork))
        told.append([libc.syscall(56, 17, 0, 0, 0, 0), ctypes.get_errno()])
        told.append(tried(lambda: resource.prlimit(parent, resource.RLIMIT_FSIZE, (0, 0))))
        told.append(tried(lambda: os.sched_setaffinity(parent, [0])))
        told.append(tried(lambda: fcntl.fcntl(1, fcntl.F_SETOWN, parent)))
        told.append(tried(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (50, 50))))
        ran = []
        threads = [threading.Thread(target=lambda: ran.append(1)) for _ in range(5)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        told.append(len(ran))
        """)
    let no = #""PermissionError""#
    #expect(told == "[[], [\(no), [-1, 1], \(no), \(no), \(no), \"None\", 5]]")
  }

  @Test func `it cannot use up the machine`() throws {
    let told = try bench.python(
      """
      import check, reading
      from failure import Failure
      open("upload", "w").write("%PDF")
      def asked(hostile, seconds):
          check.inspect = hostile
          try:
              return reading.apart({"do": "inspect", "in": os.getcwd() + "/upload", "seconds": seconds})
          except Failure as failure:
              return failure.kind
      def endless(header):
          while True: pass
      def greedy(header):
          return {"told": len(bytearray(3 << 30))}
      def dying(header):
          os._exit(3)
      print(asked(endless, 1), asked(greedy, 20), asked(dying, 20), asked(lambda header: {"told": 1}, 20))
      """)
    #expect(told == "tooLarge tooLarge document {'told': 1}\n")
  }
}
