import Chronology
import Foundation
import Testing

@testable import Postbox

/// What goes wrong with a mail server, and whether it is tried again.
@Suite struct MailSMTPFailureTests {
  private func failure(_ transport: SMTPTransport, _ mail: MailMessage) async -> MailFailure? {
    await #expect(throws: MailFailure.self) { try await transport.deliver(mail) }
  }

  @Test(arguments: [
    ("rcpt.550.5.1.1", false), ("rcpt.553.5.1.3", false), ("rcpt.552.5.2.2", false), ("data.554.5.6.0", false),
    ("rcpt.451.4.3.0", true), ("rcpt.452.4.2.2", true), ("data.451.4.3.0", true),
    // The portal is refused, not the recipient: relaying denied, login wanted.
    ("rcpt.554.5.7.1", true), ("rcpt.530.5.7.0", true), ("data.550.5.7.1", true),
  ])
  func `a refusal is permanent only when it is the recipient's`(local: String, temporary: Bool) async throws {
    let peer = try MailPeer()
    let transport = SMTPTransport(peer.settings())
    let failure = await failure(transport, try sampleMail(to: "\(local)@firma.example"))
    #expect(failure?.isTemporary == temporary)
    #expect(failure?.description.contains("refused as asked") == true)
    try await transport.deliver(sampleMail())
    #expect(peer.hasMessage)
  }

  @Test func `a wrong password is temporary`() async throws {
    let peer = try MailPeer()
    let wrong = SMTPSettings.Login(user: MailPeer.login.user, password: "falsch")
    let failure = await failure(SMTPTransport(peer.settings(login: wrong)), try sampleMail())
    #expect(failure?.isTemporary == true)
    #expect(failure?.description.contains("535") == true)
    #expect(failure?.description.contains("falsch") == false)
  }

  @Test func `a missing login is temporary`() async throws {
    let peer = try MailPeer()
    let failure = await failure(SMTPTransport(peer.settings(login: nil)), try sampleMail())
    #expect(failure?.isTemporary == true)
  }

  @Test(arguments: [SMTPSettings.Encryption.required, .fromTheStart])
  func `an unknown authority is temporary and learns nothing`(encryption: SMTPSettings.Encryption) async throws {
    let peer = try MailPeer(tls: encryption == .required ? "starttls" : "implicit")
    let other = try MailTestFolder()
    var settings = peer.settings(encryption)
    settings.caFile = try MailCertificate(in: other).file
    let failure = await failure(SMTPTransport(settings), try sampleMail())
    #expect(failure?.isTemporary == true)
    #expect(failure?.description.contains("certificate") == true)
    #expect(!peer.hasMessage)
  }

  @Test func `without STARTTLS nothing is told in clear`() async throws {
    let peer = try MailPeer(tls: "none")
    let failure = await failure(SMTPTransport(peer.settings()), try sampleMail())
    #expect(failure?.isTemporary == true)
    let told = try peer.log().clear.filter { $0 != "QUIT" }
    #expect(told == ["EHLO portal.example"])
  }

  @Test func `with STARTTLS only the greeting goes in clear`() async throws {
    let peer = try MailPeer()
    try await SMTPTransport(peer.settings()).deliver(sampleMail())
    let told = try peer.log().clear
    #expect(told.prefix(2) == ["EHLO portal.example", "STARTTLS"])
    #expect(!told.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") || $0.contains("Guten Tag") })
  }

  @Test func `a server that is away is temporary`() async throws {
    // Nothing listens at port 1.
    let settings = SMTPSettings(host: "127.0.0.1", port: 1, heloName: "portal.example")
    let failure = await failure(SMTPTransport(settings), try sampleMail())
    #expect(failure?.isTemporary == true)
    #expect(failure?.description.contains("connect") == true)
  }

  /// A delivery gives up after two minutes; a busy machine may take its time for a little work.
  private static let waitingAsLongAsAllowed = Duration.seconds(100)

  @Test func `a server that says nothing is temporary within the time-out`() async throws {
    let peer = try MailPeer(["--silent"])
    var settings = peer.settings()
    settings.totalTimeout = TimeSpan(microseconds: 300_000)
    let begin = ContinuousClock.now
    let failure = await failure(SMTPTransport(settings), try sampleMail())
    #expect(failure?.isTemporary == true)
    #expect(ContinuousClock.now - begin < Self.waitingAsLongAsAllowed)
  }

  @Test func `a cancelled delivery ends before the time-out`() async throws {
    let peer = try MailPeer(["--silent"])
    let transport = SMTPTransport(peer.settings())
    let begin = ContinuousClock.now
    let delivery = Task { await failure(transport, try sampleMail()) }
    delivery.cancel()
    #expect(try await delivery.value?.isTemporary == true)
    #expect(ContinuousClock.now - begin < Self.waitingAsLongAsAllowed)
  }

  @Test func `servers that say nothing hold up nobody else`() async throws {
    let peer = try MailPeer(["--silent"])
    let mail = try sampleMail()
    let begin = ContinuousClock.now
    // More than the cooperative pool has threads.
    let count = ProcessInfo.processInfo.activeProcessorCount + 2
    let deliveries = (1...count).map { _ in
      let transport = SMTPTransport(peer.settings())
      return Task { await transport.accepts(mail) }
    }
    while try peer.log().connections < count { await Task.yield() }
    deliveries.forEach { $0.cancel() }
    for delivery in deliveries { #expect(await delivery.value == false) }
    #expect(ContinuousClock.now - begin < Self.waitingAsLongAsAllowed)
  }

  @Test func `an address with umlauts before the at sign is refused for good, with the reason`() async throws {
    let transport = SMTPTransport(SMTPSettings(host: "127.0.0.1", port: 9, heloName: "portal.example"))
    let failure = await failure(transport, try sampleMail(to: "jürgen@firma.example"))
    #expect(failure?.isTemporary == false)
    #expect(failure?.description.contains("letters outside ASCII") == true)
  }
}
