import Accounts
import Chronology
import Database

/// A deputyship (Vertretung): an account or a company may act for one function of another, within a scope and until a
/// day.
package struct Deputyship: Sendable, Equatable {
  package let id: Int64
  /// The function that is deputised for. With `company_administrator` the deputyship is the company's, and any of its
  /// administrators gives, sees and withdraws it; otherwise it is the giver's own.
  package let principalKind: FunctionKind
  package let principalSubject: Int64
  /// The account that gave it.
  package let givenBy: Int64
  package let giverName: String
  /// The company's name; nil for a function of a person.
  package let principalCompanyName: String?
  package let deputyAccount: Int64?
  package let deputyCompany: Int64?
  /// As typed by the giver: e-mail address, user name or company number.
  package let typedName: String
  /// The name of the deputy, an account or a company; nil if there is none.
  package let deputyName: String?
  /// Of a proposed person without account.
  package let proposedFirstName: String
  package let proposedLastName: String
  package let fields: Set<WorkField>
  package let validUntil: CalendarDate?
  package let state: DeputyshipState
  package let createdAt: Instant
  package let decidedAt: Instant?
  let endedBy: Int64?
  /// Why the chamber refused.
  package let reason: String
  let principal: PrincipalStanding

  /// The display name of the principal.
  package var principalName: String { principalCompanyName ?? giverName }
  /// An offer that expired unanswered.
  var isLapsed: Bool { state == .withdrawn && decidedAt == nil && endedBy == nil }
  package var proposedName: String { "\(proposedFirstName) \(proposedLastName)" }

  init(_ row: Row) throws {
    id = try row["id"]
    principalKind = try row["principal_kind"]
    principalSubject = try row["principal_subject"]
    givenBy = try row["given_by"]
    giverName = try Self.name(row, "giver") ?? ""
    principalCompanyName = try row["principal_company_name"]
    deputyAccount = try row["deputy_account"]
    deputyCompany = try row["deputy_company"]
    typedName = try row["deputy_name"]
    deputyName = try row["deputy_company_name"] ?? Self.name(row, "deputy")
    proposedFirstName = try row["first_name"]
    proposedLastName = try row["last_name"]
    fields = WorkField.parse(try row["fields"])
    validUntil = try row["valid_until"]
    state = try row["state"]
    createdAt = try row["created_at"]
    decidedAt = try row["decided_at"]
    endedBy = try row["ended_by"]
    reason = try row["reason"]
    principal = PrincipalStanding(
      activeFrom: try row["active_from"], activeUntil: try row["active_until"], isHeld: try row["is_held"])
  }

  private static func name(_ row: Row, _ whose: String) throws -> String? {
    let first: String? = try row["\(whose)_first_name"]
    let last: String? = try row["\(whose)_last_name"]
    guard let first, let last else { return nil }
    return NameRules.full(first, last)
  }
}

/// Whether the principal can still be deputised for.
struct PrincipalStanding: Sendable, Equatable {
  /// Start and end of the company's activity; nil without limit, and for persons.
  let activeFrom: CalendarDate?
  let activeUntil: CalendarDate?
  /// For a person: the account is active and still has the function. For a company: the giver was not revoked by its
  /// letter.
  let isHeld: Bool
}

package enum DeputyshipState: String, ColumnValue {
  /// A person without account waits for the chamber's approval.
  case proposed
  /// Waits for the deputy to accept.
  case offered
  case active
  case declined
  /// Refused by the chamber.
  case refused
  /// Ended by the giver, by the deputy, or by a newer one.
  case withdrawn
}

/// A deputyship before it is stored.
struct NewDeputyship: Sendable {
  let principalKind: FunctionKind
  let principalSubject: Int64
  let givenBy: Int64
  var deputyAccount: Int64?
  var deputyCompany: Int64?
  let typedName: String
  var firstName = ""
  var lastName = ""
  let fields: Set<WorkField>
  let validUntil: CalendarDate?
  let state: DeputyshipState
}
