import Database
import Foundation
import Logging
import Settings

/// Backups of the database, and of documents and files attached to training records in two folders beside it. SQLite
/// makes a consistent copy itself; for PostgreSQL its own programs (`pg_dump`, `pg_restore`) are called. Stored files
/// never change, so if they are copied after the database, the copy has all files that the database names.
package struct DatabaseCopy: Sendable {
  private let configuration: PortalConfiguration

  package init(_ configuration: PortalConfiguration) {
    self.configuration = configuration
  }

  /// - Throws: `OperatorFault` when the file exists or the copy fails; no file is left then.
  package func write(to file: String) async throws {
    let files = FileManager.default
    guard !files.fileExists(atPath: file) else {
      throw OperatorFault("\(file) exists already. A backup never replaces a file: name another one.")
    }
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    guard files.isWritableFile(atPath: folder) else {
      throw OperatorFault("The folder \(folder) does not exist, or this user may not write there. Make it first.")
    }
    do {
      try await writeDatabase(to: file)
    } catch {
      // A partial copy would look like a complete one, and block the next.
      try? files.removeItem(atPath: file)
      throw error
    }
    try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    try StoreCopy.copy(from: configuration.documentFolder, to: Self.documents(of: file))
    try StoreCopy.copy(from: configuration.recordFolder, to: Self.records(of: file))
  }

  private func writeDatabase(to file: String) async throws {
    if let database = configuration.sqliteFile {
      guard FileManager.default.fileExists(atPath: database) else {
        throw OperatorFault("There is no database at \(database).")
      }
      try await writeSQLite(to: file)
    } else {
      let server = PostgresPrograms(configuration.database)
      try server.run("pg_dump", ["--format=custom", "--no-owner", "--file=\(file)", "--dbname=\(server.url)"])
    }
  }

  private func writeSQLite(to file: String) async throws {
    let database = try await Database.open(configuration.database, connections: 1, logger: Logger(label: "backup"))
    do {
      try await database.withLeasedConnection { connection in _ = try connection.execute("VACUUM INTO \(file)") }
      await database.close()
    } catch {
      await database.close()
      throw OperatorFault(
        "The copy could not be written into \(file): \((error as? DatabaseError)?.message ?? "\(error)")")
    }
  }

  /// The folder with a copy's documents.
  private static func documents(of file: String) -> URL { URL(fileURLWithPath: "\(file).documents") }

  /// The folder with a copy's attachments of training records.
  private static func records(of file: String) -> URL { URL(fileURLWithPath: "\(file).records") }

  /// - Returns: whether the copy could confirm that the secret is the right one; older copies cannot.
  /// - Throws: `OperatorFault` when a database exists already, the copy cannot be read, or it was made with another
  ///   secret; nothing was written then.
  package func read(from file: String) async throws -> Bool {
    guard FileManager.default.fileExists(atPath: file) else { throw OperatorFault("There is no file \(file).") }
    let isChecked: Bool
    if let target = configuration.sqliteFile {
      isChecked = try await readSQLite(file, into: target)
    } else {
      isChecked = try readPostgreSQL(file)
    }
    try StoreCopy.copy(from: Self.documents(of: file), to: configuration.documentFolder)
    try StoreCopy.copy(from: Self.records(of: file), to: configuration.recordFolder)
    return isChecked
  }

  private func readSQLite(_ file: String, into target: String) async throws -> Bool {
    let files = FileManager.default
    guard !files.fileExists(atPath: target) else {
      throw OperatorFault("There is a database at \(target) already. Move it away first, with its -wal and -shm.")
    }
    let unchecked = "\(target).restoring"
    let parts = ["", "-wal", "-shm"].map { unchecked + $0 }
    defer { for part in parts { try? files.removeItem(atPath: part) } }
    for part in parts where files.fileExists(atPath: part) { try files.removeItem(atPath: part) }
    try files.createDirectory(
      at: URL(fileURLWithPath: target).deletingLastPathComponent(), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try files.copyItem(atPath: file, toPath: unchecked)
    try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: unchecked)
    let isChecked = try await check(unchecked, of: file)
    try files.moveItem(atPath: unchecked, toPath: target)
    return isChecked
  }

  private func check(_ copy: String, of file: String) async throws -> Bool {
    let database: Database
    do {
      database = try await Database.open("sqlite:\(copy)", connections: 1, logger: Logger(label: "restore"))
    } catch {
      throw OperatorFault("\(file) is no database that `kammerportal backup` wrote. Nothing was written.")
    }
    do {
      try await PortalApplication.refuseWrongSecret(database, configuration)
      var standing = Installation.Standing.unknown
      if try await database.hasTable("installation") {
        standing = try await Installation(database, key: configuration.secret).standing()
      }
      await database.close()
      return standing == .same
    } catch {
      await database.close()
      throw error
    }
  }

  private func readPostgreSQL(_ file: String) throws -> Bool {
    let server = PostgresPrograms(configuration.database)
    let rows = try server.output(
      "pg_restore", ["--data-only", "--table=installation", "--file=-", file])
    let stored = Self.checkValue(in: rows)
    if let stored, stored != Installation.checkValue(of: configuration.secret) {
      throw OperatorFault(
        "The secret in \(configuration.secretOrigin.source) is missing or not the one that this backup was made with. "
          + "Put the right one there, or name its file as `secretFile`. Nothing was written.")
    }
    try server.run("pg_restore", ["--no-owner", "--single-transaction", "--dbname=\(server.url)", file])
    return stored != nil
  }

  /// The check value of the secret among the rows of a copy.
  private static func checkValue(in rows: String) -> String? {
    for line in rows.split(separator: "\n") {
      let fields = line.split(separator: "\t").map(String.init)
      if fields.count == 3, fields[0] == InstallationKey.secret.rawValue { return fields[1] }
    }
    return nil
  }
}
