import Foundation
import Sodium
import Web
import Work

/// What of a store no row names.
package struct UnnamedFiles: Sendable, Equatable {
  package var hashes: [[UInt8]] = []
  /// How many files the store has in all.
  package var total = 0

  package init() {}

  /// More than a stopped process leaves: the database is not the one that the store belongs to, or not its newest.
  package var isSuspicious: Bool { hashes.count > max(1, total / 20) }
}

/// The folder of documents: each content once, under its hash, never changed. A file is written beside its place, made
/// durable, and only then renamed, so nothing half written ever lies under a hash; the row that names it comes after.
package struct DocumentStore: Sendable {
  let folder: URL

  package init(folder: URL) {
    self.folder = folder
  }

  /// A file that is in the store.
  package struct Stored: Sendable, Equatable {
    package let hash: [UInt8]
    package let byteCount: Int
  }

  /// A place for a file that is still being made; it is on the same disk, and gone after a day if it is left there.
  package func draft() throws -> URL {
    let drafts = folder.appendingPathComponent("drafts", isDirectory: true)
    try make(drafts)
    return drafts.appendingPathComponent(UUID().uuidString)
  }

  /// A draft that holds a content.
  /// - Throws: `StorageFull`, or the error of the file system; then no draft is left.
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

  /// Takes a draft into the store, or removes it when its content is there already.
  /// - Throws: `StorageFull`, or the error of the file system; then nothing was stored.
  package func keep(_ draft: URL) throws -> Stored {
    do {
      let hash = try Sodium.sha256(of: draft)
      let size = try FileManager.default.attributesOfItem(atPath: draft.path)[.size] as? Int ?? 0
      let place = path(of: hash)
      if isWhole(hash) {
        try FileManager.default.removeItem(at: draft)
        // Whoever clears up sees that it is wanted again.
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

  /// Keeps a draft that is worked on later, durably and under a name of its own: what is removed is nobody else's.
  /// - Throws: `StorageFull`, or the error of the file system; then nothing was stored.
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

  /// Nil where it is gone.
  func upload(_ name: String) -> URL? {
    let file = uploads.appendingPathComponent(name)
    return FileManager.default.isReadableFile(atPath: file.path) ? file : nil
  }

  func removeUpload(_ name: String) {
    guard let file = upload(name) else { return }
    try? FileManager.default.removeItem(at: file)
  }

  private var uploads: URL { folder.appendingPathComponent("uploads", isDirectory: true) }

  /// Where a content lies: 256 folders, so that none grows too large.
  package func path(of hash: [UInt8]) -> URL {
    let name = Sodium.hexadecimal(hash)
    return folder.appendingPathComponent(String(name.prefix(2)), isDirectory: true).appendingPathComponent(name)
  }

  /// Removes a content that no row names any more, unless somebody put it in again since a moment: then it stays.
  /// - Returns: whether it is gone.
  @discardableResult
  package func remove(_ hash: [UInt8], unlessUsedSince date: Date) -> Bool {
    guard wasLastUsed(hash, before: date) else { return false }
    return (try? FileManager.default.removeItem(at: path(of: hash))) != nil
  }

  /// Contents that no row names, and how many there are in all: a process that stops between file and row, or between row and file, leaves them.
  /// - Parameters:
  ///   - date: what was put in since may get its row only now, and does not count.
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

  /// Whether the content is there and is what its name says.
  package func isWhole(_ hash: [UInt8]) -> Bool {
    (try? Sodium.sha256(of: path(of: hash))) == hash
  }

  /// Removes drafts that a stopped process left.
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

  /// Waits until a file or the entries of a folder are on the disk.
  private static func makeDurable(_ url: URL) throws {
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }
}
