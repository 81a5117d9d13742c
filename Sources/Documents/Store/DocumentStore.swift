import Foundation
import Sodium
import Web
import Work

/// Files in the store without a row in the database.
package struct UnnamedFiles: Sendable, Equatable {
  package var hashes: [[UInt8]] = []
  /// The number of all files in the store.
  package var total = 0

  package init() {}

  /// More than an interrupted process leaves: the store belongs to another database, or to a newer one.
  package var isSuspicious: Bool { hashes.count > max(1, total / 20) }
}

/// A content-addressed store of documents: each content once, under its hash, never changed. A file is written to a
/// temporary name, made durable (fsync), and then renamed, so a partial file is never found under a hash; the row that
/// names it is written afterwards.
package struct DocumentStore: Sendable {
  let folder: URL

  package init(folder: URL) {
    self.folder = folder
  }

  /// A file in the store.
  package struct Stored: Sendable, Equatable {
    package let hash: [UInt8]
    package let byteCount: Int
  }

  /// A temporary file name on the same disk; cleared after a day if it is left there.
  package func draft() throws -> URL {
    let drafts = folder.appendingPathComponent("drafts", isDirectory: true)
    try make(drafts)
    return drafts.appendingPathComponent(UUID().uuidString)
  }

  /// A temporary file with a content.
  /// - Throws: `StorageFull`, or the error of the file system; no file is left then.
  package func draft(holding content: Data) throws -> URL {
    let file = try draft()
    do {
      try content.write(to: file)
      return file
    } catch {
      try? FileManager.default.removeItem(at: file)
      if StorageFull.isMeant(by: error) { throw StorageFull() }
      throw error
    }
  }

  /// Moves a temporary file into the store, or deletes it if its content is there already.
  /// - Throws: `StorageFull`, or the error of the file system; nothing was stored then.
  package func keep(_ draft: URL) throws -> Stored {
    do {
      let hash = try Sodium.sha256(of: draft)
      let size = try FileManager.default.attributesOfItem(atPath: draft.path)[.size] as? Int ?? 0
      let place = path(of: hash)
      if isWhole(hash) {
        try FileManager.default.removeItem(at: draft)
        // Marks the file as recently used, so that it is not cleared.
        try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: place.path)
      } else {
        try make(place.deletingLastPathComponent())
        try Self.makeDurable(folder)
        try Self.makeDurable(draft)
        guard rename(draft.path, place.path) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        try Self.makeDurable(place.deletingLastPathComponent())
      }
      return Stored(hash: hash, byteCount: size)
    } catch {
      try? FileManager.default.removeItem(at: draft)
      if StorageFull.isMeant(by: error) { throw StorageFull() }
      throw error
    }
  }

  // MARK: What waits to be taken apart

  /// Keeps a temporary file for later processing, durably and under a unique name, so that deleting it affects nobody
  /// else.
  /// - Throws: `StorageFull`, or the error of the file system; nothing was stored then.
  func keepUpload(_ draft: URL) throws -> String {
    do {
      let name = UUID().uuidString
      let folder = uploads
      try make(folder)
      try Self.makeDurable(self.folder)
      try Self.makeDurable(draft)
      guard rename(draft.path, folder.appendingPathComponent(name).path) == 0 else {
        throw POSIXError(.init(rawValue: errno) ?? .EIO)
      }
      try Self.makeDurable(folder)
      return name
    } catch {
      try? FileManager.default.removeItem(at: draft)
      if StorageFull.isMeant(by: error) { throw StorageFull() }
      throw error
    }
  }

  /// Nil if it is gone.
  func upload(_ name: String) -> URL? {
    let file = uploads.appendingPathComponent(name)
    return FileManager.default.isReadableFile(atPath: file.path) ? file : nil
  }

  func removeUpload(_ name: String) {
    guard let file = upload(name) else { return }
    try? FileManager.default.removeItem(at: file)
  }

  private var uploads: URL { folder.appendingPathComponent("uploads", isDirectory: true) }

  /// The path of a content, in one of 256 folders, so that none grows too large.
  package func path(of hash: [UInt8]) -> URL {
    let name = Sodium.hexadecimal(hash)
    return folder.appendingPathComponent(String(name.prefix(2)), isDirectory: true).appendingPathComponent(name)
  }

  /// The length of a SHA-256, in bytes.
  private static let hashLength = 32

  /// Deletes a content that no row names any more, unless it was stored again since a date.
  /// - Returns: whether it is gone.
  @discardableResult
  package func remove(_ hash: [UInt8], unlessUsedSince date: Date) -> Bool {
    // An incomplete hash would name a folder of the store, or the store itself.
    guard hash.count == Self.hashLength, wasLastUsed(hash, before: date) else { return false }
    return (try? FileManager.default.removeItem(at: path(of: hash))) != nil
  }

  /// Contents that no row names, and the number of all files. A process that stops between writing the file and the
  /// row, or between deleting the row and the file, leaves some.
  /// - Parameters:
  ///   - date: newer files may get their row yet, and are ignored.
  ///   - named: which of some hashes a row names.
  package func unnamed(
    before date: Date, named: ([[UInt8]]) async throws -> Set<[UInt8]>
  ) async throws -> UnnamedFiles {
    var found = UnnamedFiles()
    for part in UInt8.min...UInt8.max {
      let place = folder.appendingPathComponent(Sodium.hexadecimal([part]), isDirectory: true)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
      let hashes = names.compactMap { Sodium.bytes(hexadecimal: $0) }
      found.total += hashes.count
      for portion in hashes.filter({ wasLastUsed($0, before: date) }).chunked(into: 500) {
        let known = try await named(portion)
        found.hashes += portion.filter { !known.contains($0) }
      }
    }
    return found
  }

  func wasLastUsed(_ hash: [UInt8], before date: Date) -> Bool {
    let changed = try? FileManager.default.attributesOfItem(atPath: path(of: hash).path)[.modificationDate] as? Date
    return changed.map { $0 < date } ?? false
  }

  /// Whether the file exists and has the content of its hash.
  package func isWhole(_ hash: [UInt8]) -> Bool {
    (try? Sodium.sha256(of: path(of: hash))) == hash
  }

  /// Deletes temporary files that an interrupted process left.
  package func removeDrafts(before date: Date) {
    remove(in: folder.appendingPathComponent("drafts", isDirectory: true), before: date)
  }

  func removeUploads(before date: Date) { remove(in: uploads, before: date) }

  private func remove(in folder: URL, before date: Date) {
    let keys: [URLResourceKey] = [.contentModificationDateKey]
    let found = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: keys)) ?? []
    for file in found {
      guard let changed = try? file.resourceValues(forKeys: Set(keys)).contentModificationDate, changed < date else {
        continue
      }
      try? FileManager.default.removeItem(at: file)
    }
  }

  private func make(_ folder: URL) throws {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Flushes a file or the entries of a folder to disk (fsync).
  private static func makeDurable(_ url: URL) throws {
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }
}
