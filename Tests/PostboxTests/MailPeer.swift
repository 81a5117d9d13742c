import Foundation
import Testing

@testable import Postbox

/// A mail server of its own for one test: `Peer/smtp-peer.py`, run as a child until the test lets go of it.
final class MailPeer {
  static let login = SMTPSettings.Login(user: "portal", password: "geheim & länger")

  let port: Int
  let certificate: MailCertificate
  private let folder: MailTestFolder
  private let process = Process()
  private let input = Pipe()

  /// - Parameters:
  ///   - tls: `starttls`, `implicit` or `none`
  ///   - asksLogin: takes messages after `login` only
  init(tls: String = "starttls", asksLogin: Bool = true, _ arguments: [String] = []) throws {
    folder = try MailTestFolder()
    certificate = try MailCertificate(in: folder)
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.python)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Peer/smtp-peer.py")
    process.arguments =
      [script.path, "--folder", folder.path, "--tls", tls, "--certificate", certificate.file, "--key", certificate.key]
      + (asksLogin ? ["--user", Self.login.user, "--password", Self.login.password] : []) + arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let firstLine = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(Int(firstLine.trimmingCharacters(in: .newlines)), "the peer did not start")
  }

  deinit {
    // The end of its input ends the peer. It inherits a mask against SIGTERM from the threads of a test.
    try? input.fileHandleForWriting.close()
  }

  /// What a transport needs to reach the peer and to trust it.
  func settings(
    _ encryption: SMTPSettings.Encryption = .required, login: SMTPSettings.Login? = MailPeer.login
  ) -> SMTPSettings {
    SMTPSettings(
      host: "127.0.0.1", port: port, encryption: encryption, login: login, caFile: certificate.file,
      heloName: "portal.example")
  }

  /// The n-th message the peer took, from 1.
  func message(_ number: Int) throws -> ReceivedMail {
    try JSONDecoder().decode(ReceivedMail.self, from: Data(contentsOf: file("\(number).json")))
  }

  var hasMessage: Bool { FileManager.default.fileExists(atPath: file("1.json").path) }

  func log() throws -> Log {
    try JSONDecoder().decode(Log.self, from: Data(contentsOf: file("log.json")))
  }

  struct Log: Decodable {
    let connections: Int
    /// The lines that came in clear.
    let clear: [String]
  }

  private func file(_ name: String) -> URL { folder.url.appendingPathComponent(name) }

  /// `script/test` prepares an interpreter that has aiosmtpd.
  private static var python: String {
    if let chosen = ProcessInfo.processInfo.environment["KAMMERPORTAL_PYTHON"] { return chosen }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return root.appendingPathComponent("var/python/bin/python3").path
  }
}

/// What the peer noted of a message, decoded by Python.
struct ReceivedMail: Decodable {
  struct Part: Decodable {
    let type: String
    let content: String
  }
  let sender: String
  let recipients: [String]
  let secure: Bool
  let raw: String
  let headers: [String: String]
  let type: String
  let defects: [String]
  let parts: [Part]
}

/// A self-signed certificate for 127.0.0.1, which is its own authority.
struct MailCertificate {
  let file: String
  let key: String

  init(in folder: MailTestFolder) throws {
    file = folder.url.appendingPathComponent("certificate.pem").path
    key = folder.url.appendingPathComponent("key.pem").path
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    openssl.arguments = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=Peer", "-addext", "subjectAltName=IP:127.0.0.1", "-out", file, "-keyout", key,
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    try #require(openssl.terminationStatus == 0, "openssl made no certificate")
  }
}

extension SMTPTransport {
  func accepts(_ mail: MailMessage) async -> Bool {
    (try? await deliver(mail)) != nil
  }
}
