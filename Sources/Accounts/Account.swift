import Chronology
import Database
import Web

/// One person's account (Benutzerkonto).
package struct Account: Sendable, Equatable {
  package let id: Int64
  package let email: String
  package let firstName: String
  package let lastName: String
  package let state: AccountState
  package let createdAt: Instant
  package let activatedAt: Instant?
  package let lastSignInAt: Instant?
  package let deletionDueAt: Instant?
  /// The language of mails to the person: the one they used last.
  package let language: Language

  package var fullName: String { NameRules.full(firstName, lastName) }

  static let columns: StaticString =
    "id, email, first_name, last_name, state, created_at, activated_at, last_sign_in_at, deletion_due_at, language"

  init(_ row: Row) throws {
    id = try row["id"]
    let stored: String = try row["email"]
    // Addresses stored by earlier versions carry the domain as browsers send it (`xn--…`).
    email = stored.contains("xn--") ? EmailAddress(stored)?.text ?? stored : stored
    firstName = try row["first_name"]
    lastName = try row["last_name"]
    state = try row["state"]
    createdAt = try row["created_at"]
    activatedAt = try row["activated_at"]
    lastSignInAt = try row["last_sign_in_at"]
    deletionDueAt = try row["deletion_due_at"]
    language = Language(rawValue: try row["language"]) ?? .german
  }
}

package enum AccountState: String, ColumnValue, CaseIterable {
  /// Registered or invited; the address is not proven yet.
  case pending
  case active
  /// Blocked by the chamber (gesperrt).
  case blocked
  /// The person asked for deletion; a sign-in takes it back.
  case leaving
  /// Personal data removed; the row stays because the audit log refers to it.
  case deleted
}

/// What a start code may be used for.
package enum StartCodePurpose: String, ColumnValue {
  case activation
  case invitation
  case reset
  case postal
}
