import Accounts
import Chronology
import Database
import Work

/// Queries and updates of an import of companies.
enum CompanyImportQueries {
  /// A company and its head office.
  struct HeadOffice: Sendable {
    let id: Int64
    let headOffice: Int64?
  }

  /// Rows per statement: some 3,000 values.
  private static let portion = 200

  /// All companies with their head offices, by number key.
  static func headOffices(in connection: any Connection) throws -> [String: HeadOffice] {
    try headOffices("SELECT id, number_key, head_office_id FROM companies", in: connection)
  }

  static func headOffices(of keys: [String], in connection: any Connection) throws -> [String: HeadOffice] {
    try keys.chunked(into: 500).reduce(into: [:]) { found, keys in
      let some: SQL = "SELECT id, number_key, head_office_id FROM companies WHERE number_key IN (\(list: keys))"
      found.merge(try headOffices(some, in: connection)) { $1 }
    }
  }

  private static func headOffices(_ sql: SQL, in connection: any Connection) throws -> [String: HeadOffice] {
    var found: [String: HeadOffice] = [:]
    try connection.forEachRow(sql) { row in
      found[try row["number_key"]] = HeadOffice(id: try row["id"], headOffice: try row["head_office_id"])
    }
    return found
  }

  /// Companies by their keys.
  static func companies(_ ids: [Int64], in connection: any Connection) throws -> [Int64: Company] {
    try ids.chunked(into: 500).reduce(into: [:]) { found, ids in
      let rows = try connection.rows("SELECT \(raw: Company.columns) FROM companies WHERE id IN (\(list: ids))")
      for company in try rows.map(Company.init) { found[company.id] = company }
    }
  }

  /// The stored data of companies, by number key; a person has access while they are a member.
  static func stored(
    of keys: [String], on today: CalendarDate, in connection: any Connection
  ) throws -> [String: [ImportedSubject]] {
    let rows = try connection.rows(
      """
      SELECT \(raw: Company.columns), number_key AS own_key, name AS own_name, (SELECT count(*) FROM company_members m
        WHERE m.company_id = c.id AND m.ended_at IS NULL AND (m.valid_until IS NULL OR m.valid_until >= \(today))) AS members
      FROM companies c WHERE number_key IN (\(list: keys))
      """)
    return try rows.reduce(into: [:]) { found, row in
      let (company, members): (Company, Int) = (try Company(row), try row["members"])
      // As in the file, without the legal form.
      let name: String = try row["own_name"]
      let values = [
        ImportedValue("betriebsnummer", company.number), ImportedValue("name", name),
        ImportedValue("name2", company.nameAddition), ImportedValue("rechtsform", company.legalForm),
        ImportedValue("strasse", company.street), ImportedValue("plz", company.postcode),
        ImportedValue("ort", company.place), ImportedValue("email", company.email),
        ImportedValue("telefon", company.phone), ImportedValue("aktiv_von", company.activeFrom?.description ?? ""),
        ImportedValue("aktiv_bis", company.activeUntil?.description ?? ""),
      ]
      let identity = ImportedSubject.Identity.company(
        name: name, street: company.street, postcode: company.postcode, place: company.place)
      found[try row["own_key"]] = [
        ImportedSubject(
          number: company.number, identity: identity, values: values, end: company.activeUntil, hasAccess: members > 0)
      ]
    }
  }

  /// Adds or updates companies and their search words; no two rows may have the same key.
  static func save(_ rows: [ImportedCompany], now: Instant, in connection: any Connection) throws {
    for portion in rows.chunked(into: portion) {
      var ids: [String: Int64] = [:]
      for row in try connection.rows(saving(portion, now: now)) { ids[try row["number_key"]] = try row["id"] }
      let words = portion.compactMap { row in
        ids[row.key].map { (company: $0, words: CompanyWords.words(of: row)) }
      }
      try CompanyWords.save(words, in: connection)
    }
  }

  private static func saving(_ rows: [ImportedCompany], now: Instant) -> SQL {
    let values = rows.map { row -> SQL in
      """
      (\(row.number), \(row.key), \(row.name), \(row.nameAddition), \(row.legalForm), \(row.street),
        \(row.postcode), \(row.place), \(row.email), \(row.phone), \(row.activeFrom), \(row.activeUntil),
        \(SortKey.make(row.name, row.nameAddition)), \(row.fullName), \(row.contentHash), \(now))
      """
    }
    return """
      INSERT INTO companies (number, number_key, name, name_addition, legal_form, street, postcode, place, email,
        phone, active_from, active_until, name_key, full_name, content_hash, imported_at)
      VALUES \(sql: SQL.joined(values, separator: ", "))
      ON CONFLICT (number_key) DO UPDATE SET number = excluded.number, name = excluded.name,
        name_addition = excluded.name_addition, legal_form = excluded.legal_form, street = excluded.street,
        postcode = excluded.postcode, place = excluded.place, email = excluded.email, phone = excluded.phone,
        active_from = excluded.active_from, active_until = excluded.active_until, name_key = excluded.name_key,
        full_name = excluded.full_name, content_hash = excluded.content_hash, imported_at = excluded.imported_at
      RETURNING id, number_key
      """
  }

  static func setHeadOffice(_ headOffice: Int64?, of company: Int64, in connection: any Connection) throws {
    try connection.execute("UPDATE companies SET head_office_id = \(headOffice) WHERE id = \(company)")
  }
}
