import Accounts
import Chronology
import Database
import Portal
import Settings
import TestDatabases
import TestPortal
import Testing
import Work

/// What keeps one person from harming another through the portal.
struct LimitJourneys {
  private let bakery = "400 2001;Bäckerei Müller;;;Brückenstraße 5;12347;Musterstadt;;;;;;KMPR-TZWB-LHL"

  @Test(arguments: eachEngine())
  func `invitations cannot fill somebody's mailbox`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, company) = try await portal.administrator(of: bakery)
      for _ in 1...3 {
        #expect(try await petra.invite("Jonas", role: "mitglied", to: company).text.contains("Die Einladung"))
      }
      let fourth = try await petra.invite("Jonas", role: "mitglied", to: company)
      #expect(fourth.status == 422)
      #expect(try await portal.mailCount(to: "jonas@baeckerei.example") == 3)
      portal.time.advance(.minutes(61))
      try await petra.signIn("petra@baeckerei.example")
      #expect(try await petra.invite("Jonas", role: "mitglied", to: company).status == 200)
      #expect(try await portal.mailCount(to: "jonas@baeckerei.example") == 4)
    }
  }

  @Test(arguments: eachEngine())
  func `many who guess for one company stop its notice's PIN for a day, never a PIN sent to a person`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery)
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      for number in 1...10 {
        let guesser = portal.visitor(from: "203.0.113.\(number)")
        try await guesser.registered("Eva", "Fremd", "eva\(number)@fremd.example", on: portal)
        for _ in 1...5 { try await guesser.verify("4002001", "BBBB-BBBB-BBB") }
      }
      let stopped = try await petra.verify("4002001", "KMPR-TZWB-LHL")
      #expect(!stopped.text.contains("verknüpft"))
      try await petra.submit("/betrieb-freischalten/neue-pin", [("betriebsnummer", "400 2001")])
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let pin = try #require(try await portal.lettersText("pin-1.pdf").firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/))
      #expect(try await petra.verify("4002001", String(pin.output)).text.contains("verknüpft"))
    }
  }

  @Test(arguments: eachEngine())
  func `the company's letter ends the intruder and everybody the intruder let in`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (eva, company) = try await portal.administrator(of: bakery)
      let jonas = try await eva.invites("Jonas", role: "administration", to: company, on: portal)
      let mia = try await jonas.invites("Mia", role: "mitglied", to: company, on: portal)
      try await jonas.invite("Tom", role: "mitglied", to: company)
      let tom = portal.visitor(from: "192.0.2.51")
      try await tom.redeem("tom@baeckerei.example", try await portal.newestCode(to: "tom@baeckerei.example") ?? "")
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let text = try await portal.lettersText("link-notice-1.pdf")
      let code = try #require(text.firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/))
      try await portal.visitor(from: "192.0.2.90").submit("/widerruf", [("code", String(code.output))])
      for person in [eva, jonas, mia] { #expect(try await person.get(company).status == 404) }
      let start = try await tom.get("/")
      #expect(!start.body.contains("/annehmen"), "an open invitation ends too")
    }
  }

  @Test(arguments: eachEngine())
  func `a setting changed meanwhile by a colleague is not overwritten unseen`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.officer()
      try await officer.get("/kammer/einstellungen")
      let key = "accounts.lockAfter"
      try await officer.press("/kammer/einstellungen", [("schluessel", key), ("vorher", "5"), (key, "7")])
      let late = try await officer.press("/kammer/einstellungen", [("schluessel", key), ("vorher", "5"), (key, "9")])
      #expect(late.status == 422)
      #expect(late.text.contains("9") && late.text.contains("7"))
      #expect(portal.application.settings[AccountSettings.lockAfter] == 7)
    }
  }
}
