import Chronology
import Foundation
import Testing

@testable import Postbox

@Suite struct MailFileTransportTests {
  private let folder: MailTestFolder

  init() throws {
    folder = try MailTestFolder()
  }

  @Test func `a message becomes one file, and stays one when it is delivered again`() async throws {
    let url = "file:\(folder.path)"
    let transport = try mailTransport(url: url, user: nil, password: nil, caFile: nil, heloName: "")
    let mail = try sampleMail()
    try await transport.deliver(mail)
    try await transport.deliver(mail)
    let name = "2026-11-27T09-30-05.250000Z-mail-1@portal.example.eml"
    #expect(try folder.names() == [name])
    #expect(try Data(contentsOf: folder.url.appendingPathComponent(name)) == Data(mail.bytes))
  }

  @Test func `only the portal's user may read folder and files it made`() async throws {
    let inner = folder.url.appendingPathComponent("var/mail")
    try await FileTransport(folder: inner.path).deliver(sampleMail())
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: inner.path).first)
    for (path, expected) in [(inner.path, 0o700), (inner.appendingPathComponent(name).path, 0o600)] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == expected)
    }
  }

  @Test func `a key with slashes stays in the folder`() async throws {
    try await FileTransport(folder: folder.path).deliver(sampleMail(messageID: "../../evil"))
    #expect(try folder.names().count == 1)
  }

  @Test func `a folder that cannot be written to is temporary`() async throws {
    let file = folder.url.appendingPathComponent("file")
    try Data().write(to: file)
    let failure = await #expect(throws: MailFailure.self) {
      try await FileTransport(folder: file.path).deliver(sampleMail())
    }
    #expect(failure?.isTemporary == true)
  }

  @Test func `an address with umlauts before the at sign is refused for good`() async throws {
    let failure = await #expect(throws: MailFailure.self) {
      try await FileTransport(folder: folder.path).deliver(sampleMail(to: "jürgen@firma.example"))
    }
    #expect(failure?.isTemporary == false)
  }
}

extension MailFailure {
  var isTemporary: Bool {
    if case .temporary = self { true } else { false }
  }
}
