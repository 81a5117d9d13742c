import Foundation
import GRDB
import Glibc

/// SQLite through GRDB, used as a driver only: a pool of readers and one writer, in WAL mode.
final class SQLiteEngine: EngineCore {
  private let pool: DatabasePool
  private let readers: EngineThreads<Void>
  private let writer: EngineThreads<Void>

  init(path: String, readers count: Int) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // SQLite gives its side files the permissions of the database file: owner only.
    let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    if file >= 0 { Glibc.close(file) }
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = count
    configuration.prepareDatabase { try $0.execute(sql: Dialect.sqlitePragmas) }
    pool = try translatingErrors { [configuration] in
      let pool = try DatabasePool(path: path, configuration: configuration)
      // Set here because the pool itself sets NORMAL, with which a power failure may lose the last commits.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      return pool
    }
    readers = EngineThreads(name: "sqlite-read", count: count) {}
    writer = EngineThreads(name: "sqlite-write", count: 1) {}
  }

  deinit {
    readers.stop()
    writer.stop()
  }

  func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    let counter = StatementCount.counter
    return try await readers.run { [pool] in
      try translatingErrors {
        try pool.read { try body(Session(SQLiteDriver($0, isReading: true), counter: counter, isTransaction: false)) }
      }
    }
  }

  func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    let counter = StatementCount.counter
    return try await writer.run { [pool] in
      try translatingErrors {
        try pool.write { try Session(SQLiteDriver($0), counter: counter, isTransaction: true).transact(body) }
      }
    }
  }

  func lease<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
    let counter = StatementCount.counter
    return try await writer.run { [pool] in
      try translatingErrors {
        try pool.writeWithoutTransaction {
          try body(Session(SQLiteDriver($0), counter: counter, isTransaction: false))
        }
      }
    }
  }

  func close() async {
    await readers.close()
    // Checkpoints the WAL, so that one complete file is left. Nothing is lost if it fails: the next start reads the WAL
    // file.
    try? await writer.run { [pool] in
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    }
    await writer.close()
    try? pool.close()
  }
}

/// Runs work with GRDB and throws its errors as `DatabaseError`.
func translatingErrors<T>(_ work: () throws -> T) throws -> T {
  do {
    return try work()
  } catch let error as GRDB.DatabaseError {
    throw DatabaseError(error)
  }
}
