import Accounts
import Chronology
import Database
import Web
import Work

/// Queries about companies.
package enum CompanyQueries {
  package static func company(_ id: Int64, in connection: any Connection) throws -> Company? {
    try connection.row("SELECT \(raw: Company.columns) FROM companies WHERE id = \(id)").map(Company.init)
  }

  package static func company(numberKey: String, in connection: any Connection) throws -> Company? {
    try connection.row("SELECT \(raw: Company.columns) FROM companies WHERE number_key = \(numberKey)").map(
      Company.init)
  }

  package static func branches(of company: Int64, in connection: any Connection) throws -> [Company] {
    try connection.rows(
      "SELECT \(raw: Company.columns) FROM companies WHERE head_office_id = \(company) ORDER BY name_key LIMIT 200"
    ).map(Company.init)
  }

  /// A page of the list of companies.
  package static func page(
    _ filter: CompanyFilter, _ slice: ListSlice<CompanyOrder>, in connection: any Connection
  ) throws -> [Company] {
    let column: SQL =
      switch slice.order {
      case .name: "c.name_key"
      case .number: "c.number_key"
      }
    return try connection.rows(
      "SELECT \(raw: Company.columns) FROM companies c WHERE 1 = 1" + conditions(filter)
        + slice.rows(by: column, "c.id")
    ).map(Company.init)
  }

  /// The number of companies, counted up to a limit.
  package static func count(_ filter: CompanyFilter, limit: Int, in connection: any Connection) throws -> Int {
    try connection.value(
      "SELECT count(*) FROM (SELECT 1 FROM companies c WHERE 1 = 1" + conditions(filter)
        + " LIMIT \(limit)) AS found") ?? 0
  }

  private static func conditions(_ filter: CompanyFilter) -> SQL {
    var sql = SQL()
    for word in CompanyName.withoutForm(filter.words).prefix(6) {
      let end = word + "\u{FFFF}"
      sql =
        sql + """
           AND c.id IN (SELECT company_id FROM company_words WHERE word >= \(word) AND word < \(end))
          """
    }
    if let day = filter.activeOn { sql = sql + " AND (c.active_until IS NULL OR c.active_until >= \(day))" }
    return sql
  }

  /// The keys of all companies by number key, for imports that refer to companies.
  package static func keysByNumber(in connection: any Connection) throws -> [String: Int64] {
    var keys: [String: Int64] = [:]
    try connection.forEachRow("SELECT id, number_key FROM companies") { keys[try $0["number_key"]] = try $0["id"] }
    return keys
  }

  package static func count(in connection: any Connection) throws -> Int {
    try connection.value("SELECT count(*) FROM companies") ?? 0
  }
}

/// A filter for lists of companies.
package struct CompanyFilter: Sendable {
  /// Beginnings of words, all of which must occur; numbers count as words.
  package let words: [String]
  /// Only companies that are active on the day.
  package let activeOn: CalendarDate?

  package init(words: [String], activeOn day: CalendarDate?) {
    self.words = words
    activeOn = day
  }
}

package enum CompanyOrder: String, ListOrder {
  case name
  case number = "nummer"

  package static let standard = CompanyOrder.name
}

extension Company {
  package func key(in order: CompanyOrder) -> ListKey {
    switch order {
    case .name: ListKey(nameKey, id)
    case .number: ListKey(NumberKey.folded(number), id)
    }
  }
}
