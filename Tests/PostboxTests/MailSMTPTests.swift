import Foundation
import Testing

@testable import Postbox

/// What arrives at a real server, which runs in a child process.
@Suite struct MailSMTPTests {
  @Test func `umlauts in subject, name and body arrive`() async throws {
    let peer = try MailPeer()
    let text = "Grüße aus Köln,\n\n-- \nHandwerkskammer – 50 €\n" + String(repeating: "überlang ", count: 40) + "\n"
    let html = "<!doctype html><p>Grüße & „Umlaute“ = ß</p>\n"
    let subject = "Ihr Prüfungstermin: Zwischenprüfung für Ausbildungsberuf Konditorin, nächste Woche in Düsseldorf"
    try await SMTPTransport(peer.settings()).deliver(
      sampleMail(toName: "Änne Müller-Lüdenscheidt", subject: subject, text: text, html: html))

    let received = try peer.message(1)
    #expect(received.secure)
    #expect(received.sender == "portal@kammer.example")
    #expect(received.recipients == ["anna.mueller@firma.example"])
    #expect(received.headers["Subject"] == subject)
    #expect(received.headers["To"] == "Änne Müller-Lüdenscheidt <anna.mueller@firma.example>")
    #expect(received.headers["From"] == "Handwerkskammer Düsseldorf <portal@kammer.example>")
    #expect(received.type == "multipart/alternative")
    #expect(received.parts.map(\.type) == ["text/plain", "text/html"])
    #expect(received.parts.map(\.content) == [text, html])
    #expect(received.defects == [])
  }

  @Test func `the server gets the same bytes as a file`() async throws {
    let peer = try MailPeer()
    let mail = try sampleMail(text: "eins\n.\n..\n.zwei\nEnde", html: "<p>.</p>")
    try await SMTPTransport(peer.settings()).deliver(mail)
    #expect(try peer.message(1).raw == String(decoding: mail.bytes, as: UTF8.self))
  }

  @Test func `a line that is just a dot arrives`() async throws {
    let peer = try MailPeer()
    try await SMTPTransport(peer.settings()).deliver(sampleMail(text: ".\n.\nnach dem Punkt\n."))
    #expect(try peer.message(1).parts.map(\.content) == [".\n.\nnach dem Punkt\n.\n"])
  }

  @Test func `TLS from the start serves as well`() async throws {
    let peer = try MailPeer(tls: "implicit")
    try await SMTPTransport(peer.settings(.fromTheStart)).deliver(sampleMail())
    #expect(try peer.message(1).secure)
    #expect(try peer.log().clear == [])
  }

  @Test func `a relay in clear serves when it is chosen`() async throws {
    let peer = try MailPeer(tls: "none", asksLogin: false)
    try await SMTPTransport(peer.settings(.none, login: nil)).deliver(sampleMail())
    #expect(try peer.message(1).headers["Subject"] == "Guten Tag")
  }

  @Test func `thirty messages use one connection`() async throws {
    let peer = try MailPeer()
    let transport = SMTPTransport(peer.settings())
    try await withThrowingTaskGroup { group in
      for number in 1...30 {
        group.addTask { try await transport.deliver(sampleMail(messageID: "mail-\(number)")) }
      }
      try await group.waitForAll()
    }
    let ids = try Set((1...30).map { try peer.message($0).headers["Message-ID"] })
    #expect(ids.count == 30)
    #expect(try peer.log().connections == 1)
  }

  @Test func `after the server closed the connection the next message opens another`() async throws {
    let peer = try MailPeer(["--close-after-message"])
    let transport = SMTPTransport(peer.settings())
    for number in 1...5 {
      // The peer may close while a message is on its way, which is a failure to be tried again.
      let mail = try sampleMail(messageID: "mail-\(number)")
      for _ in 1...10 where await transport.accepts(mail) { break }
    }
    #expect(try peer.message(5).headers["Message-ID"] == "<mail-5@kammer.example>")
  }
}
