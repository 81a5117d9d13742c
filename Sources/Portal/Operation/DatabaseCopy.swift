import Database
import Foundation
import Logging

/// Copies of the whole database for keeping. SQLite writes its own consistent copy; for PostgreSQL its own programs
/// (`pg_dump`, `pg_restore`) are called.
package struct DatabaseCopy: Sendable {
  private let configuration: PortalConfiguration

  package init(_ configuration: PortalConfiguration) {
    self.configuration = configuration
  }

  private var sqliteFile: String? {
    configuration.database.hasPrefix("sqlite:") ? String(configuration.database.dropFirst("sqlite:".count)) : nil
  }

  /// - Throws: `CopyFault` when the file exists or the copy fails; nothing half written stays.
  package func write(to file: String) async throws {
    guard !FileManager.default.fileExists(atPath: file) else { throw CopyFault("\(file) exists already") }
    if sqliteFile == nil {
      return try run("pg_dump", ["--format=custom", "--no-owner", "--file=\(file)", configuration.database])
    }
    let database = try await Database.open(configuration.database, connections: 1, logger: Logger(label: "backup"))
    try await database.withLeasedConnection { connection in _ = try connection.execute("VACUUM INTO \(file)") }
    await database.close()
  }

  /// - Throws: `CopyFault` when there is a database already or the copy cannot be read.
  package func read(from file: String) async throws {
    guard FileManager.default.fileExists(atPath: file) else { throw CopyFault("\(file) does not exist") }
    guard let target = sqliteFile else {
      return try run("pg_restore", ["--no-owner", "--single-transaction", "--dbname=\(configuration.database)", file])
    }
    guard !FileManager.default.fileExists(atPath: target) else { throw CopyFault("\(target) exists already") }
    try FileManager.default.copyItem(atPath: file, toPath: target)
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
