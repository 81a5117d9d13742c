import Configuration
import Foundation
import Glibc
import Sodium

/// The installation's secret, from which all keys are derived, and its source.
package struct InstallationSecret: Sendable {
  package let key: SecretKey
  /// The source for use in sentences: "the file /etc/kammerportal/secret".
  package let source: String
  /// A secret generated for this start and not stored yet; to be stored only if the database is new.
  let unkept: (file: URL, text: String)?

  static let leastBytes = 32

  @Sendable static func isLongEnough(_ text: String) -> Bool {
    text.trimmingCharacters(in: .whitespacesAndNewlines).utf8.count >= leastBytes
  }

  /// - Throws: `OperatorFault` when a file contains no secret that is long enough.
  static func find(_ config: ConfigReader, folder: URL) throws -> InstallationSecret {
    if let text = config.string(forKey: "secret", isSecret: true) {
      return InstallationSecret(key: SecretKey(secret: text), source: "`secret` of the configuration", unkept: nil)
    }
    if let file = config.string(forKey: "secretFile") { return try read(URL(fileURLWithPath: file)) }
    let kept = folder.appendingPathComponent("secret")
    if FileManager.default.fileExists(atPath: kept.path) { return try read(kept) }
    let text = Sodium.base64(Sodium.randomBytes(32))
    return InstallationSecret(key: SecretKey(secret: text), source: "the file \(kept.path)", unkept: (kept, text))
  }

  private static func read(_ file: URL) throws -> InstallationSecret {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw OperatorFault("The secret in \(file.path) cannot be read by this user. Look at its owner and its mode.")
    }
    guard isLongEnough(text) else {
      throw OperatorFault(
        "The file \(file.path) holds no secret of at least \(leastBytes) bytes. `openssl rand -base64 32` makes one; "
          + "for a database that is in use put the old one back.")
    }
    return InstallationSecret(
      key: SecretKey(secret: text.trimmingCharacters(in: .whitespacesAndNewlines)), source: "the file \(file.path)",
      unkept: nil)
  }

  /// Writes a secret generated for this start into its file.
  func keep() throws {
    guard let unkept else { return }
    let files = FileManager.default
    try files.createDirectory(
      at: unkept.file.deletingLastPathComponent(), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    // Never overwrites a file created meanwhile, such as by another start.
    let file = open(unkept.file.path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard file >= 0 else {
      throw OperatorFault("The new secret cannot be written into \(unkept.file.path). May this user write there?")
    }
    try FileHandle(fileDescriptor: file, closeOnDealloc: true).write(contentsOf: Data(unkept.text.utf8))
  }
}
