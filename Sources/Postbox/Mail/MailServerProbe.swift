import Foundation

/// Checks that something answers at the mail server's address, without saying anything to it.
package enum MailServerProbe {
  /// - Returns: what is wrong, as a sentence; nil if it answers, or if mails go into a folder.
  package static func trouble(with url: String) async -> String? {
    guard let settings = try? SMTPSettings(url: url, heloName: "localhost") else { return nil }
    return await withCheckedContinuation { continuation in
      Thread { continuation.resume(returning: trouble(settings.host, settings.port)) }.start()
    }
  }

  private static func trouble(_ host: String, _ port: Int) -> String? {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &found) == 0, let first = found else {
      return "the name \(host) is not known; look at mail.transport and at the name server"
    }
    defer { freeaddrinfo(first) }
    var next: UnsafeMutablePointer<addrinfo>? = first
    while let one = next {
      if answers(one.pointee) { return nil }
      next = one.pointee.ai_next
    }
    return "nobody answers at \(host), port \(port), within 5 seconds; is the port right, and open in the firewall?"
  }

  private static func answers(_ address: addrinfo) -> Bool {
    let descriptor = socket(address.ai_family, address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    if connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return true }
    guard errno == EINPROGRESS else { return false }
    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard poll(&waiting, 1, 5_000) == 1 else { return false }
    var problem: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &size) == 0 && problem == 0
  }
}
