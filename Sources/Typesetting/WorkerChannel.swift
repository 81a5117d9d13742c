import Foundation

/// The program's end of the socket to a worker. Blocks the calling thread, never beyond the deadline.
struct WorkerChannel: Sendable {
  let descriptor: Int32

  private static let withoutSignal = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)

  enum Broken: Error { case closed, late }

  /// Sends two lengths, the head and the body: see `worker.py`.
  func send(head: [UInt8], body: [UInt8], by deadline: ContinuousClock.Instant) throws(Broken) {
    let lengths = [head.count, body.count].flatMap { length in
      stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: length >> $0) }
    }
    try write(lengths + head, by: deadline)
    try write(body, by: deadline)
  }

  func receive(by deadline: ContinuousClock.Instant) throws(Broken) -> (head: [UInt8], body: [UInt8]) {
    let lengths = try read(8, by: deadline)
    let number = { (bytes: ArraySlice<UInt8>) in bytes.reduce(0) { $0 << 8 | Int($1) } }
    let head = try read(number(lengths[0..<4]), by: deadline)
    return (head, try read(number(lengths[4..<8]), by: deadline))
  }

  private func write(_ bytes: [UInt8], by deadline: ContinuousClock.Instant) throws(Broken) {
    var done = 0
    while done < bytes.count {
      try wait(for: Int16(POLLOUT), by: deadline)
      let count = bytes.withUnsafeBytes { buffer in
        // Not empty, so the buffer has an address. No SIGPIPE if the worker has died.
        Glibc.send(descriptor, buffer.baseAddress! + done, buffer.count - done, Self.withoutSignal)
      }
      done += try progress(count)
    }
  }

  private func read(_ length: Int, by deadline: ContinuousClock.Instant) throws(Broken) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length)
    var done = 0
    while done < length {
      try wait(for: Int16(POLLIN), by: deadline)
      let count = bytes.withUnsafeMutableBytes { buffer in
        // Not empty either.
        recv(descriptor, buffer.baseAddress! + done, length - done, Int32(MSG_DONTWAIT))
      }
      guard count != 0 else { throw .closed }
      done += try progress(count)
    }
    return bytes
  }

  private func progress(_ count: Int) throws(Broken) -> Int {
    if count >= 0 { return count }
    guard errno == EINTR || errno == EAGAIN else { throw .closed }
    return 0
  }

  private func wait(for events: Int16, by deadline: ContinuousClock.Instant) throws(Broken) {
    let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
    guard left > 0 else { throw .late }
    var entry = pollfd(fd: descriptor, events: events, revents: 0)
    let count = poll(&entry, 1, Int32(min(left.rounded(.up), 1_000_000)))
    if count == 0 { throw .late }
  }
}
