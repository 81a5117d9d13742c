import Accounts
import Chronology
import Database
import Web

/// A request for credentials (Antrag auf Zugangsdaten) by a company that has none.
package struct CredentialRequest: Sendable {
  package let id: Int64
  package let kind: CredentialRequestKind
  /// The head office that requests access to its branches.
  package let company: Int64?
  package let companyNumber: String
  package let companyName: String
  package let person: String
  package let email: String
  package let reason: String
  package let language: Language
  package let state: CredentialRequestState
  package let createdAt: Instant
  package let owner: Int64?
  package let ownerName: String?

  init(_ row: Row) throws {
    id = try row["id"]
    kind = try row["kind"]
    company = try row["company_id"]
    companyNumber = try row["company_number"]
    companyName = try row["company_name"]
    person = try row["person"]
    email = try row["email"]
    reason = try row["reason"]
    language = Language(rawValue: try row["language"]) ?? .german
    state = try row["state"]
    createdAt = try row["created_at"]
    owner = try row["owner_id"]
    let first: String? = try row["owner_first"]
    let last: String? = try row["owner_last"]
    ownerName = first.flatMap { first in last.map { "\(first) \($0)" } }
  }
}

package enum CredentialRequestKind: String, ColumnValue {
  case credentials
  /// Access of a head office to its branches.
  case branches
}

package enum CredentialRequestState: String, ColumnValue {
  case open
  case approved
  case refused
}
