import Accounts
import Chronology
import Database

struct PINRecipient: Sendable {
  let company: Company
  let requestedBy: String
}

struct NewLink: Sendable {
  let company: Company
  let name: String
  let email: String
  let since: Instant
}

/// Queries for the content of this area's letters.
enum PINLetterQueries {
  static func recipient(of pin: Int64, in connection: any Connection) throws -> PINRecipient? {
    let row = try connection.row(
      """
      SELECT p.company_id, a.first_name, a.last_name FROM pins p LEFT JOIN account_names a ON a.id = p.account_id
      WHERE p.id = \(pin) AND p.state = 'requested'
      """)
    guard let row, let company = try CompanyQueries.company(try row["company_id"], in: connection) else { return nil }
    let firstName: String? = try row["first_name"]
    let lastName: String? = try row["last_name"]
    return PINRecipient(company: company, requestedBy: NameRules.full(firstName ?? "", lastName ?? ""))
  }

  static func link(of member: Int64, in connection: any Connection) throws -> NewLink? {
    let row = try connection.row(
      """
      SELECT m.company_id, m.created_at, a.first_name, a.last_name, a.email
      FROM company_members m JOIN account_facts a ON a.id = m.account_id WHERE m.id = \(member) AND m.ended_at IS NULL
      """)
    guard let row, let company = try CompanyQueries.company(try row["company_id"], in: connection) else { return nil }
    let firstName: String = try row["first_name"]
    let lastName: String = try row["last_name"]
    return NewLink(
      company: company, name: NameRules.full(firstName, lastName), email: try row["email"], since: try row["created_at"]
    )
  }
}
