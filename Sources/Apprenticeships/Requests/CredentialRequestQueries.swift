import Accounts
import Chronology
import Companies
import Database
import Web
import Work

/// Queries and updates of requests for credentials.
package enum CredentialRequestQueries {
  /// A condition on the subject of a proposal (`o.subject_id`): the request is still open.
  static let isOpen: SQL = "EXISTS (SELECT 1 FROM credential_requests r WHERE r.id = o.subject_id AND r.state = 'open')"

  static func add(
    _ request: NewCredentialRequest, now: Instant, in connection: any Connection
  ) throws -> Int64 {
    try connection.key(
      """
      INSERT INTO credential_requests
        (kind, company_number, company_name, person, email, reason, language, state, created_at)
      VALUES ('credentials', \(request.companyNumber), \(request.companyName), \(request.person),
        \(request.email.text), \(request.reason), \(request.language.rawValue), 'open', \(now)) RETURNING id
      """)
  }

  /// Requests access to the branches of a head office; false if a request is already open.
  static func addBranches(
    of company: Company, by account: Account, reason: String, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      INSERT INTO credential_requests
        (kind, company_number, company_name, person, email, reason, language, state, created_at, company_id)
      VALUES ('branches', \(company.number), \(company.name), \(account.fullName), \(account.email), \(reason),
        \(account.language.rawValue), 'open', \(now), \(company.id))
      ON CONFLICT (company_id) WHERE state = 'open' AND kind = 'branches' DO NOTHING
      """) == 1
  }

  static func hasOpenBranches(_ company: Int64, in connection: any Connection) throws -> Bool {
    try connection.row(
      """
      SELECT 1 AS found FROM credential_requests
      WHERE company_id = \(company) AND state = 'open' AND kind = 'branches'
      """) != nil
  }

  package static func request(_ id: Int64, in connection: any Connection) throws -> CredentialRequest? {
    try connection.row(select + " WHERE r.id = \(id)").map(CredentialRequest.init)
  }

  /// A page of the open requests.
  package static func open(
    _ slice: ListSlice<OldestFirst>, in connection: any Connection
  ) throws -> [CredentialRequest] {
    try connection.rows(select + " WHERE r.state = 'open'" + slice.rows("r.id")).map(CredentialRequest.init)
  }

  /// The number of open requests and the time of the oldest; nil if there are none.
  package static func waiting(in connection: any Connection) throws -> (count: Int, oldest: Instant)? {
    let row = try connection.row(
      "SELECT count(*) AS waiting, min(created_at) AS oldest FROM credential_requests WHERE state = 'open'")
    guard let oldest: Instant = try row?["oldest"] else { return nil }
    return (try row?["waiting"] ?? 0, oldest)
  }

  /// Assigns a request to an officer; false if it is already decided.
  package static func take(_ id: Int64, by officer: Int64, in connection: any Connection) throws -> Bool {
    try connection.execute(
      "UPDATE credential_requests SET owner_id = \(officer) WHERE id = \(id) AND state = 'open'") == 1
  }

  /// Decides an open request; of two concurrent decisions, only one gets true.
  package static func decide(
    _ id: Int64, as state: CredentialRequestState, company: Int64?, answer: String, by officer: Int64, now: Instant,
    in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE credential_requests SET state = \(state), company_id = \(company), answer = \(answer),
        decided_at = \(now), decided_by = \(officer)
      WHERE id = \(id) AND state = 'open'
      """) == 1
  }

  /// Removes the personal data from requests that were decided before an instant.
  package static func forget(decidedBefore instant: Instant, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE credential_requests SET person = '', email = '', reason = '', answer = ''
      WHERE state <> 'open' AND decided_at < \(instant) AND email <> ''
      """)
  }

  private static let select: SQL =
    """
    SELECT r.id, r.company_number, r.company_name, r.person, r.email, r.reason, r.language, r.state, r.created_at,
      r.owner_id, r.kind, r.company_id, a.first_name AS owner_first, a.last_name AS owner_last
    FROM credential_requests r LEFT JOIN account_names a ON a.id = r.owner_id
    """
}
