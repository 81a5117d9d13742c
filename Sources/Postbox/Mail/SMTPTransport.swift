/// Sends mails to a mail server with libcurl, one at a time, over a connection that is reused.
///
/// libcurl blocks while it talks to the server, so the actor has a thread of its own. A cancelled delivery ends within
/// about a second, as a temporary failure.
package actor SMTPTransport: MailTransport {
  private let thread = BlockingThread(name: "smtp")
  private let settings: SMTPSettings
  private var session: SMTPSession?

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  package init(_ settings: SMTPSettings) {
    self.settings = settings
  }

  package func deliver(_ message: MailMessage) async throws(MailFailure) {
    try message.requirePlainAddresses()
    guard !Task.isCancelled else { throw .temporary("the delivery was cancelled") }
    guard let session = session ?? SMTPSession(settings) else { throw .temporary("libcurl could not start") }
    self.session = session
    try session.send(message.bytes, from: message.from.address, to: message.to.address)
  }
}
