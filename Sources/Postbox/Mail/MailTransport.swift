/// The way mails leave the portal.
package protocol MailTransport: Sendable {
  /// Hands the message over; when it returns, the other side has taken responsibility for it.
  ///
  /// A message may be delivered again after a failure or a crash. It then carries the same Message-ID.
  func deliver(_ message: MailMessage) async throws(MailFailure)
}

/// For commands that send nothing, where nobody said how mails leave: what is queued waits.
package struct NoTransport: MailTransport {
  package init() {}

  package func deliver(_ message: MailMessage) async throws(MailFailure) {
    throw .temporary("mail.transport is not set, so mails wait")
  }
}

/// Why a mail did not leave. The reasons are English sentences for operators; they may repeat the server's words and so
/// the recipient's address.
package enum MailFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// Worth another try: the server is away, asks for patience, or refuses the portal itself (login, TLS, relaying).
  case temporary(String)
  /// This message will never reach this recipient.
  case permanent(String)

  package var description: String {
    switch self {
    case .temporary(let reason), .permanent(let reason): reason
    }
  }
}

extension MailMessage {
  /// Refuses addresses that would need the SMTPUTF8 extension, which too few servers know to rely on. A sender of that
  /// kind is the operator's to correct, so the mail waits.
  func requirePlainAddresses() throws(MailFailure) {
    if let sender = [from, replyTo].compactMap({ $0 }).first(where: \.needsSMTPUTF8) {
      throw .temporary("the sender address \(sender.address) has letters outside ASCII before the @")
    }
    if to.needsSMTPUTF8 {
      throw .permanent("the address has letters outside ASCII before the @; mail servers do not deliver to it reliably")
    }
  }
}
