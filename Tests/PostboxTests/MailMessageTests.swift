import Chronology
import Foundation
import Testing

@testable import Postbox

@Suite struct MailMessageTests {
  @Test func `the header says who, when, what and that a machine wrote it`() throws {
    let lines = headerLines(try sampleMail(language: "en"))
    for line in [
      "Date: Fri, 27 Nov 2026 09:30:05 +0000", "Message-ID: <mail-1@portal.example>", "Subject: Guten Tag",
      "To: anna.mueller@firma.example", "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All",
      "Content-Language: en", "MIME-Version: 1.0",
    ] {
      #expect(lines.contains(line))
    }
  }

  @Test func `a line break in a subject begins no header`() throws {
    let mail = try sampleMail(subject: "Hallo\r\nBcc: x@y.example\nX: y\r\rSchluss", language: "de\r\nX-Evil: 1")
    let lines = headerLines(mail)
    #expect(lines.contains("Subject: Hallo  Bcc: x@y.example X: y  Schluss"))
    #expect(!lines.contains { $0.hasPrefix("Bcc:") || $0.hasPrefix("X:") || $0.hasPrefix("X-Evil") })
  }

  @Test func `a line break in a delivery key begins no header`() throws {
    let mail = try sampleMail(messageID: "a\r\nBcc: x@y.example")
    #expect(headerLines(mail).contains("Message-ID: <a%0d%0aBcc%3a%20x@y.example>"))
  }

  @Test(arguments: [
    ("mail-4711", "mail-4711@kammer.example"), ("mail 1/ä", "mail%201%2f%c3%a4@kammer.example"),
    ("mail-1@localhost", "mail-1%40localhost@kammer.example"), ("mail-1@Portal.Example", "mail-1@portal.example"),
  ])
  func `every delivery key becomes a Message-ID`(key: String, id: String) throws {
    #expect(try sampleMail(messageID: key).deliveryID == id)
  }

  @Test func `long delivery keys become short, and different ones stay different`() throws {
    let long = String(repeating: "k", count: 500)
    let ids = try [long + "1", long + "2"].map { try sampleMail(messageID: $0).deliveryID }
    #expect(ids[0] != ids[1])
    #expect(ids.allSatisfy { $0.utf8.count <= 192 })
  }

  private static let subjects = [
    "Prüfung", "=?UTF-8?B?SGFsbG8=?=", String(repeating: "Ausbildungsverhältnis 👩‍🏫 ", count: 12),
  ]

  @Test(arguments: subjects)
  func `encoded words are short, whole characters, and give the subject back`(subject: String) throws {
    let header = "Subject: " + HeaderText.unstructured(subject)
    let lines = header.components(separatedBy: "\r\n ")
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    let decoded = try lines.map { line in
      let word = try #require(line.split(separator: " ").last)
      #expect(word.hasPrefix("=?UTF-8?B?") && word.hasSuffix("?="))
      let bytes = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
      return try #require(String(data: bytes, encoding: .utf8))
    }
    #expect(decoded.joined() == subject.trimmingCharacters(in: .whitespaces))
  }

  @Test(arguments: [
    ("Anna Maria", "\"Anna Maria\"\r\n <a@firma.example>"),
    (#"Maier, "Toni" \ Co"#, #""Maier, \"Toni\" \\ Co""# + "\r\n <a@firma.example>"),
    ("Müller", "=?UTF-8?B?TcO8bGxlcg==?=\r\n <a@firma.example>"),
  ])
  func `names are quoted or encoded`(name: String, value: String) throws {
    #expect(HeaderText.mailbox(try #require(MailAddress("a@firma.example", name: name))) == value)
  }

  @Test(arguments: [
    ("ä=b", "=C3=A4=3Db\r\n"), ("a\nb\rc\r\nd", "a\r\nb\r\nc\r\nd\r\n"),
    ("Gruß \n\t\nx", "Gru=C3=9F=20\r\n=09\r\nx\r\n"), ("", ""), ("a\n\n", "a\r\n\r\n"),
    ("\u{0}", "=00\r\n"), (".", ".\r\n"),
  ])
  func `bodies are quoted-printable with CR LF`(text: String, encoded: String) {
    #expect(String(decoding: QuotedPrintable.encode(text), as: UTF8.self) == encoded)
  }

  @Test func `lines are at most 76 long and break between characters only`() {
    for length in 70...80 {
      for tail in ["", "ü", "👩", " ", "="] {
        let text = String(repeating: "x", count: length) + tail + "yz"
        let lines = String(decoding: QuotedPrintable.encode(text), as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(!lines.dropFirst().contains { $0.hasPrefix("=8") || $0.hasPrefix("=9") || $0.hasPrefix("=B") })
      }
    }
    #expect(QuotedPrintable.encode(String(repeating: "x", count: 76)).count == 78)
  }

  @Test func `the same message gives the same bytes`() throws {
    let mails = try (1...2).map { _ in try sampleMail(html: "<p>Grüße</p>") }
    #expect(mails[0].bytes == mails[1].bytes)
    #expect(mails[0].bytes.allSatisfy { $0 < 0x80 })
  }
}
