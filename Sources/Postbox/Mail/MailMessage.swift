import Chronology
import Foundation
import Sodium

/// One mail to one recipient, ready to be sent.
package struct MailMessage: Sendable {
  package let from: MailAddress
  package let replyTo: MailAddress?
  package let to: MailAddress
  /// Control characters are replaced by blanks.
  package let subject: String
  package let text: String
  /// A complete HTML document with the same content as the text.
  package let html: String?
  /// The stable key of the delivery, with or without `@host`: repeated deliveries have the same, so that mail programs
  /// show the message once. Without host the sender's domain is used.
  package let messageID: String
  /// When the mail was written, not when it is sent; the same for repeated deliveries.
  package let date: Instant
  /// `de` or `en`.
  package let language: String
  /// Whether it is an automatic message, so that other programs should send no automatic reply (`Auto-Submitted`).
  package let autoSubmitted: Bool

  package init(
    from: MailAddress, replyTo: MailAddress? = nil, to: MailAddress, subject: String, text: String,
    html: String? = nil, messageID: String, date: Instant, language: String, autoSubmitted: Bool = true
  ) {
    self.from = from
    self.replyTo = replyTo
    self.to = to
    self.subject = subject
    self.text = text
    self.html = html
    self.messageID = messageID
    self.date = date
    self.language = language
    self.autoSubmitted = autoSubmitted
  }

  /// The key in the form of a Message-ID without angle brackets: `key@host`, at most 192 characters. Invalid characters
  /// are percent-encoded, so different keys stay different.
  var deliveryID: String {
    let at = messageID.lastIndex(of: "@")
    let host = at.flatMap { DomainName.ascii(String(messageID[messageID.index(after: $0)...])) }
    let key = host == nil ? messageID : String(messageID[..<(at ?? messageID.endIndex)])
    let escaped = key.utf8.map(Self.idSigns).joined()
    let short = escaped.utf8.count <= 64 ? escaped : Sodium.hexadecimal(Sodium.hash(key))
    return "\(short)@\(host.map { String($0.prefix(127)) } ?? String(from.domain.prefix(127)))"
  }

  private static func idSigns(for byte: UInt8) -> String {
    switch UnicodeScalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", "+": String(UnicodeScalar(byte))
    default: "%" + Sodium.hexadecimal([byte])
    }
  }
}
