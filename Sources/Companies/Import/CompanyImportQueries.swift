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

  /// Adds or changes a company, with the words it is found by.
  static func save(
    _ row: ImportedCompany, hash: [UInt8], id: Int64?, now: Instant, in connection: any Connection
  ) throws -> Int64 {
    let nameKey = SortKey.make(row.name, row.nameAddition)
    let fullName = CompanyName.full(row.name, addition: row.nameAddition, legalForm: row.legalForm)
    let saved: Int64? = try connection.value(
      """
      INSERT INTO companies (number, number_key, name, name_addition, legal_form, street, postcode, place, email,
        phone, active_from, active_until, name_key, full_name, content_hash, imported_at)
      VALUES (\(row.number), \(row.numberKey), \(row.name), \(row.nameAddition), \(row.legalForm), \(row.street),
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
