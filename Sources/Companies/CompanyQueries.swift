import Accounts
import Chronology
import Database
import Work

/// Questions about companies.
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

  /// A page of the chamber's companies in the order of their names, after a place in that order.
  /// - Parameter words: beginnings of words, all of which must occur; numbers count as words.
  package static func page(
    words: [String], activeOn day: CalendarDate?, after key: PageKey?, limit: Int, in connection: any Connection
  ) throws -> [Company] {
    var sql: SQL = "SELECT \(raw: Company.columns) FROM companies c WHERE 1 = 1"
    for word in CompanyName.withoutForm(words).prefix(6) {
      let end = word + "\u{FFFF}"
      sql =
        sql + """
           AND c.id IN (SELECT company_id FROM company_words WHERE word >= \(word) AND word < \(end))
          """
    }
    if let day {
      sql = sql + " AND (c.active_until IS NULL OR c.active_until >= \(day))"
    }
    if let key {
      sql = sql + " AND (c.name_key > \(key.nameKey) OR (c.name_key = \(key.nameKey) AND c.id > \(key.id)))"
    }
    sql = sql + " ORDER BY c.name_key, c.id LIMIT \(limit)"
    return try connection.rows(sql).map(Company.init)
  }

  /// All companies by the key of their number, for imports that refer to them.
  package static func keysByNumber(in connection: any Connection) throws -> [String: Int64] {
    var keys: [String: Int64] = [:]
    try connection.forEachRow("SELECT id, number_key FROM companies") { keys[try $0["number_key"]] = try $0["id"] }
    return keys
  }

  package static func count(in connection: any Connection) throws -> Int {
    try connection.value("SELECT count(*) FROM companies") ?? 0
  }
}

extension Company {
  package var pageKey: PageKey { PageKey(nameKey: nameKey, id: id) }
}
