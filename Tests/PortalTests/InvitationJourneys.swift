import Accounts
import Chronology
import Database
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing

/// Whose word counts when an apprentice is invited: the chamber's before the company's, and the apprentice's own in the
/// end.
struct InvitationJourneys {
  @Test(arguments: eachEngine())
  func `a company does not replace an invitation of the chamber, and does not learn its address`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakerOfRegister()
      let officer = try await portal.officer()
      let entry = try await portal.entry("Lea", for: petra)
      try await officer.openAccount(
        try await portal.entry("Lea", for: officer, list: "/kammer/verzeichnis"), email: "lea@privat.example")
      let shown = try await petra.get(entry)
      #expect(shown.text.contains("Die Kammer hat schon eingeladen") && !shown.text.contains("lea@privat.example"))
      #expect(!shown.body.contains("name=\"email\""))
      let refused = try await petra.openAccount(entry, email: "chef@privat.example", anyway: true)
      #expect(refused.status == 422 && refused.text.contains("Die Kammer hat schon eingeladen"))
      #expect(try await portal.mailCount(to: "chef@privat.example") == 0)
      #expect(try await portal.accounts(at: "chef@privat.example") == 0, "nothing is left behind")
      let lea = portal.visitor(from: "192.0.2.30")
      try await lea.redeem("lea@privat.example", try await portal.newestCode(to: "lea@privat.example") ?? "")
      #expect(try await lea.get(entry).status == 200, "the chamber knows the address: nothing more is asked")
    }
  }

  @Test(arguments: eachEngine())
  func `a company that changes its address tells the one before, and officers see whose word it was`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakerOfRegister()
      let officer = try await portal.officer()
      let entry = try await portal.entry("Lea", for: petra)
      try await petra.openAccount(entry, email: "lea@alt.example")
      try await petra.openAccount(entry, email: "lea@neu.example")
      let told = try #require(try await portal.newestMail(to: "lea@alt.example"))
      #expect(told.subject == "Die Einladung für Lea gilt nicht mehr" && told.code == nil)
      let moved: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM journal_entries WHERE event = 'account.function.moved'")
      }
      #expect(moved == 1)
      let office = try await portal.entry("Lea", for: officer, list: "/kammer/verzeichnis")
      #expect(try await officer.get(office).text.contains("Adresse vom Betrieb angegeben"))
      try await officer.openAccount(office, email: "lea@chamber.example")
      let last = try #require(try await portal.newestMail(to: "lea@neu.example"))
      #expect(last.text.replacing("\n", with: " ").contains("ging jetzt an eine andere Adresse"))
      #expect(!(try await officer.get(office)).text.contains("Adresse vom Betrieb"))
    }
  }

  @Test(arguments: eachEngine())
  func `five wrong birth dates close the way, however many are tried at once, until the chamber helps`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakerOfRegister()
      let entry = try await portal.entry("Lea", for: petra)
      try await petra.openAccount(entry, email: "chef@privat.example")
      let chef = portal.visitor(from: "192.0.2.30")
      try await chef.redeem("chef@privat.example", try await portal.newestCode(to: "chef@privat.example") ?? "")
      #expect(try await chef.proves("gestern").text.contains("03.04.2009"), "no try is lost by a typing error")
      #expect(try await chef.proves("01.01.2000").text.contains("Verbleibende Versuche: 4"))
      try await chef.get("/")
      try await withThrowingTaskGroup(of: Void.self) { group in
        let path = try #require(try await chef.get("/").body.firstMatch(of: /\/funktionen\/\d+\/annehmen/)).output
        for number in 0..<50 {
          group.addTask { try await chef.press(String(path), [("geburtsdatum", "\(number % 28 + 1).04.2010")]) }
        }
        try await group.waitForAll()
      }
      let tries: Int? = try await portal.database.read { try $0.value("SELECT max(proof_tries) FROM function_grants") }
      #expect(tries == 5)
      let closed = try await chef.get("/")
      #expect(closed.text.contains("Wir geben Ihren Zugang frei") && !closed.body.contains("geburtsdatum"))
      #expect(try await chef.get(entry).status == 404)
      try await petra.openAccount(entry, email: "chef@privat.example")
      try await petra.openAccount(entry, email: "chefin@privat.example")
      #expect(!(try await chef.get("/")).body.contains("geburtsdatum"), "another invitation gives no more tries")
      let chefin = portal.visitor(from: "192.0.2.31")
      let again = try await chefin.redeem(
        "chefin@privat.example", try await portal.newestCode(to: "chefin@privat.example") ?? "")
      #expect(again.text.contains("Guten Tag") && !again.body.contains("geburtsdatum"))
      let officer = try await portal.officer()
      try await officer.openAccount(
        try await portal.entry("Lea", for: officer, list: "/kammer/verzeichnis"), email: "chef@privat.example")
      #expect(try await chef.get(entry).status == 200, "the chamber has asked who it is")
    }
  }
}

extension InvitationJourneys {
  @Test(arguments: eachEngine())
  func `a company that posts another address while the apprentice accepts takes nothing away`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakerOfRegister()
      try await petra.openAccount(try await portal.entry("Lea", for: petra), email: "lea@alt.example")
      let lea = portal.visitor(from: "192.0.2.30")
      try await lea.redeem("lea@alt.example", try await portal.newestCode(to: "lea@alt.example") ?? "")
      try await lea.proves("03.04.2009")
      // The page of the company was asked before; its write comes now.
      let accounts = portal.application.accounts
      let cause = Cause(site: portal.application.site, actor: nil, now: portal.time.now)
      let address = try #require(EmailAddress("lea@neu.example"))
      await #expect(throws: InvitedByChamber.self) {
        try await portal.database.write { connection in
          let person = try #require(try accounts.people(named: "A-1001", in: connection).first)
          _ = try accounts.openAccount(for: person, at: address, origin: .company, cause: cause, in: connection)
        }
      }
      #expect(try await portal.count("function_grants", "kind = 'apprentice' AND state = 'held'") == 1)
    }
  }
}

extension TestPortal {
  func accounts(at email: String) async throws -> Int {
    try await database.read {
      try $0.value("SELECT count(*) FROM accounts WHERE email = \(email) AND state <> 'deleted'") ?? 0
    }
  }
}
