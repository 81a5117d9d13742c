import Database
import Portal
import TestDatabases
import TestPortal
import Testing
import Web
import Work

/// Names as people have them, typed as keyboards allow.
struct SearchJourneys {
  private static let people = [
    "A-9001;Łukasz;Nowak", "A-9002;Petra;Đukić", "A-9003;Ali;Yıldız", "A-9004;Sean;O’Brien", "A-9005;Søren;Æbelø",
    "A-9006;Ida;Meyer-Schmidt", "A-9007;Þóra;Weiẞ",
  ]

  private func fill(_ portal: TestPortal) async throws {
    try await portal.importRegister()
    let lines = Self.people.map { "\($0);;;;;;4002001;29222;;01.08.2025;31.07.2028;" }
    try await portal.importFile("apprenticeships", ([TestPortal.apprenticeHeader] + lines).joined(separator: "\n"))
  }

  static let searches = [
    ("Lukasz", "Łukasz Nowak"), ("ŁUKASZ", "Łukasz Nowak"), ("Dukic", "Petra Đukić"), ("yildiz", "Ali Yıldız"),
    ("YILDIZ", "Ali Yıldız"), ("Yıldız Ali", "Ali Yıldız"), ("OBrien", "Sean O’Brien"), ("O'Brien", "Sean O’Brien"),
    ("o`brien", "Sean O’Brien"), ("Brien", "Sean O’Brien"), ("soren", "Søren Æbelø"), ("aebelo", "Søren Æbelø"),
    ("meyerschmidt", "Ida Meyer-Schmidt"), ("Meyer Schmidt", "Ida Meyer-Schmidt"), ("weiss", "Þóra Weiẞ"),
    ("Thora", "Þóra Weiẞ"), ("9003", "Ali Yıldız"), ("A-9003", "Ali Yıldız"), ("a 9003", "Ali Yıldız"),
  ]

  @Test(arguments: eachEngine())
  func `the register finds names however a keyboard writes them, and numbers by their digits`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await fill(portal)
      let officer = try await portal.officer()
      for (search, name) in Self.searches {
        let list = try await officer.get("/kammer/verzeichnis?suche=\(FormInput.encoded(search))")
        #expect(list.text.contains(name), "\(search)")
        #expect(!list.text.contains("Max Meier"), "\(search)")
      }
      #expect(try await officer.get("/kammer/betriebe?suche=4002002").text.contains("Elektro Yıldız"))
      #expect(try await officer.get("/kammer/betriebe?suche=elektro%20yildiz").text.contains("Elektro Yıldız"))
    }
  }

  @Test(arguments: eachEngine())
  func `keys that an older version made are made anew, once, and go on where it was broken off`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await fill(portal)
      try await portal.application.renewStoredKeys()
      let fresh = try await keys(portal)
      try await portal.database.write { connection in
        try connection.execute("DELETE FROM apprentice_words")
        try connection.execute("DELETE FROM company_words WHERE word LIKE 'y%'")
        try connection.execute("UPDATE apprenticeships SET name_key = 'alt'")
        try connection.execute("UPDATE companies SET name_key = 'alt'")
        try connection.execute("UPDATE stored_keys SET version = 1")
        // Broken off within the first table.
        try connection.execute(
          "UPDATE stored_keys SET version = \(SortKey.version), renewed_until = 0, is_done = 0 WHERE name = 'companies'"
        )
      }
      try await portal.application.renewStoredKeys()
      #expect(try await keys(portal) == fresh)
      let cost = try await portal.database.write { connection in
        try connection.execute("UPDATE companies SET name_key = 'anders'")
      }
      try await portal.application.renewStoredKeys()
      let untouched: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM companies WHERE name_key = 'anders'")
      }
      #expect(untouched == cost, "what is up to date is not made again")
    }
  }

  private func keys(_ portal: TestPortal) async throws -> [String] {
    try await portal.database.read { connection in
      let questions: [SQL] = [
        "SELECT word || ' ' || apprentice_id AS one FROM apprentice_words ORDER BY word, apprentice_id",
        "SELECT word || ' ' || company_id AS one FROM company_words ORDER BY word, company_id",
        "SELECT name_key AS one FROM apprenticeships ORDER BY id", "SELECT name_key AS one FROM companies ORDER BY id",
      ]
      return try questions.flatMap { try connection.rows($0).map { try $0["one"] } }
    }
  }
}
