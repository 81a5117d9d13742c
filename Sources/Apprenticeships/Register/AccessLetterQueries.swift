import Accounts
import Chronology
import Companies
import Database
import Postbox
import Work

/// An apprentice who gets credentials by post.
struct AccessRecipient: Sendable {
  let apprentice: Int64
  let number: String
  let name: String
  let addressLines: [String]
  let place: String
}

/// Letters with credentials, and for whom.
package enum AccessLetterQueries {
  static func recipients(
    of codes: [Int64], in connection: any Connection
  ) throws -> [Int64: AccessRecipient] {
    var found: [Int64: AccessRecipient] = [:]
    for portion in codes.chunked(into: 500) {
      let rows = try connection.rows(
        """
        SELECT k.id, p.id AS apprentice_id, p.number, p.first_name, p.last_name, p.street, p.postcode, p.place,
          o.name AS occupation, c.name AS company
        FROM postal_codes k JOIN apprentices p ON p.id = k.subject_id
          JOIN apprenticeships s ON s.id = (SELECT max(n.id) FROM apprenticeships n WHERE n.apprentice_id = p.id)
          JOIN occupations o ON o.id = s.occupation_id JOIN companies c ON c.id = s.company_id
        WHERE k.kind = 'apprentice' AND k.state = 'requested' AND k.id IN (\(list: portion))
        """)
      for row in rows { found[try row["id"]] = try AccessRecipient(row) }
    }
    return found
  }

  /// Asks for a letter with a PIN for companies that train.
  /// - Parameter withMembers: also those that have an administrator; otherwise only new ones.
  /// - Returns: how many.
  package static func requestCompanyLetters(
    withMembers: Bool, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> Int {
    let pins = try PINQueries.request(
      forCompanies: MissingAccessQueries.trainingCompanies(withMembers: withMembers, on: day), now: now, in: connection)
    for pin in pins { try Letters.request(Companies.pinLetterKind, subject: pin, now: now, in: connection) }
    return pins.count
  }

  /// Asks for a letter with a start code for apprentices without an account who have no address for mails.
  package static func requestApprenticeLetters(
    on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws -> Int {
    let codes = try PostalCodeQueries.request(
      .apprentice, subjects: MissingAccessQueries.apprentices(MissingAccessQueries.byPost, on: day), now: now,
      in: connection)
    for code in codes { try Letters.request(AccessLetter.letterKind, subject: code, now: now, in: connection) }
    return codes.count
  }

  /// The same for one apprentice, whatever the chamber knows; an open code before it ends.
  package static func requestLetter(
    for apprentice: Int64, now: Instant, in connection: any Connection
  ) throws -> Bool {
    if let open = try PostalCodeQueries.newest(.apprentice, apprentice, in: connection), open.state == .requested {
      try Letters.withdraw(AccessLetter.letterKind, subject: open.id, in: connection)
    }
    _ = try PostalCodeQueries.revoke(.apprentice, apprentice, in: connection)
    let codes = try PostalCodeQueries.request(
      .apprentice, subjects: "SELECT p.id FROM apprentices p WHERE p.id = \(apprentice) AND p.street <> ''", now: now,
      in: connection)
    for code in codes { try Letters.request(AccessLetter.letterKind, subject: code, now: now, in: connection) }
    return !codes.isEmpty
  }

  /// The same for one company that trains and has nobody in the portal.
  package static func requestCompanyLetter(
    for company: Int64, on day: CalendarDate, now: Instant, in connection: any Connection
  ) throws {
    let companies = MissingAccessQueries.trainingCompanies(withMembers: false, on: day) + " AND c.id = \(company)"
    for pin in try PINQueries.request(forCompanies: companies, now: now, in: connection) {
      try Letters.request(Companies.pinLetterKind, subject: pin, now: now, in: connection)
    }
  }

}

extension AccessRecipient {
  fileprivate init(_ row: Row) throws {
    let first: String = try row["first_name"]
    let last: String = try row["last_name"]
    let (street, postcode, place): (String, String, String) = (
      try row["street"], try row["postcode"], try row["place"]
    )
    let (occupation, company): (String, String) = (try row["occupation"], try row["company"])
    self.init(
      apprentice: try row["apprentice_id"], number: try row["number"], name: "\(first) \(last)",
      addressLines: ["\(first) \(last)", street, "\(postcode) \(place)"], place: "\(occupation), \(company)")
  }
}
