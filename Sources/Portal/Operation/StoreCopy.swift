import Foundation

/// Copies of a store of immutable files.
enum StoreCopy {
  /// Copies what is missing, as hard links where the disk supports them.
  static func copy(from source: URL, to target: URL) throws {
    let manager = FileManager.default
    for folder in try folders(of: source) {
      let place = target.appendingPathComponent(folder.lastPathComponent, isDirectory: true)
      try manager.createDirectory(at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      for file in try manager.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
        let copy = place.appendingPathComponent(file.lastPathComponent)
        guard !manager.fileExists(atPath: copy.path) else { continue }
        if (try? manager.linkItem(at: file, to: copy)) == nil { try manager.copyItem(at: file, to: copy) }
      }
    }
  }

  /// The folders with contents, without drafts.
  private static func folders(of store: URL) throws -> [URL] {
    guard FileManager.default.fileExists(atPath: store.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(at: store, includingPropertiesForKeys: nil).filter {
      $0.lastPathComponent.count == 2
    }
  }
}
