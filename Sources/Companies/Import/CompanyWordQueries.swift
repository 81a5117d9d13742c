import Database
import Work

/// The words that a company is found by, and its keys when the folding has changed.
enum CompanyWords {
  static func words(name: String, addition: String, place: String, postcode: String, number: String) -> Set<String> {
    SortKey.indexWords("\(name) \(addition) \(place) \(postcode)").union(SortKey.numberWords(number))
  }

  static func save(_ words: Set<String>, of company: Int64, in connection: any Connection) throws {
    try connection.execute("DELETE FROM company_words WHERE company_id = \(company)")
    let values = words.sorted().map { word -> SQL in "(\(word), \(company))" }
    guard !values.isEmpty else { return }
    try connection.execute("INSERT INTO company_words (word, company_id) VALUES " + SQL.joined(values, separator: ", "))
  }

  static let stored = [
    StoredKeys.column(of: "companies", from: "name", "name_addition"),
    // Those that were made by the migration, which knew no abbreviations.
    StoredKeys("companies.full_name") { after, limit, connection in
      let rows = try connection.rows(
        """
        SELECT id, name, name_addition, legal_form, full_name FROM companies WHERE id > \(after)
        ORDER BY id LIMIT \(limit)
        """)
      for row in rows {
        let (id, stored): (Int64, String) = (try row["id"], try row["full_name"])
        let full = CompanyName.full(
          try row["name"], addition: try row["name_addition"], legalForm: try row["legal_form"])
        guard full != stored else { continue }
        try connection.execute("UPDATE companies SET full_name = \(full) WHERE id = \(id)")
      }
      return try rows.last.map { try $0["id"] }
    },
    StoredKeys("company_words") { after, limit, connection in
      let rows = try connection.rows(
        """
        SELECT id, name, name_addition, place, postcode, number FROM companies WHERE id > \(after)
        ORDER BY id LIMIT \(limit)
        """)
      let ids: [Int64] = try rows.map { try $0["id"] }
      var stored: [Int64: Set<String>] = [:]
      for row in try connection.rows("SELECT company_id, word FROM company_words WHERE company_id IN (\(list: ids))") {
        stored[try row["company_id"], default: []].insert(try row["word"])
      }
      for row in rows {
        let id: Int64 = try row["id"]
        let wanted = words(
          name: try row["name"], addition: try row["name_addition"], place: try row["place"],
          postcode: try row["postcode"], number: try row["number"])
        if wanted != stored[id] { try save(wanted, of: id, in: connection) }
      }
      return ids.last
    },
  ]
}
