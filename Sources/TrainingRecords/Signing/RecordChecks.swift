import Database
import Documents
import Foundation
import Sodium

/// Integrity checks of `kammerportal verify`.
extension TrainingRecords {
  /// Verifies the files attached to weeks.
  /// - Returns: how many there are, and those that are missing or damaged, for the operator.
  package func damagedFiles() async throws -> (checked: Int, damaged: [String]) {
    var last: (apprenticeship: Int64, hash: [UInt8]) = (0, [])
    var checked = 0
    var damaged: [String] = []
    while true {
      let after = last
      let found = try await database.read { try AttachmentQueries.files(after: after, limit: 500, in: $0) }
      guard let newest = found.last else { return (checked, damaged) }
      for file in found where !files.isWhole(file.hash) {
        damaged.append("apprenticeship \(file.apprenticeship): \(Sodium.hexadecimal(file.hash))")
      }
      last = newest
      checked += found.count
    }
  }

  /// Attached files without a row that are older than a day.
  package func unnamedFiles() async throws -> UnnamedFiles {
    try await files.unnamed(before: Date().addingTimeInterval(-86_400)) { hashes in
      try await database.read { try AttachmentQueries.named(hashes, in: $0) }
    }
  }

  /// Verifies the hash chains of all records.
  /// - Returns: how many there are, and what is wrong, for the operator.
  package func damage() async throws -> (checked: Int, damaged: [String]) {
    var last: Int64 = 0
    var checked = 0
    var damaged: [String] = []
    while true {
      let after = last
      let records = try await database.read { try SignOffQueries.records(after: after, limit: 200, in: $0) }
      guard let newest = records.last else { return (checked, damaged) }
      for record in records {
        let chain = try await database.read { try SignOffQueries.chain(of: record, in: $0) }
        if let damage = SignOffRules.damage(in: chain) { damaged.append("apprenticeship \(record): \(damage)") }
      }
      last = newest
      checked += records.count
    }
  }
}
