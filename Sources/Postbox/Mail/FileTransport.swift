import Foundation
import Glibc
import Sodium

/// Writes each mail as one complete `.eml` file into a folder; for demo and tests.
package struct FileTransport: MailTransport {
  private let folder: URL

  /// - Parameter folder: made, readable by the portal's user only, when there is none: mails carry start codes.
  package init(folder: String) {
    self.folder = URL(fileURLWithPath: folder, isDirectory: true)
  }

  /// The file's name sorts by the message's date. The same message again replaces its file; a reader never sees half a
  /// message.
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
