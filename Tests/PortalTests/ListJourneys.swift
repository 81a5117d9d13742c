import Database
import Foundation
import Portal
import TestDatabases
import TestPortal
import Testing
import Web

/// Officers' lists: sorted, filtered and paged without losing what was asked for, and taken along as what they show.
struct ListJourneys {
  private static let list = "/kammer/betriebe"

  /// 120 active companies whose names go up and whose numbers go down, one that is closed, one with a formula for a name.
  private func fill(_ portal: TestPortal) async throws {
    let many = (1...120).map { "5\(2000 - $0);Betrieb \(1000 + $0);;;Weg 1;12347;Ort;;;;;;" }
    let odd = ["61001;Alt und weg;;;Weg 1;12347;Ort;;;;;31.12.2020;", "61002;-1+1;;;Weg 1;12347;Xanten;;;;;;"]
    try await portal.importCompanies(contentsOf: many + odd)
  }

  private func next(_ page: Page) -> String? {
    page.body.firstMatch(of: /href="([^"]+)" class="button quiet" rel="next"/).map {
      String($0.output.1).replacing("&amp;", with: "&")
    }
  }

  private func names(_ page: Page) -> [String] {
    page.body.matches(of: /<th scope="row"><a href="[^"]+">([^<]+)<\/a>/).map { String($0.output.1) }
  }

  private func lines(_ page: Page) -> [String] {
    page.body.split(separator: "\r\n").dropFirst().map(String.init)
  }

  @Test(arguments: eachEngine())
  func `a list is walked in each of its orders, and keeps search and filter on the way`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await fill(portal)
      let officer = try await portal.officer()
      let rising = (1...120).map { "Betrieb \(1000 + $0)" }
      for (order, expected) in [
        ("", rising), ("&sortierung=name-umgekehrt", rising.reversed()), ("&sortierung=nummer", rising.reversed()),
        ("&sortierung=nummer-umgekehrt", rising), ("&sortierung=passwort", rising),
      ] {
        var (found, path): ([String], String?) = ([], "\(Self.list)?suche=betrieb&zeigen=alle\(order)")
        while let address = path {
          let page = try await officer.get(address)
          found += names(page)
          path = next(page)
          #expect(path.map { $0.contains("suche=betrieb&zeigen=alle") } ?? true)
        }
        #expect(found == expected, "\(order)")
      }
    }
  }

  @Test(arguments: eachEngine())
  func `a page says how many there are, where one is, and how it is sorted`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await fill(portal)
      let officer = try await portal.officer()
      let first = try await officer.get("\(Self.list)?sortierung=nummer")
      #expect(first.text.contains("121 Betriebe, 1 bis 50"))
      #expect(first.body.matches(of: /<th scope="col" aria-sort="ascending"><a [^>]+>Betriebsnummer<\/a>/).count == 1)
      let second = try await officer.get(try #require(next(first)))
      #expect(second.text.contains("121 Betriebe, 51 bis 100") && second.text.contains("Zum Anfang"))
      #expect(try await officer.get("\(Self.list)?suche=xanten").text.contains("1 Betrieb"))
      #expect(try await officer.get("\(Self.list)?zeigen=alle").text.contains("122 Betriebe"))
      #expect(try await officer.get("\(Self.list)?zeigen=%27&nach=x&zeile=-5").text.contains("121 Betriebe, 1 bis 50"))
    }
  }

  @Test(arguments: eachEngine())
  func `a file has all that is shown and nothing else, and the log keeps who took it`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await fill(portal)
      let officer = try await portal.officer()
      let page = try await officer.get("\(Self.list)?suche=betrieb&sortierung=nummer")
      let address = try #require(page.body.firstMatch(of: /href="([^"]+format=csv)"/)).output.1
      let file = try await officer.get(String(address).replacing("&amp;", with: "&"))
      #expect(file.header("content-type") == "text/csv; charset=utf-8")
      #expect(file.header("content-disposition")?.hasPrefix("attachment; filename=\"Betriebe-") == true)
      #expect(file.body.hasPrefix("\u{FEFF}\"Betriebsnummer\";\"Name\";\"Ort\";\"Zustand\"\r\n"))
      #expect(lines(file).count == 120, "all pages, without the others")
      #expect(lines(file).first == "\"51880\";\"Betrieb 1120\";\"12347 Ort\";\"aktiv\"", "in the order of the page")
      let formula = try await officer.get("\(Self.list)?suche=xanten&format=csv")
      #expect(lines(formula) == ["\"61002\";\"'-1+1\";\"12347 Xanten\";\"aktiv\""])
      #expect(lines(try await officer.get("\(Self.list)?zeigen=alle&format=csv")).count == 122)
      let log = try await officer.get("/kammer/protokoll?ereignis=list").text
      #expect(log.contains("Liste heruntergeladen") && log.contains("Anzahl: 120, Liste: Betriebe"))
      #expect(!log.lowercased().contains("xanten"), "not what was searched for")
    }
  }

  @Test(arguments: eachEngine())
  func `every list of officers is given to officers as a file, and to nobody else`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies("400 2001;Bäckerei;;;Weg 1;12347;Ort;;;;;;KMPR-TZWB-LHL")
      let officer = try await portal.officer()
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@x.example", on: portal)
      try await petra.verify("4002001", "KMPR-TZWB-LHL")
      for list in [
        Self.list, "/kammer/verzeichnis", "/kammer/konten", "/kammer/dokumente", "/kammer/pruefungen/pruefer",
        "/kammer/pruefungen/teilnehmer", "/kammer/protokoll",
      ] {
        let file = try await officer.get("\(list)?format=csv")
        #expect(file.status == 200 && file.header("content-type") == "text/csv; charset=utf-8", "\(list)")
        #expect(try await petra.get("\(list)?format=csv").status == 404, "\(list)")
        #expect(try await portal.visitor().get("\(list)?format=csv").path.hasPrefix("/anmelden"), "\(list)")
        #expect(try await officer.get("\(list)?format=exe").header("content-type")?.hasPrefix("text/html") == true)
      }
      let taken: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM journal_entries WHERE event = 'list.downloaded'")
      }
      #expect(taken == 7)
      for own in ["/ausbildungsverhaeltnisse", "/dokumente"] {
        let page = try await petra.get("\(own)?format=csv")
        #expect(page.status == 200 && page.header("content-type")?.hasPrefix("text/html") == true, "\(own)")
      }
    }
  }
}
