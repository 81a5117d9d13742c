import Accounts
import Database
import Journal
import Web

/// Officers' operations on the access of a person in a register. The audit log names the person, or the contract on
/// whose page officers handle them.
extension Registers {
  /// Requests a letter with a start code, and revokes an open code.
  /// - Parameter subject: the subject of the audit log entry.
  /// - Returns: false if no postal address is known.
  /// - Throws: `NotFound` if the right is missing, and for a kind that no area declares.
  package func requestLetter(
    to person: RegisteredPerson, logged subject: JournalEntry.Subject, by acting: Acting, cause: Cause
  ) async throws -> Bool {
    guard let kind = kind(person.kind) else { throw NotFound() }
    return try await change(.letterRequested(for: subject.kind), subject, by: acting, cause: cause) { connection in
      try AccessLetterQueries.requestLetter(
        person.kind, person.subject, subjects: kind.withPostalAddress(person.subject), now: cause.now, in: connection)
    }
  }

  /// Revokes the start code of a letter, printed or not.
  /// - Parameter subject: the subject of the audit log entry.
  /// - Returns: false if there was none.
  /// - Throws: `NotFound` if the right is missing.
  package func revokeCode(
    of person: RegisteredPerson, logged subject: JournalEntry.Subject, by acting: Acting, cause: Cause
  ) async throws -> Bool {
    try await change(.letterRevoked(for: subject.kind), subject, by: acting, cause: cause) { connection in
      try AccessLetterQueries.revoke(person.kind, person.subject, in: connection)
    }
  }

  /// Ends a person's access, or withdraws the invitation, and everything that other areas end with it. The account
  /// remains.
  /// - Parameter subject: the subject of the audit log entry.
  /// - Returns: false if the person had neither.
  /// - Throws: `NotFound` if the right is missing.
  package func endAccess(
    of person: RegisteredPerson, logged subject: JournalEntry.Subject, by acting: Acting, cause: Cause
  ) async throws -> Bool {
    try await change(.accessEnded(for: subject.kind), subject, by: acting, cause: cause) { connection in
      guard try FunctionGrantQueries.end(person.kind, person.subject, now: cause.now, in: connection) else {
        return false
      }
      for ending in accounts.endings {
        try ending.accessEnds(of: person.kind, person.subject, cause: cause, in: connection)
      }
      return true
    }
  }

  private func change(
    _ event: Event, _ subject: JournalEntry.Subject, by acting: Acting, cause: Cause,
    _ change: @Sendable @escaping (any Connection) throws -> Bool
  ) async throws -> Bool {
    try acting.require(.training)
    return try await database.write { connection in
      guard try change(connection) else { return false }
      try Journal.record(cause.entry(event, subject), at: cause.now, in: connection)
      return true
    }
  }
}
