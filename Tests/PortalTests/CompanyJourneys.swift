import Accounts
import Chronology
import Companies
import Database
import Foundation
import TestDatabases
import TestPortal
import Testing
import Work

struct CompanyJourneys {
  private let bakery = "400 2001;Bäckerei Müller & Söhne;;e. K.;Brückenstraße 5;12347;Musterstadt;;;;;;KMPR-TZWB-LHL"
  private let electrician = "400 2002;Elektro Yıldız;;;Lange Straße 77;12349;Neudorf;;;;;;I1l0-OoZ9"

  @Test(arguments: eachEngine())
  func `company number and PIN of the notice make a person the company's administrator`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery)
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      let page = try await petra.verify("400.2001", " kmpr tzwb lh1 ")
      #expect(page.text.contains("Ihr Konto ist mit Bäckerei Müller & Söhne e. K. verknüpft"))
      #expect(page.text.contains("Petra Holz"))
      #expect(page.text.contains("Person einladen"))
    }
  }

  @Test(arguments: eachEngine(), ["I1l0-OoZ9", "lIL0-00Z9", "i110ooz9", " I1 l0 – OO z9 "])
  func `PINs of older notices of any alphabet verify, look-alikes as one`(engine: Engine, typed: String) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(electrician)
      let ali = portal.visitor()
      try await ali.registered("Ali", "Yıldız", "ali@elektro.example", on: portal)
      #expect(try await ali.verify("4002002", typed).text.contains("verknüpft"))
    }
  }

  @Test(arguments: eachEngine())
  func `one PIN entered 50 times at once by 50 people lets exactly one in`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery)
      var people: [Browser] = []
      for number in 1...50 {
        let person = portal.visitor(from: "192.0.2.\(number)")
        try await person.registered("Person", "Nummer", "person\(number)@x.example", on: portal)
        people.append(person)
      }
      let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
        for person in people {
          group.addTask { try await person.verify("4002001", "KMPR-TZWB-LHL").text.contains("verknüpft") }
        }
        var winners = 0
        for try await isWinner in group where isWinner { winners += 1 }
        return winners
      }
      #expect(winners == 1)
      let members: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM company_members") }
      #expect(members == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `each wrong way says what is wrong and what to do`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery, electrician)
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      #expect(try await petra.verify("4002001", "KMPR-TZWB-LHM").text.contains("Tippfehler"))
      #expect(try await petra.verify("4002001", "BBBB-BBBB-BBB").text.contains("passen nicht zusammen"))
      #expect(try await petra.verify("4002002", "KMPR-TZWB-LHL").text.contains("passen nicht zusammen"))
      #expect(try await petra.verify("12345678", "KMPR-TZWB-LHL").text.contains("Bundesagentur für Arbeit"))
      #expect(try await petra.verify("", "").text.contains("Bitte geben Sie die Betriebsnummer der Kammer ein"))
      try await petra.verify("4002001", "KMPR-TZWB-LHL")
      let again = try await petra.verify("4002001", "KMPR-TZWB-LHL")
      #expect(again.text.contains("mit diesem Betrieb schon verknüpft"))
      let eva = portal.visitor(from: "192.0.2.9")
      try await eva.registered("Eva", "Fremd", "eva@fremd.example", on: portal)
      let used = try await eva.verify("4002001", "KMPR-TZWB-LHL")
      #expect(used.text.contains("wurde am Freitag, 20. November 2026 schon benutzt"))
      #expect(used.body.contains("/betrieb-freischalten/neue-pin"))
    }
  }

  @Test(arguments: eachEngine())
  func `a typing error costs no attempt, wrong PINs do, and the letter of another stays good`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(
        "400 2003;Salon Haargenau;;;Kirchplatz 2;12351;Altenburg;;;;;;", bakery)
      let eva = portal.visitor()
      try await eva.registered("Eva", "Fremd", "eva@fremd.example", on: portal)
      for _ in 1...10 {
        #expect(try await eva.verify("4002003", "KMPR-TZWB-LHB").text.contains("Dieser Versuch zählt nicht"))
      }
      for _ in 1...5 { #expect(try await eva.verify("4002001", "BBBB-BBBB-BBB").text.contains("passen nicht")) }
      #expect(try await eva.verify("4002001", "KMPR-TZWB-LHL").text.contains("zu viele Versuche"))
      let petra = portal.visitor(from: "192.0.2.99")
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      #expect(try await petra.verify("4002001", "KMPR-TZWB-LHL").text.contains("verknüpft"))
    }
  }

  @Test(arguments: eachEngine())
  func `the PIN of a notice expires`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery)
      portal.time.advance(.days(43))
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      #expect(try await petra.verify("4002001", "KMPR-TZWB-LHL").text.contains("galt nur bis"))
    }
  }

  @Test(arguments: eachEngine())
  func `an administrator invites a colleague, who accepts, and a withdrawn right is gone on the next click`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery)
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      let company = try await petra.verify("4002001", "KMPR-TZWB-LHL").path
      let invited = try await petra.submit(
        "\(company)/einladen",
        [
          ("vorname", "Jonas"), ("nachname", "Korn"), ("email", "jonas@baeckerei.example"), ("rolle", "mitglied"),
          ("rechte", "training"), ("rechte", "reading"), ("bis", "2026-12-31"),
        ])
      #expect(invited.text.contains("Die Einladung an jonas@baeckerei.example ist unterwegs"))
      let jonas = portal.visitor(from: "192.0.2.50")
      let start = try await jonas.redeem(
        "jonas@baeckerei.example", try #require(try await portal.newestCode(to: "jonas@baeckerei.example")))
      #expect(start.text.contains("Einladung: für Bäckerei Müller & Söhne e. K. handeln"))
      #expect(start.text.contains("Ausbildung, Lesen. Gültig: Donnerstag, 31. Dezember 2026"))
      let accept = try #require(start.body.firstMatch(of: /\/einladungen\/\d+\/annehmen/)).output
      #expect(try await jonas.press(String(accept)).text.contains("Sie handeln jetzt für"))
      let refused = try await jonas.get("\(company)/einladen")
      #expect(refused.status == 403)
      #expect(refused.text.contains("Dieses Recht bekommen Sie von: Petra Holz"))
      let account: Int64? = try await portal.database.read {
        try $0.value("SELECT id FROM accounts WHERE first_name = 'Jonas'")
      }
      try await petra.submit("\(company)/personen/\(account ?? 0)/entziehen", [])
      #expect(try await jonas.get(company).status == 404, "gone on the next click")
    }
  }

  @Test(arguments: eachEngine())
  func `an administrator changes the rights of a member, but never leaves the company without administration`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (company, jonas, petra) = try await portal.companyWithMember(bakery, until: "")
      let ids = try await portal.database.read { connection -> [Int64] in
        try connection.rows("SELECT account_id FROM company_members ORDER BY id").map { try $0["account_id"] }
      }
      let changed = try await petra.submit(
        "\(company)/personen/\(ids[1])/aendern", [("rolle", "mitglied"), ("rechte", "finance"), ("bis", "2026-12-31")])
      #expect(changed.text.contains("Die Rechte von Jonas Korn sind geändert"))
      #expect(try await jonas.get(company).text.contains("Finanzen Donnerstag, 31. Dezember 2026"))
      let refused = try await petra.submit(
        "\(company)/personen/\(ids[0])/aendern", [("rolle", "mitglied"), ("rechte", "finance"), ("bis", "")])
      #expect(refused.status == 409)
      #expect(refused.text.contains("Niemand sonst verwaltet den Betrieb"))
    }
  }

  @Test(arguments: eachEngine())
  func `rights end by themselves after their last day`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (company, jonas, _) = try await portal.companyWithMember(bakery, until: "2026-11-21")
      portal.time.advance(.days(1))
      try await jonas.signIn("jonas@baeckerei.example")
      #expect(try await jonas.get(company).status == 200, "the last day counts")
      portal.time.advance(.days(1))
      try await jonas.signIn("jonas@baeckerei.example")
      #expect(try await jonas.get(company).status == 404)
    }
  }

  @Test(arguments: eachEngine())
  func `the last administrator cannot vanish, also when two go at once`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (company, jonas, petra) = try await portal.companyWithMember(bakery, until: "", role: "administration")
      let ids = try await portal.database.read { connection -> [Int64] in
        try connection.rows("SELECT account_id FROM company_members ORDER BY id").map { try $0["account_id"] }
      }
      async let one = petra.submit("\(company)/personen/\(ids[0])/entziehen", [])
      async let other = jonas.submit("\(company)/personen/\(ids[1])/entziehen", [])
      _ = try await (one, other)
      let left: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM company_members WHERE ended_at IS NULL AND is_administrator = 1")
      }
      #expect(left == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `one account acts for two companies and switches without signing in again, with another session token`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery, electrician)
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      try await petra.verify("4002001", "KMPR-TZWB-LHL")
      let second = try await petra.verify("4002002", "I1l0-OoZ9").path
      let start = try await petra.get("/")
      #expect(start.text.contains("Bäckerei Müller & Söhne") && start.text.contains("Elektro Yıldız"))
      let before = petra.cookie("kp_session")
      let id = second.split(separator: "/").last ?? ""
      let switched = try await petra.press("/funktion", [("funktion", "company_administrator:\(id)")])
      #expect(switched.text.contains("Administration für den Betrieb: Elektro Yıldız"))
      #expect(petra.cookie("kp_session") != before)
      try await petra.get("/")
      #expect(try await petra.press("/funktion", [("funktion", "company_administrator:4711")]).status == 404)
    }
  }

  @Test(arguments: eachEngine())
  func `a company that closes gives no rights any more`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (company, jonas, petra) = try await portal.companyWithMember(bakery, until: "")
      let closed = bakery.replacing(";;;;;;KMPR", with: ";;;;;19.11.2026;KMPR")
      #expect(try await portal.importCompanies(closed).undecided == 1)
      #expect(try await jonas.get(company).status == 200, "an access does not end before an officer says so")
      try await portal.importCompanies(closed, accepting: [.end])
      #expect(try await jonas.get(company).status == 404)
      #expect(try await petra.get(company).status == 404)
    }
  }

  @Test(arguments: eachEngine())
  func `a requested letter never says whether the company exists and is limited`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery)
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      let known = try await petra.submit("/betrieb-freischalten/neue-pin", [("betriebsnummer", "400 2001")])
      #expect(known.text.contains("Ihre Anforderung für die Betriebsnummer 400 2001 ist eingegangen"))
      #expect(known.text.contains("Angefordert (erledigt)"))
      let unknown = try await petra.submit("/betrieb-freischalten/neue-pin", [("betriebsnummer", "999 9999")])
      #expect(unknown.text.contains("Ihre Anforderung für die Betriebsnummer 999 9999 ist eingegangen"))
      let again = try await petra.submit("/betrieb-freischalten/neue-pin", [("betriebsnummer", "400 2001")])
      #expect(again.text.contains("Ein neuer ist ab Freitag, 27. November 2026 möglich"))
    }
  }
}

extension TestPortal {
  /// A company with Petra as administrator and Jonas as invited member.
  fileprivate func companyWithMember(
    _ line: String, until: String, role: String = "mitglied"
  ) async throws -> (company: String, jonas: Browser, petra: Browser) {
    try await importCompanies(line)
    let petra = visitor()
    try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: self)
    let company = try await petra.verify("4002001", "KMPR-TZWB-LHL").path
    try await petra.submit(
      "\(company)/einladen",
      [
        ("vorname", "Jonas"), ("nachname", "Korn"), ("email", "jonas@baeckerei.example"), ("rolle", role),
        ("rechte", "training"), ("bis", until),
      ])
    let jonas = visitor(from: "192.0.2.50")
    let start = try await jonas.redeem(
      "jonas@baeckerei.example", try await newestCode(to: "jonas@baeckerei.example") ?? "")
    let accept = try #require(start.body.firstMatch(of: /\/einladungen\/\d+\/annehmen/)).output
    try await jonas.press(String(accept))
    return (company, jonas, petra)
  }
}
