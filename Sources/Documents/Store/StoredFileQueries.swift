import Chronology
import Database
import Foundation

/// Queries about the files of documents.
package enum StoredFileQueries {
  /// - Returns: the key of the file, new or existing.
  static func add(_ file: DocumentStore.Stored, now: Instant, in connection: any Connection) throws -> Int64 {
    let added: Int64? = try connection.value(
      """
      INSERT INTO stored_files (hash, byte_count, stored_at) VALUES (\(file.hash), \(file.byteCount), \(now))
      ON CONFLICT (hash) DO NOTHING RETURNING id
      """)
    if let added { return added }
    return try connection.key("SELECT id FROM stored_files WHERE hash = \(file.hash)")
  }

  static func file(_ id: Int64, in connection: any Connection) throws -> DocumentStore.Stored? {
    try connection.row("SELECT hash, byte_count FROM stored_files WHERE id = \(id)").map(DocumentStore.Stored.init)
  }

  /// Some files that no row refers to any more.
  static func unnamed(limit: Int, in connection: any Connection) throws -> [(id: Int64, file: DocumentStore.Stored)] {
    try connection.rows(
      "SELECT id, hash, byte_count FROM stored_files WHERE " + isUnnamed + " ORDER BY id LIMIT \(limit)"
    ).map { (try $0["id"], try DocumentStore.Stored($0)) }
  }

  private static let isUnnamed: SQL =
    """
    NOT EXISTS (SELECT 1 FROM documents d WHERE d.file_id = stored_files.id)
      AND NOT EXISTS (SELECT 1 FROM document_batch_items b WHERE b.file_id = stored_files.id)
      AND NOT EXISTS (SELECT 1 FROM document_drafts w WHERE w.file_id = stored_files.id)
    """

  /// Deletes those of some files that no document, batch or draft refers to.
  /// - Returns: their contents.
  static func removeUnnamed(_ files: [Int64], in connection: any Connection) throws -> [[UInt8]] {
    try files.flatMap { file in
      try connection.rows(
        "DELETE FROM stored_files WHERE id = \(file) AND " + isUnnamed + " RETURNING hash"
      ).map { try $0["hash"] }
    }
  }

  /// Which of some contents have a row.
  static func named(_ hashes: [[UInt8]], in connection: any Connection) throws -> Set<[UInt8]> {
    Set(try connection.rows("SELECT hash FROM stored_files WHERE hash IN (\(list: hashes))").map { try $0["hash"] })
  }

  /// A portion of the files after a key, for checking all of them.
  static func files(
    after key: Int64, limit: Int, in connection: any Connection
  ) throws -> [(id: Int64, file: DocumentStore.Stored)] {
    try connection.rows(
      "SELECT id, hash, byte_count FROM stored_files WHERE id > \(key) ORDER BY id LIMIT \(limit)"
    ).map { (try $0["id"], try DocumentStore.Stored($0)) }
  }
}

extension DocumentStore.Stored {
  init(_ row: Row) throws {
    self.init(hash: try row["hash"], byteCount: try row["byte_count"])
  }
}

extension Documents {
  /// Deletes batches that were never issued, and temporary files that an interrupted process left.
  package func forgetOld(now: Instant) async throws {
    let limit = now - .days(7)
    let hashes = try await database.write { connection in
      try DraftQueries.forget(before: limit, in: connection)
      return try DocumentBatchQueries.forgetPreviews(before: limit, in: connection)
    }
    // Somebody may be uploading the same content again, which is named only when all of the batch is read.
    for hash in hashes { store.remove(hash, unlessUsedSince: Date().addingTimeInterval(-86_400)) }
    let hourAgo = Date().addingTimeInterval(-3_600)
    let left = try await database.read { try StoredFileQueries.unnamed(limit: 1_000, in: $0) }
    try await sweep(left.filter { store.wasLastUsed($0.file.hash, before: hourAgo) }.map(\.id))
    store.removeUploads(before: (limit - .days(1)).date)
    store.removeDrafts(before: (now - .days(1)).date)
  }

  /// Deletes those of some files that nothing refers to any more. While a batch is being read, whose files are named
  /// only at the end, they stay until the next clean-up.
  package func sweep(_ files: [Int64]) async throws {
    guard !files.isEmpty else { return }
    let hashes = try await database.write { connection in
      try BatchUploadQueries.isReading(in: connection)
        ? [] : try StoredFileQueries.removeUnnamed(files, in: connection)
    }
    for hash in hashes { store.remove(hash, unlessUsedSince: Date()) }
  }

  /// Files in the store without a row that are older than a day.
  package func unnamedFiles() async throws -> UnnamedFiles {
    try await store.unnamed(before: Date().addingTimeInterval(-86_400)) { hashes in
      try await database.read { try StoredFileQueries.named(hashes, in: $0) }
    }
  }

  /// Verifies the files of all documents.
  /// - Returns: how many there are, and the documents whose file is missing or damaged.
  package func damage() async throws -> (checked: Int, damaged: [String]) {
    var last: Int64 = 0
    var checked = 0
    var damaged: [String] = []
    while true {
      let after = last
      let files = try await database.read { try StoredFileQueries.files(after: after, limit: 500, in: $0) }
      guard let newest = files.last else { return (checked, damaged) }
      for (id, file) in files where !store.isWhole(file.hash) {
        damaged += try await database.read { try CheckQueries.codes(ofFile: id, in: $0) }
      }
      last = newest.id
      checked += files.count
    }
  }
}
