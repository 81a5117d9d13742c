import Chronology
import Foundation
import Testing

@testable import Postbox

/// 27 November 2026, 09:30:05.25 UTC, a Friday.
let mailMorning = Instant(microseconds: 1_795_771_805_250_000)

func sampleMail(
  to: String = "anna.mueller@firma.example", toName: String? = nil, subject: String = "Guten Tag",
  text: String = "Guten Tag", html: String? = nil, messageID: String = "mail-1@portal.example",
  language: String = "de"
) throws -> MailMessage {
  MailMessage(
    from: try #require(MailAddress("portal@kammer.example", name: "Handwerkskammer Düsseldorf")),
    to: try #require(MailAddress(to, name: toName)), subject: subject, text: text, html: html, messageID: messageID,
    date: mailMorning, language: language)
}

/// A message's headers as lines, unfolded.
func headerLines(_ message: MailMessage) -> [String] {
  let whole = String(decoding: message.bytes, as: UTF8.self).replacing("\r\n", with: "\n")
  let head = whole.prefix(upTo: whole.firstRange(of: "\n\n")?.lowerBound ?? whole.endIndex)
  return head.replacing("\n ", with: " ").split(separator: "\n").map(String.init)
}

/// A folder that goes with the test.
final class MailTestFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("kammerportal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  var path: String { url.path }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path)
  }
}
