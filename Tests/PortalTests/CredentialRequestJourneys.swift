import Accounts
import Chronology
import Database
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing
import Work

/// `Zugangsdaten beantragen`, and the officers' queue.
struct CredentialRequestJourneys {
  @Test(arguments: eachEngine())
  func `approved, the letter goes to the address on record, and its PIN opens the company`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies("400 2001;Bäckerei Müller;;;Brückenstraße 5;12347;Musterstadt;;;;;;")
      let sent = try await portal.ask()
      #expect(sent.text.contains("Ihr Antrag ist eingegangen. Die Antwort kommt an petra@x.example"))
      let officer = try await portal.officer()
      #expect(try await officer.get("/kammer/antraege").text.contains("Bäckerei Müller Zugangsdaten Petra Holz"))
      try await officer.get("/kammer/antraege/1")
      #expect(try await officer.press("/kammer/antraege/1/uebernehmen").text.contains("Klaus Amtmann"))
      let wrong = try await officer.press("/kammer/antraege/1/genehmigen", [("betriebsnummer", "999")])
      #expect(wrong.text.contains("keinen aktiven Betrieb"))
      try await officer.press("/kammer/antraege/1/genehmigen", [("betriebsnummer", "400 2001")])
      #expect(try await portal.newestMail(to: "petra@x.example")?.text.contains("genehmigt") == true)
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let text = try await portal.lettersText("pin-1.pdf")
      let pin = String(try #require(text.firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/)).output)
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@x.example", on: portal)
      #expect(try await petra.verify("4002001", pin).text.contains("verknüpft"))
    }
  }

  @Test(arguments: eachEngine())
  func `a refusal needs a reason and a second officer, and tells the reason`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.ask()
      let one = try await portal.officer()
      let other = try await portal.secondOfficer()
      try await one.get("/kammer/antraege/1")
      #expect(try await one.press("/kammer/antraege/1/ablehnen", [("grund", "")]).text.contains("Bitte begründen Sie"))
      let proposed = try await one.press("/kammer/antraege/1/ablehnen", [("grund", "Der Betrieb ist gelöscht.")])
      #expect(proposed.text.contains("Eine zweite Person aus der Kammer muss zustimmen"))
      #expect(try await portal.mailCount(to: "petra@x.example") == 0)
      #expect(try await one.get("/kammer/antraege/1").text.contains("Zustimmen muss eine andere Person"))
      try await one.press("/kammer/antraege/1/ablehnen", [("grund", "Noch einmal")])
      #expect(try await portal.mailCount(to: "petra@x.example") == 0, "one officer twice is not two")
      try await other.get("/kammer/antraege/1")
      try await other.press("/kammer/antraege/1/ablehnen")
      #expect(try await portal.newestMail(to: "petra@x.example")?.text.contains("Noch einmal") == true)
      #expect(try await one.get("/kammer/antraege/1").text.contains("Schon entschieden"))
    }
  }

  @Test(arguments: eachEngine())
  func `a refusal that was proposed before four eyes were switched off keeps its reason`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.ask()
      let one = try await portal.officer()
      let other = try await portal.secondOfficer()
      try await one.get("/kammer/antraege/1")
      try await one.press("/kammer/antraege/1/ablehnen", [("grund", "Der Betrieb ist gelöscht.")])
      try await portal.switchOffFourEyes()
      try await other.get("/kammer/antraege/1")
      try await other.press("/kammer/antraege/1/ablehnen")
      #expect(try await portal.newestMail(to: "petra@x.example")?.text.contains("Der Betrieb ist gelöscht.") == true)
      #expect(try await portal.count("journal_entries", "event = 'four_eyes.agreed'") == 1)
      #expect(try await portal.count("four_eyes_proposals") == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `two officers who approve at once make one letter`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies("400 2001;Bäckerei Müller;;;Brückenstraße 5;12347;Musterstadt;;;;;;")
      try await portal.ask()
      let one = try await portal.officer()
      let other = try await portal.secondOfficer()
      for officer in [one, other] { try await officer.get("/kammer/antraege/1") }
      async let first = one.press("/kammer/antraege/1/genehmigen", [("betriebsnummer", "4002001")])
      async let second = other.press("/kammer/antraege/1/genehmigen", [("betriebsnummer", "4002001")])
      let answers = try await [first, second].map(\.text)
      #expect(answers.count { $0.contains("Genehmigt. Der Brief wartet") } == 1)
      let letters: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM letters") }
      #expect(letters == 1)
      #expect(try await portal.mailCount(to: "petra@x.example") == 1)
    }
  }

  @Test func `bad input is told beside its field, and one network cannot flood the queue`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let visitor = portal.visitor()
      let empty = try await visitor.submit("/zugangsdaten/beantragen", [("nachricht", "<b>Hallo</b>")])
      #expect(empty.status == 422)
      #expect(empty.text.contains("Bitte geben Sie den Namen des Betriebs ein"))
      #expect(empty.body.contains("&lt;b&gt;Hallo&lt;/b&gt;"), "nothing typed is lost")
      for _ in 1...5 { try await portal.ask() }
      #expect(try await portal.ask().text.contains("heute schon mehrere Anträge"))
      let count: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM credential_requests") }
      #expect(count == 5)
    }
  }
}

extension TestPortal {
  @discardableResult
  fileprivate func ask() async throws -> Page {
    try await visitor(from: "198.51.100.7").submit(
      "/zugangsdaten/beantragen",
      [
        ("betrieb", "Bäckerei Müller"), ("betriebsnummer", "4002001"), ("name", "Petra Holz"),
        ("email", "petra@x.example"), ("nachricht", "Wir bilden seit August aus."),
      ])
  }
}
