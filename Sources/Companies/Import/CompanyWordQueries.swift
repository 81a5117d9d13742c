import Database
import Work

/// The search words and sort keys of companies, recomputed when the folding changes.
enum CompanyWords {
  static func words(name: String, addition: String, place: String, postcode: String, number: String) -> Set<String> {
    SortKey.indexWords("\(name) \(addition) \(place) \(postcode)").union(SortKey.numberWords(number))
  }

  static func words(of row: ImportedCompany) -> Set<String> {
    words(
      name: row.name, addition: row.nameAddition, place: row.place, postcode: row.postcode, number: row.number)
  }

  /// Replaces the search words of companies.
  static func save(_ companies: [(company: Int64, words: Set<String>)], in connection: any Connection) throws {
    for portion in companies.map(\.company).chunked(into: 500) {
      try connection.execute("DELETE FROM company_words WHERE company_id IN (\(list: portion))")
    }
    let pairs = companies.flatMap { company, words in words.sorted().map { (word: $0, company: company) } }
    for portion in pairs.chunked(into: 1000) {
      let values = portion.map { pair -> SQL in "(\(pair.word), \(pair.company))" }
      try connection.execute(
        "INSERT INTO company_words (word, company_id) VALUES " + SQL.joined(values, separator: ", "))
    }
  }

  static let stored = [
    StoredKeys.column(of: "companies", from: "name", "name_addition"),
    // Recomputes the names made by the migration, which knew no abbreviations.
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
      let wanted = try rows.map { row -> (company: Int64, words: Set<String>) in
        let words = words(
          name: try row["name"], addition: try row["name_addition"], place: try row["place"],
          postcode: try row["postcode"], number: try row["number"])
        return (try row["id"], words)
      }
      try save(wanted.filter { $0.words != stored[$0.company] }, in: connection)
      return ids.last
    },
  ]
}
