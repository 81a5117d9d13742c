import Accounts
import Chronology
import Database
import Web

/// A request for credentials (Antrag auf Zugangsdaten) of a company that has none.
package struct CredentialRequest: Sendable {
  package let id: Int64
  package let kind: CredentialRequestKind
  /// The head office that asks for its branches.
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

/// What somebody typed to ask for credentials.
struct CredentialRequestForm: Sendable {
  var companyNumber = ""
  var companyName = ""
  var person = ""
  var email = ""
  var reason = ""

  init() {}

  init(_ input: FormInput) {
    companyNumber = input.trimmed("betriebsnummer")
    companyName = input.trimmed("betrieb")
    person = input.trimmed("name")
    email = input.trimmed("email")
    reason = input.trimmed("nachricht")
  }

  /// - Returns: what is asked, to be answered in the language of the page.
  func validated(_ t: Texts) throws(FieldErrors) -> NewCredentialRequest {
    var errors = FieldErrors()
    errors.require(!companyName.isEmpty, "betrieb", t("training.request.error.company"))
    errors.require(companyName.count <= 200, "betrieb", t("import.tooLong"))
    errors.require(companyNumber.count <= 30, "betriebsnummer", t("import.tooLong"))
    errors.require(!person.isEmpty, "name", t("training.request.error.person"))
    errors.require(person.count <= 150, "name", t("import.tooLong"))
    errors.require(
      Apprenticeships.requestReason.contains(reason.count), "nachricht", t("training.request.error.reason"))
    let address = EmailAddress(email)
    errors.require(address != nil, "email", EmailAddress.problem(with: email, t))
    guard errors.isEmpty, let address else { throw errors }
    return NewCredentialRequest(
      companyNumber: companyNumber, companyName: companyName, person: person, email: address, reason: reason,
      language: t.language)
  }
}
