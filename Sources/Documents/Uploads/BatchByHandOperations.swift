import Accounts
import Chronology
import Database
import Journal
import Web

/// The outcome of an officer's change to a batch.
package enum BatchChange: Sendable {
  case done
  /// The batch was started or discarded, or the item is issued.
  case tooLate
  /// Another officer changed an item since the page was shown.
  case changed
  /// The number belongs to somebody else by now.
  case otherPerson
}

/// Manual changes to a batch before it is issued. All throw `NotFound` without the right to documents.
extension Documents {
  /// Assigns an item to the person who was shown.
  /// - Parameters:
  ///   - revision: the revision of the batch that the officer saw.
  ///   - number: of the person, as typed.
  package func assign(
    _ item: Int64, of batch: DocumentBatch, seen revision: Int?, to subject: Int64, number: String, by acting: Acting,
    cause: Cause
  ) async throws -> BatchChange {
    try acting.require(.documents)
    return try await database.write {
      try assign(item, of: batch, seen: revision, to: subject, number: number, by: acting, cause: cause, in: $0)
    }
  }

  private func assign(
    _ item: Int64, of batch: DocumentBatch, seen revision: Int?, to subject: Int64, number: String, by acting: Acting,
    cause: Cause, in connection: any Connection
  ) throws -> BatchChange {
    guard try BatchChangeQueries.lock(batch.id, in: connection),
      let part = try BatchChangeQueries.item(item, of: batch.id, in: connection), part.isOpen
    else { return .tooLate }
    let found = try addressee(batch.recipientKind, numbered: number, in: connection)
    guard found?.subject == subject else { return .otherPerson }
    guard try BatchChangeQueries.change(batch.id, seen: revision, in: connection) else { return .changed }
    try BatchChangeQueries.assign(item, to: subject, number: number, by: acting.account.id, in: connection)
    try Journal.record(
      cause.entry(
        .documentsBatchAssigned, .init(.documentBatch, batch.id),
        ["part": part.label, "recipient": "\(batch.recipientKind.rawValue):\(subject)"]),
      at: cause.now, in: connection)
    return .done
  }

  /// Drops an item: it is not issued, but can still be assigned to somebody until the batch is issued.
  package func drop(
    _ item: Int64, of batch: DocumentBatch, seen revision: Int?, by acting: Acting, cause: Cause
  ) async throws -> BatchChange {
    try acting.require(.documents)
    return try await database.write { try drop(item, of: batch, seen: revision, cause: cause, in: $0) }
  }

  private func drop(
    _ item: Int64, of batch: DocumentBatch, seen revision: Int?, cause: Cause, in connection: any Connection
  ) throws -> BatchChange {
    guard try BatchChangeQueries.lock(batch.id, in: connection),
      let part = try BatchChangeQueries.item(item, of: batch.id, in: connection), part.isOpen
    else { return .tooLate }
    guard try BatchChangeQueries.change(batch.id, seen: revision, in: connection) else { return .changed }
    try BatchChangeQueries.drop(item, in: connection)
    try Journal.record(
      cause.entry(.documentsBatchDropped, .init(.documentBatch, batch.id), ["part": part.label]),
      at: cause.now, in: connection)
    return .done
  }

  /// Deletes a batch that was not started, with its files.
  /// - Returns: false if it was started or discarded before.
  package func discard(_ batch: DocumentBatch, by acting: Acting, cause: Cause) async throws -> Bool {
    try acting.require(.documents)
    let files = try await database.write { connection -> [Int64]? in
      guard try BatchChangeQueries.lock(batch.id, in: connection) else { return nil }
      let counts = try DocumentBatchQueries.counts(of: batch.id, in: connection)
      let files = try BatchChangeQueries.remove(batch.id, in: connection)
      try Journal.record(
        cause.entry(
          .documentsBatchDiscarded, .init(.documentBatch, batch.id),
          ["kind": batch.kind.rawValue, "count": String(counts.good + counts.bad)]),
        at: cause.now, in: connection)
      return files
    }
    guard let files else { return false }
    try await sweep(files)
    return true
  }
}
