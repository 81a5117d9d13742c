import Foundation
import Glibc
import Sodium

/// Writes each mail as an `.eml` file into a folder; for demo and tests.
package struct FileTransport: MailTransport {
  private let folder: URL

  /// - Parameter folder: created if missing, accessible to the portal's user only, because mails contain start codes.
  package init(folder: String) {
    self.folder = URL(fileURLWithPath: folder, isDirectory: true)
  }

  /// File names sort by date. Delivering a message again replaces its file, atomically.
  package func deliver(_ message: MailMessage) async throws(MailFailure) {
    try message.requirePlainAddresses()
    let name = "\(message.date.fileDate)-\(message.deliveryID).eml"
    do {
      try write(message.bytes, name)
    } catch {
      throw .temporary("the mail could not be written into \(folder.path): \(error)")
    }
  }

  private func write(_ bytes: [UInt8], _ name: String) throws {
    let files = FileManager.default
    try files.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let unfinished = folder.appendingPathComponent(".\(Sodium.hexadecimal(Sodium.randomBytes(8))).part")
    defer { unlink(unfinished.path) }
    guard files.createFile(atPath: unfinished.path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
      throw CocoaError(.fileWriteUnknown)
    }
    let file = try FileHandle(forWritingTo: unfinished)
    defer { try? file.close() }
    try file.write(contentsOf: bytes)
    try file.synchronize()
    guard rename(unfinished.path, folder.appendingPathComponent(name).path) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }
}
