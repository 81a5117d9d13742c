import Database
import Foundation
import Logging

/// Databases in one folder of temporary files, copied from a file migrated once per process.
actor SQLiteCopies {
  static let shared = SQLiteCopies()

  private var templates: [[MigrationSet]: Task<URL, any Error>] = [:]

  func make(_ migrations: [MigrationSet]) async throws -> MadeDatabase {
    let folder = temporaryFolder.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("test.sqlite")
    if !migrations.isEmpty {
      try FileManager.default.copyItem(at: await template(migrations).value, to: file)
    }
    return MadeDatabase(url: "sqlite:\(file.path)") { try FileManager.default.removeItem(at: folder) }
  }

  private func template(_ migrations: [MigrationSet]) -> Task<URL, any Error> {
    if let known = templates[migrations] { return known }
    let file = temporaryFolder.appendingPathComponent("template-\(templates.count).sqlite")
    let task = Task {
      // Closing checkpoints the WAL into the one file that is copied.
      let database = try await Database.open("sqlite:\(file.path)", connections: 1, logger: quiet)
      try await database.migrate(migrations)
      await database.close()
      return file
    }
    templates[migrations] = task
    return task
  }
}

/// Deleted when the process ends.
private let temporaryFolder: URL = {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("kammerportal-tests-\(ProcessInfo.processInfo.processIdentifier)")
  atexit { try? FileManager.default.removeItem(at: temporaryFolder) }
  return folder
}()

/// Logs failures only.
let quiet: Logger = {
  var logger = Logger(label: "test")
  logger.logLevel = .critical
  return logger
}()
