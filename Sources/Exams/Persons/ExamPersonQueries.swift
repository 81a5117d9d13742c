import Accounts
import Chronology
import Database
import Web
import Work

/// Queries about examiners and exam participants.
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

  /// A page of the persons in a role.
  /// - Parameter text: the typed search; empty for all.
  package static func page(
    _ role: ExamRole, matching text: String, _ slice: ListSlice<ExamPersonOrder>, in connection: any Connection
  ) throws -> [ExamPerson] {
    let column: SQL =
      switch slice.order {
      case .name: "p.name_key"
      case .number: "p.number_key"
      }
    let sql = select(role) + " WHERE 1 = 1" + ExamPersonSearchQueries.condition(text, role)
    return try connection.rows(sql + slice.rows(by: column, "p.id")).map(ExamPerson.init)
  }

  /// How many persons match a search, counted up to a limit.
  package static func count(
    _ role: ExamRole, matching text: String, limit: Int, in connection: any Connection
  ) throws -> Int {
    let found = "SELECT 1 FROM " + table(role) + " p WHERE 1 = 1" + ExamPersonSearchQueries.condition(text, role)
    return try connection.value("SELECT count(*) FROM (" + found + " LIMIT \(limit)) AS found") ?? 0
  }

  /// A condition: the appointment or exam has not ended before a day.
  static func takesPart(_ role: ExamRole, on day: CalendarDate) -> SQL {
    "(\(sql: lastDay(role)) IS NULL OR \(sql: lastDay(role)) >= \(day))"
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
        LEFT JOIN account_functions g
          ON g.kind = \(role.function) AND g.subject_id = p.id AND g.state IN ('offered', 'held')
        LEFT JOIN account_facts a ON a.id = g.account_id
      """
  }
}

package enum ExamPersonOrder: String, ListOrder {
  case name
  case number = "nummer"

  package static let standard = ExamPersonOrder.name
}

extension ExamPerson {
  package func key(in order: ExamPersonOrder) -> ListKey {
    switch order {
    case .name: ListKey(nameKey, id)
    case .number: ListKey(NumberKey.folded(number), id)
    }
  }
}
