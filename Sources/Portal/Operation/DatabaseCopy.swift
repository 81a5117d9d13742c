import Database
import Foundation
import Logging

/// Copies of the whole database for keeping, and of the documents in a folder beside it. SQLite writes its own
/// consistent copy; for PostgreSQL its own programs (`pg_dump`, `pg_restore`) are called. Documents never change, so
/// those copied after the database hold all that it names.
package struct DatabaseCopy: Sendable {
  private let configuration: PortalConfiguration

  package init(_ configuration: PortalConfiguration) {
    self.configuration = configuration
  }

  private var sqliteFile: String? {
    configuration.database.hasPrefix("sqlite:") ? String(configuration.database.dropFirst("sqlite:".count)) : nil
  }

  /// - Throws: `CopyFault` when the file exists or the copy fails; then a copy that is not whole may lie there.
  package func write(to file: String) async throws {
    guard !FileManager.default.fileExists(atPath: file) else { throw CopyFault("\(file) exists already") }
    if sqliteFile == nil {
      try run("pg_dump", ["--format=custom", "--no-owner", "--file=\(file)", configuration.database])
    } else {
      let database = try await Database.open(configuration.database, connections: 1, logger: Logger(label: "backup"))
      try await database.withLeasedConnection { connection in _ = try connection.execute("VACUUM INTO \(file)") }
      await database.close()
    }
    try copyFiles(from: configuration.documentFolder, to: Self.documents(of: file))
    try copyFiles(from: configuration.recordFolder, to: Self.records(of: file))
  }

  /// Where the documents of a copy lie.
  private static func documents(of file: String) -> URL { URL(fileURLWithPath: "\(file).documents") }

  /// The same for what is attached to training records.
  private static func records(of file: String) -> URL { URL(fileURLWithPath: "\(file).records") }

  /// Copies what is not there yet. Two names for one content cost no room, where the disk can do that.
  private func copyFiles(from source: URL, to target: URL) throws {
    let manager = FileManager.default
    for folder in try Self.folders(of: source) {
      let place = target.appendingPathComponent(folder.lastPathComponent, isDirectory: true)
      try manager.createDirectory(at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      for file in try manager.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
        let copy = place.appendingPathComponent(file.lastPathComponent)
        guard !manager.fileExists(atPath: copy.path) else { continue }
        if (try? manager.linkItem(at: file, to: copy)) == nil { try manager.copyItem(at: file, to: copy) }
      }
    }
  }

  /// The folders of contents, without drafts.
  private static func folders(of store: URL) throws -> [URL] {
    guard FileManager.default.fileExists(atPath: store.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(at: store, includingPropertiesForKeys: nil).filter {
      $0.lastPathComponent.count == 2
    }
  }

  /// - Throws: `CopyFault` when there is a database already or the copy cannot be read.
  package func read(from file: String) async throws {
    guard FileManager.default.fileExists(atPath: file) else { throw CopyFault("\(file) does not exist") }
    if let target = sqliteFile {
      guard !FileManager.default.fileExists(atPath: target) else { throw CopyFault("\(target) exists already") }
      try FileManager.default.copyItem(atPath: file, toPath: target)
    } else {
      try run("pg_restore", ["--no-owner", "--single-transaction", "--dbname=\(configuration.database)", file])
    }
    try copyFiles(from: Self.documents(of: file), to: configuration.documentFolder)
    try copyFiles(from: Self.records(of: file), to: configuration.recordFolder)
  }

  private func run(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CopyFault("\(program) failed") }
  }
}

package struct CopyFault: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}
