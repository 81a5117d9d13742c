import Chronology
import Foundation

/// Serialises the message as sent and as stored: RFC 5322 with MIME, all ASCII, CR LF line ends.
extension MailMessage {
  /// The whole message. Deterministic: the same message always has the same bytes.
  var bytes: [UInt8] {
    let head = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
    return Array(head.utf8) + body
  }

  private var headers: [(name: String, value: String)] {
    var headers = [
      ("Date", date.mailDate),
      ("Message-ID", "<\(deliveryID)>"),
      ("From", HeaderText.mailbox(from)),
    ]
    if let replyTo { headers.append(("Reply-To", HeaderText.mailbox(replyTo))) }
    headers += [("To", HeaderText.mailbox(to)), ("Subject", HeaderText.unstructured(subject))]
    if autoSubmitted {
      headers += [("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All")]
    }
    let tag = language.filter { $0.isASCII && ($0.isLetter || $0 == "-") }
    return headers + [("Content-Language", tag), ("MIME-Version", "1.0")]
  }

  /// Cannot occur in the parts: in quoted-printable "=" precedes a hexadecimal digit or a line end only.
  private static let boundary = "=_Kammerportal_="

  private var body: [UInt8] {
    guard let html else { return Self.part("plain", text) }
    let opening = "Content-Type: multipart/alternative; boundary=\"\(Self.boundary)\"\r\n\r\n"
    // The preceding line break belongs to the boundary, not to the part.
    let separator = Array("\r\n--\(Self.boundary)\r\n".utf8)
    return Array(opening.utf8) + separator.dropFirst(2) + Self.part("plain", text) + separator
      + Self.part("html", html) + Array("\r\n--\(Self.boundary)--\r\n".utf8)
  }

  private static func part(_ subtype: String, _ text: String) -> [UInt8] {
    let head =
      "Content-Type: text/\(subtype); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return Array(head.utf8) + QuotedPrintable.encode(text)
  }
}

extension Instant {
  /// `Fri, 27 Nov 2026 09:30:00 +0000`
  var mailDate: String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let (date, time) = inUTC
    return "\(days[date.weekday - 1]), \(date.day) \(months[date.month - 1]) \(date.year) \(time) +0000"
  }

  /// `2026-11-27T09-30-00.123456Z`: sorts by time and is valid in file names.
  var fileDate: String {
    let (date, time) = inUTC
    let fraction = String(1_000_000 + (microseconds % 1_000_000 + 1_000_000) % 1_000_000).dropFirst()
    return "\(date)T\(time.replacing(":", with: "-")).\(fraction)Z"
  }

  private var inUTC: (date: CalendarDate, time: String) {
    let clock = WallClock(zone: .gmt) { self }
    let (date, hour, minute) = clock.local(self)
    let second = Int((microseconds / 1_000_000 % 60 + 60) % 60)
    let time = [hour, minute, second].map { String(100 + $0).dropFirst() }.joined(separator: ":")
    return (date, time)
  }
}
