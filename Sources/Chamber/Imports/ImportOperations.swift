import Accounts
import Chronology
import Database
import Journal
import Web
import Work

/// Officers' operations on a file to import: upload, decide, withdraw decisions, start. Each kind of import needs a
/// right of its own; without it the file does not exist for the officer (`NotFound`).
extension Chamber {
  /// Reads a file, computes what its import would do, and keeps it until it is started, at most for a day.
  /// - Parameters:
  ///   - bytes: the table as uploaded.
  ///   - fileName: as named on the officer's computer; 200 characters are kept.
  ///   - kind: one of `Uploads.kinds`.
  /// - Returns: the waiting import.
  /// - Throws: `TableFileError` if it is not a table; `NotFound` for an unknown kind or without its right.
  package func uploadImport(
    _ bytes: [UInt8], named fileName: String, as kind: String, by acting: Acting, cause: Cause
  ) async throws -> Int64 {
    let importKind = try importKind(kind, for: acting)
    let report = try await importKind.read(bytes, today: cause.day).preview()
    return try await database.write { connection in
      let id = try uploads.add(
        bytes, named: String(fileName.prefix(200)), kind: kind, report: report, by: acting.account.id, now: cause.now,
        in: connection)
      try record(.importUploaded, .init(.fileImport, id), cause, ["file": fileName, "kind": kind], in: connection)
      return id
    }
  }

  /// Accepts conflicts, which an import never resolves by itself.
  /// - Parameters:
  ///   - conflicts: the ids of the chosen conflicts; unknown ones are ignored.
  ///   - all: a kind whose conflicts are all accepted. It does not apply where somebody else takes the place of a
  ///     person or company: those are decided one by one.
  /// - Returns: the number of newly accepted conflicts.
  /// - Throws: `chamber.import.noneChosen`, and `chamber.import.nothingDecided` if a colleague was faster.
  package func acceptConflicts(
    _ conflicts: Set<String>, allOf all: ImportConflict.Kind? = nil, of id: Int64, by acting: Acting, cause: Cause
  ) async throws -> Int {
    let found = try await uploadedImport(id, for: acting)
    let chosen = found.report.conflicts.filter { conflict in
      conflicts.contains(conflict.id) || (conflict.kind == all && !conflict.kind.isSomebodyElse)
    }
    guard !chosen.isEmpty else { throw Refusal.noneChosen(of: id) }
    let count = try await database.write { connection in
      let new = try ImportDecisionQueries.accept(
        chosen, of: id, by: acting.account.id, now: cause.now, in: connection)
      for conflict in new {
        try record(.importDecided, .init(.fileImport, id), cause, conflict.logged, in: connection)
      }
      return new.count
    }
    guard count > 0 else { throw Refusal.nothingDecided(of: id) }
    return count
  }

  /// Withdraws all officers' decisions about a file.
  /// - Throws: `chamber.import.nothingDecided` if there are none, or the file is already imported.
  package func withdrawDecisions(on id: Int64, by acting: Acting, cause: Cause) async throws {
    _ = try await uploadedImport(id, for: acting)
    let count = try await database.write { connection in
      let count = try ImportDecisionQueries.withdraw(of: id, in: connection)
      guard count > 0 else { return 0 }
      try record(.importWithdrawn, .init(.fileImport, id), cause, ["count": String(count)], in: connection)
      return count
    }
    guard count > 0 else { throw Refusal.nothingDecided(of: id) }
  }

  /// Starts the import of a file, also again after a failure.
  package func startImport(_ id: Int64, by acting: Acting, cause: Cause) async throws {
    _ = try await uploadedImport(id, for: acting)
    try await database.write { connection in
      if try UploadedImportQueries.start(id, now: cause.now, in: connection) {
        try record(.importStarted, .init(.fileImport, id), cause, in: connection)
      } else if let job = try UploadedImportQueries.find(id, in: connection)?.job {
        _ = try Jobs.retry(job, now: cause.now, in: connection)
      }
    }
    await signal.raise()
  }

  private func importKind(_ name: String, for acting: Acting) throws -> any ImportKind {
    guard let kind = uploads.kind(name) else { throw NotFound() }
    try acting.require(OfficerRight(rawValue: kind.right))
    return kind
  }

  private func uploadedImport(_ id: Int64, for acting: Acting) async throws -> UploadedImport {
    guard let found = try await database.read({ try UploadedImportQueries.find(id, in: $0) }) else { throw NotFound() }
    _ = try importKind(found.kind, for: acting)
    return found
  }
}

extension ImportConflict {
  /// The details for the audit log: what was accepted.
  fileprivate var logged: [String: String] {
    [
      "kind": kind.rawValue, "number": subject, "line": String(line),
      "before": changes.map { "\($0.column): \($0.before)" }.joined(separator: ", "),
      "after": changes.map { "\($0.column): \($0.after)" }.joined(separator: ", "),
    ]
  }
}

extension Refusal {
  fileprivate static func noneChosen(of id: Int64) -> Refusal {
    Refusal("chamber.import.noneChosen", nextStep: ("chamber.import.back", ChamberPath.uploadedImport(id)))
  }

  /// The refusal if a colleague decided before, or the file is already imported.
  fileprivate static func nothingDecided(of id: Int64) -> Refusal {
    Refusal("chamber.import.nothingDecided", nextStep: ("chamber.import.back", ChamberPath.uploadedImport(id)))
  }
}
