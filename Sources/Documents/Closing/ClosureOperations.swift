import Accounts
import Chronology
import Database
import Office
import Web

/// Closing documents that went to the wrong person, and the second officer's decision about it. All throw `NotFound`
/// without the right to documents.
extension Documents {
  /// Closes a document to its recipients at once; if four eyes are required, a second officer confirms that or reopens
  /// it.
  /// - Parameter reason: of the length `reasonLength`.
  /// - Returns: false if it was already closed.
  /// - Throws: `web.reasonImpossible`.
  package func close(_ document: Int64, reason: String, by acting: Acting, cause: Cause) async throws -> Bool {
    try acting.require(.documents)
    try Refusal.requireReason(reason, of: Self.reasonLength)
    let isAgreed = !office.fourEyes.areWanted
    return try await database.write { connection in
      guard try DocumentQueries.document(document, in: connection) != nil else { throw NotFound() }
      return try close(document, reason: reason, isAgreed: isAgreed, cause: cause, in: connection)
    }
  }

  /// Confirms a colleague's closing of a document.
  /// - Returns: false if that was already decided.
  /// - Throws: `documents.closure.own` for the officer who closed it, `NotFound` if it is open.
  package func confirmClosure(of document: Int64, by acting: Acting, cause: Cause) async throws -> Bool {
    try acting.require(.documents)
    return try await database.write { connection in
      try requireClosure(of: document, in: connection).requireSecond(acting)
      return try confirmClosure(of: document, cause: cause, in: connection)
    }
  }

  /// Reopens a document that a colleague closed, because it was right.
  /// - Parameter reason: of the length `reasonLength`.
  /// - Returns: false if that was already decided.
  /// - Throws: as `confirmClosure`, and `web.reasonImpossible`.
  package func reopen(_ document: Int64, reason: String, by acting: Acting, cause: Cause) async throws -> Bool {
    try acting.require(.documents)
    try Refusal.requireReason(reason, of: Self.reasonLength)
    return try await database.write { connection in
      try requireClosure(of: document, in: connection).requireSecond(acting)
      return try reopen(document, reason: reason, cause: cause, in: connection)
    }
  }

  private func requireClosure(of document: Int64, in connection: any Connection) throws -> DocumentClosure {
    guard let closure = try ClosureQueries.closure(of: document, in: connection) else { throw NotFound() }
    return closure
  }
}

extension DocumentClosure {
  /// - Throws: `documents.closure.own` for the officer who closed it, with any of their accounts, as long as nobody has
  ///   confirmed it.
  func requireSecond(_ acting: Acting) throws {
    guard confirmedAt == nil, isClosed(by: acting.account) else { return }
    throw Refusal("documents.closure.own")
  }

  /// Another account with the same e-mail address is not a second person.
  private func isClosed(by account: Account) -> Bool {
    if closedBy == account.id { return true }
    return closedByEmail.map { $0.key == EmailAddress(account.email)?.key } ?? false
  }
}
