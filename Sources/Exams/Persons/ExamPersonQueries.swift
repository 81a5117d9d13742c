import Accounts
import Apprenticeships
import Chronology
import Database
import Work

/// Questions about examiners and exam participants.
package enum ExamPersonQueries {
  package static func person(
    _ role: ExamRole, _ id: Int64, in connection: any Connection
  ) throws -> ExamPerson? {
    try connection.row(select(role) + " WHERE p.id = \(id)").map(ExamPerson.init)
  }

  static func people(_ role: ExamRole, _ ids: [Int64], in connection: any Connection) throws -> [ExamPerson] {
    guard !ids.isEmpty else { return [] }
    return try connection.rows(select(role) + " WHERE p.id IN (\(list: ids))").map(ExamPerson.init)
  }

  static func person(
    _ role: ExamRole, numbered number: String, in connection: any Connection
  ) throws -> ExamPerson? {
    try connection.row(select(role) + " WHERE p.number_key = \(NumberKey.folded(number))").map(ExamPerson.init)
  }

  /// Those of a role, by name, after a key.
  /// - Parameter text: what was typed to search; empty for all.
  package static func page(
    _ role: ExamRole, matching text: String, after key: PageKey?, limit: Int, in connection: any Connection
  ) throws -> [ExamPerson] {
    var sql = select(role) + " WHERE 1 = 1" + ExamPersonSearchQueries.condition(text, role)
    if let key { sql = sql + " AND (p.name_key, p.id) > (\(key.nameKey), \(key.id))" }
    return try connection.rows(sql + " ORDER BY p.name_key, p.id LIMIT \(limit)").map(ExamPerson.init)
  }

  /// A question for all who can be recipients of documents, as `AddresseeDirectory` wants it.
  static func addressees(_ role: ExamRole) -> SQL {
    """
    SELECT id, number_key, first_name AS name, last_name AS more, '' AS addition, street, postcode, place
    FROM
    """ + " " + table(role)
  }

  /// What tells them from others of the same name: their board or exam.
  static func particulars(_ role: ExamRole) -> SQL {
    let beside: SQL = role == .examiner ? "board" : "exam"
    return "SELECT id, number, CAST(NULL AS TEXT) AS birth_date, " + beside + " AS beside FROM " + table(role)
  }

  // MARK: Without access

  /// Those without an account who take part on a day and have an address for mails, in the order of keys, after one.
  package static func reachable(
    _ role: ExamRole, after key: Int64 = 0, on day: CalendarDate, limit: Int, in connection: any Connection
  ) throws -> [ExamPerson] {
    try connection.rows(
      select(role) + " WHERE p.id > \(key) AND p.email <> '' AND " + isMissing(role, on: day)
        + " ORDER BY p.id LIMIT \(limit)"
    ).map(ExamPerson.init)
  }

  /// How many of them have an address for mails, and how many one for letters only.
  package static func missing(
    _ role: ExamRole, on day: CalendarDate, in connection: any Connection
  ) throws -> WithoutAccess {
    try MissingAccessQueries.count(
      "SELECT p.email, p.street, p.postcode FROM " + table(role) + " p WHERE " + isMissing(role, on: day),
      in: connection)
  }

  /// A question for `id` and `email` of those without an account who have an address for mails.
  package static func reachableByMail(_ role: ExamRole, on day: CalendarDate) -> SQL {
    "SELECT p.id, p.email FROM " + table(role) + " p WHERE p.email <> '' AND " + isMissing(role, on: day)
  }

  /// A question for the keys of those without an account of whom the chamber knows an address for letters only.
  package static func reachableByPost(_ role: ExamRole, on day: CalendarDate) -> SQL {
    "SELECT p.id FROM " + table(role) + " p WHERE p.email = '' AND " + hasAddress + " AND " + isMissing(role, on: day)
  }

  /// A question for the key of one of them, if an address for letters is known.
  package static func withAddress(_ role: ExamRole, _ id: Int64) -> SQL {
    "SELECT p.id FROM " + table(role) + " p WHERE p.id = \(id) AND " + hasAddress
  }

  private static let hasAddress: SQL = "p.street <> '' AND p.postcode <> ''"

  private static func isMissing(_ role: ExamRole, on day: CalendarDate) -> SQL {
    "(\(sql: lastDay(role)) IS NULL OR \(sql: lastDay(role)) >= \(day)) AND "
      + PostalCodeQueries.isWithoutAccess(role.function, "p.id")
  }

  static func table(_ role: ExamRole) -> SQL {
    switch role {
    case .examiner: "examiners"
    case .participant: "exam_participants"
    }
  }

  private static func lastDay(_ role: ExamRole) -> SQL {
    switch role {
    case .examiner: "p.appointed_until"
    case .participant: "p.ends_on"
    }
  }

  static func assignment(_ role: ExamRole) -> SQL {
    switch role {
    case .examiner: "p.board"
    case .participant: "p.exam"
    }
  }

  private static func select(_ role: ExamRole) -> SQL {
    let basis: SQL = role == .participant ? "p.basis" : "NULL AS basis"
    return """
      SELECT \(role) AS role, p.id, p.number, p.first_name, p.last_name, p.name_key, p.email, p.street, p.postcode,
        p.place, \(sql: assignment(role)) AS assignment, \(sql: lastDay(role)) AS last_day, \(sql: basis),
        g.state AS grant_state, coalesce(g.decided_at, g.created_at) AS grant_at,
        a.email AS account_email, a.state AS account_state
      FROM \(sql: table(role)) p
        LEFT JOIN function_grants g
          ON g.kind = \(role.function) AND g.subject_id = p.id AND g.state IN ('offered', 'held')
        LEFT JOIN accounts a ON a.id = g.account_id
      """
  }
}

extension ExamPerson {
  package var pageKey: PageKey { PageKey(nameKey: nameKey, id: id) }
}
