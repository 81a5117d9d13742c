/// How mails leave the portal.
package protocol MailTransport: Sendable {
  /// Delivers a message; when it returns, the other side has taken responsibility for it.
  ///
  /// After a failure or a crash a message may be delivered again, with the same Message-ID.
  func deliver(_ message: MailMessage) async throws(MailFailure)
}

/// For commands that send nothing, if no transport is configured: queued mails wait.
package struct NoTransport: MailTransport {
  package init() {}

  package func deliver(_ message: MailMessage) async throws(MailFailure) {
    throw .temporary("mail.transport is not set, so mails wait")
  }
}

/// Why a mail could not be sent. The reasons are English sentences for operators; they may quote the server, and so the
/// recipient's address.
package enum MailFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// A retry may help: the server is down, asks to wait, or refuses the portal itself (login, TLS, relaying).
  case temporary(String)
  /// A retry cannot help: this message will never reach this recipient.
  case permanent(String)

  package var description: String {
    switch self {
    case .temporary(let reason), .permanent(let reason): reason
    }
  }
}

extension MailMessage {
  /// Refuses addresses that need the SMTPUTF8 extension, which too few servers support. If it is the sender's, the
  /// operator has to correct it, so the mail waits.
  func requirePlainAddresses() throws(MailFailure) {
    if let sender = [from, replyTo].compactMap({ $0 }).first(where: \.needsSMTPUTF8) {
      throw .temporary("the sender address \(sender.address) has letters outside ASCII before the @")
    }
    if to.needsSMTPUTF8 {
      throw .permanent("the address has letters outside ASCII before the @; mail servers do not deliver to it reliably")
    }
  }
}
