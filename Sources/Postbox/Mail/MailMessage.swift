import Chronology
import Foundation
import Sodium

/// One mail to one recipient, ready to be sent.
package struct MailMessage: Sendable {
  package let from: MailAddress
  package let replyTo: MailAddress?
  package let to: MailAddress
  /// Control characters in it become blanks.
  package let subject: String
  package let text: String
  /// A complete HTML document that says the same as the text.
  package let html: String?
  /// The stable key of the delivery, with or without `@host`: a repeated delivery has the same, so that mail programs
  /// show the message once. Without a host the sender's domain is taken.
  package let messageID: String
  /// When the mail was written, not when it is sent: the same for a repeated delivery.
  package let date: Instant
  /// `de` or `en`.
  package let language: String
  /// Written by the portal itself: absence notes and other automatic answers are not wanted.
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

  /// The key in the form of a Message-ID, without its angle brackets: `key@host`, at most 192 characters. Signs that do
  /// not belong there are written as `%` and two digits, so different keys stay different.
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
