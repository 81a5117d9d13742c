import Accounts
import Database
import Journal
import Web

/// What officers do about the access of a person of a register. The audit log names the person, or the contract at which
/// officers look after them.
extension Registers {
  /// Asks for a letter with a start code; an open code before it ends.
  /// - Parameter subject: what the audit log names.
  /// - Returns: false when no address for letters is known.
  /// - Throws: `NotFound` for whoever lacks the right, and for a kind that no area declares.
  package func requestLetter(
    to person: RegisteredPerson, logged subject: JournalEntry.Subject, by acting: Acting, cause: Cause
  ) async throws -> Bool {
    guard let kind = kind(person.kind) else { throw NotFound() }
    return try await change(.letterRequested(for: subject.kind), subject, by: acting, cause: cause) { connection in
      try AccessLetterQueries.requestLetter(
        person.kind, person.subject, subjects: kind.withPostalAddress(person.subject), now: cause.now, in: connection)
    }
  }

  /// Makes the start code of a letter void, whether it was printed or not.
  /// - Parameter subject: what the audit log names.
  /// - Returns: false when there was none.
  /// - Throws: `NotFound` for whoever lacks the right.
  package func revokeCode(
    of person: RegisteredPerson, logged subject: JournalEntry.Subject, by acting: Acting, cause: Cause
  ) async throws -> Bool {
    try await change(.letterRevoked(for: subject.kind), subject, by: acting, cause: cause) { connection in
      try AccessLetterQueries.revoke(person.kind, person.subject, in: connection)
    }
  }

  /// Ends the access of a person, or takes the invitation back, with all that other areas end together with it. The
  /// account stays the person's.
  /// - Parameter subject: what the audit log names.
  /// - Returns: false when the person had neither.
  /// - Throws: `NotFound` for whoever lacks the right.
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
