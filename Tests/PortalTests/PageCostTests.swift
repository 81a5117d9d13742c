import Database
import TestDatabases
import TestPortal
import Testing

/// Each page knows how many questions it asks the database; a new one is a decision.
struct PageCostTests {
  @Test func `pages ask the database as often as was decided, however long their lists`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.importCompanies("400 2001;Bäckerei;;;Weg 1;12347;Ort;;;;;;KMPR-TZWB-LHL")
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@x.example", on: portal)
      let company = try await petra.verify("4002001", "KMPR-TZWB-LHL").path
      let officer = try await portal.officer()
      for (path, person, expected) in [
        // Session and functions are 3: session with account, memberships, officer's rights; for who has documents
        // the count of new ones comes on top, for who acts for a company whether weeks wait for them. Officers are told
        // of closed documents on their start page, of a proposal to switch four eyes off in the settings, and of who did.
        ("/hilfe", petra, 5), ("/", petra, 9), ("/profil", petra, 7), (company, petra, 8),
        ("/betrieb-freischalten", petra, 6), ("/kammer", officer, 14), ("/kammer/betriebe", officer, 4),
        ("/kammer/verzeichnis", officer, 4), ("/kammer/zugaenge", officer, 8), ("/ausbildungsverhaeltnisse", petra, 7),
        ("/dokumente", petra, 6), ("/ausbildungsnachweise", petra, 7),
        ("/kammer/dokumente", officer, 9),
        ("/ausbilder", petra, 6), ("/kammer/konten", officer, 4), ("/kammer/briefe", officer, 6),
        ("/kammer/einstellungen", officer, 5),
      ] {
        let (page, count) = try await StatementCount.counting { try await person.get(path) }
        #expect(page.status == 200)
        #expect(count <= expected, "\(path) asked \(count) times")
      }
      try await portal.importCompanies(
        contentsOf: (1...300).map { "5\(1000 + $0);Betrieb \($0);;;Weg 1;12347;Ort;;;;;;" })
      let (_, count) = try await StatementCount.counting { try await officer.get("/kammer/betriebe") }
      #expect(count <= 5, "a long list costs one question more, which counts it")
    }
  }
}
