import Postbox
import Synchronization

/// The demo's mail transport: writes mails to files and keeps the newest 500 for `/demo`.
package final class DemoMailbox: MailTransport {
  private let transport: any MailTransport
  private let newest = Mutex<[MailMessage]>([])

  init(_ transport: any MailTransport) {
    self.transport = transport
  }

  package func deliver(_ message: MailMessage) async throws(MailFailure) {
    try await transport.deliver(message)
    newest.withLock { messages in
      messages.insert(message, at: 0)
      if messages.count > 500 { messages.removeLast() }
    }
  }

  /// The kept mails, newest first.
  var messages: [MailMessage] { newest.withLock { $0 } }
}
