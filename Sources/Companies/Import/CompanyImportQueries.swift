import Accounts
import Chronology
import Database
import Work

/// The writes of an import.
enum CompanyImportQueries {
  /// What is stored of a company, as far as an import has to know.
  struct Known: Sendable {
    let id: Int64
    let hash: [UInt8]
    let headOffice: Int64?
  }

  /// All companies by the key of their number.
  static func contents(in connection: any Connection) throws -> [String: Known] {
    var known: [String: Known] = [:]
    try connection.forEachRow("SELECT id, number_key, content_hash, head_office_id FROM companies") { row in
      known[try row["number_key"]] = Known(
        id: try row["id"], hash: try row["content_hash"], headOffice: try row["head_office_id"])
    }
    return known
  }

  /// What is stored of companies, by the keys of their numbers; somebody has access while they are a member.
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
      // As the file has it, without the legal form.
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

  /// Adds or changes a company, with the words it is found by.
  static func save(
    _ row: ImportedCompany, hash: [UInt8], now: Instant, in connection: any Connection
  ) throws -> Int64 {
    let nameKey = SortKey.make(row.name, row.nameAddition)
    let fullName = CompanyName.full(row.name, addition: row.nameAddition, legalForm: row.legalForm)
    let saved: Int64? = try connection.value(
      """
      INSERT INTO companies (number, number_key, name, name_addition, legal_form, street, postcode, place, email,
        phone, active_from, active_until, name_key, full_name, content_hash, imported_at)
      VALUES (\(row.number), \(row.key), \(row.name), \(row.nameAddition), \(row.legalForm), \(row.street),
        \(row.postcode), \(row.place), \(row.email), \(row.phone), \(row.activeFrom), \(row.activeUntil), \(nameKey),
        \(fullName), \(hash), \(now))
      ON CONFLICT (number_key) DO UPDATE SET number = excluded.number, name = excluded.name,
        name_addition = excluded.name_addition, legal_form = excluded.legal_form, street = excluded.street,
        postcode = excluded.postcode, place = excluded.place, email = excluded.email, phone = excluded.phone,
        active_from = excluded.active_from, active_until = excluded.active_until, name_key = excluded.name_key,
        full_name = excluded.full_name,
        content_hash = excluded.content_hash, imported_at = excluded.imported_at
      RETURNING id
      """)
    guard let saved else { return 0 }
    let words = CompanyWords.words(
      name: row.name, addition: row.nameAddition, place: row.place, postcode: row.postcode, number: row.number)
    try CompanyWords.save(words, of: saved, in: connection)
    return saved
  }

  static func setHeadOffice(_ headOffice: Int64?, of company: Int64, in connection: any Connection) throws {
    try connection.execute("UPDATE companies SET head_office_id = \(headOffice) WHERE id = \(company)")
  }
}
