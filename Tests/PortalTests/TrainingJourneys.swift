import Chronology
import Database
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing
import Web
import Work

/// The register as companies, instructors and apprentices live with it.
struct TrainingJourneys {
  @Test(arguments: eachEngine())
  func `a company sees its apprentices, opens an account for one, and the apprentice comes in`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakerOfRegister()
      let list = try await petra.get("/ausbildungsverhaeltnisse")
      #expect(list.text.contains("Lea Sommer A-1001 Bäcker/-in"))
      #expect(list.text.contains("kein Konto"))
      #expect(!list.text.contains("Öztürk"), "another company's apprentice")
      let entry = try await portal.entry("Lea", for: petra)
      let opened = try await petra.openAccount(entry, email: "lea@sommer.example")
      #expect(opened.text.contains("Die Zugangsdaten für Lea Sommer sind an lea@sommer.example unterwegs"))
      #expect(opened.text.contains("eingeladen am 20.11.2026"))
      let lea = portal.visitor(from: "192.0.2.30")
      let start = try await lea.redeem(
        "lea@sommer.example", try await portal.newestCode(to: "lea@sommer.example") ?? "")
      #expect(start.text.contains("Guten Tag, Lea Sommer"))
      #expect(try await lea.get(entry).status == 404, "not before the birth date")
      #expect(start.text.contains("Noch ein Schritt"))
      #expect(try await lea.proves("03.04.2009").text.contains("Bäcker/-in, Bäckerei Müller"))
      let own = try await lea.get("/ausbildungsverhaeltnisse")
      #expect(own.path == entry)
      #expect(own.text.contains("Marion Berger") && !own.text.contains("Account erstellen"))
      #expect(try await petra.get("/ausbildungsverhaeltnisse").text.contains("seit 20.11.2026"))
      #expect(try await petra.openAccount(entry, email: "eva@x.example").text.contains("hat schon ein Konto"))
      #expect(try await lea.get(try await portal.entry("Max", for: lea)).status == 404)
    }
  }

  @Test(arguments: eachEngine())
  func `an address in the company's domain is warned of once, then taken`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakerOfRegister()
      let entry = try await portal.entry("Lea", for: petra)
      let warned = try await petra.openAccount(entry, email: "lea@baeckerei.example")
      #expect(warned.status == 422)
      #expect(warned.text.contains("Diese Adresse gehört zum Betrieb (baeckerei.example)"))
      #expect(warned.body.contains("value=\"lea@baeckerei.example\""), "nothing typed is lost")
      #expect(try await portal.mailCount(to: "lea@baeckerei.example") == 0)
      #expect(
        try await petra.openAccount(entry, email: "lea@baeckerei.example", anyway: true).text.contains("unterwegs"))
    }
  }

  @Test(arguments: eachEngine())
  func `a mistyped address is corrected before the first sign-in, and its code is worth nothing`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakerOfRegister()
      let entry = try await portal.entry("Lea", for: petra)
      try await petra.openAccount(entry, email: "lae@sommer.example")
      let wrongCode = try await portal.newestCode(to: "lae@sommer.example") ?? ""
      try await petra.openAccount(entry, email: "lea@sommer.example")
      let stranger = portal.visitor(from: "192.0.2.31")
      let start = try await stranger.redeem("lae@sommer.example", wrongCode)
      #expect(start.status == 422 && start.text.contains("an eine andere Adresse"))
      #expect(try await portal.newestMail(to: "lae@sommer.example")?.text.contains("gilt nicht mehr") == true)
      let lea = portal.visitor(from: "192.0.2.30")
      try await lea.redeem("lea@sommer.example", try await portal.newestCode(to: "lea@sommer.example") ?? "")
      try await lea.proves("03.04.2009")
      #expect(try await lea.get(entry).status == 200)
    }
  }

  @Test(arguments: eachEngine())
  func `somebody else's account at an address that a company gives stays theirs`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakerOfRegister()
      let eva = portal.visitor(from: "192.0.2.40")
      try await eva.registered("Eva", "Fremd", "eva@fremd.example", on: portal)
      let entry = try await portal.entry("Lea", for: petra)
      let opened = try await petra.openAccount(entry, email: "eva@fremd.example")
      #expect(opened.text.contains("unterwegs"), "the company does not learn that there is an account")
      #expect(try await eva.get(entry).status == 404)
      #expect(!(try await eva.get("/")).text.contains("Lea"), "nothing is offered to her")
      let mail = try #require(try await portal.newestMail(to: "eva@fremd.example"))
      #expect(mail.subject == "Zugang für Lea, Bäckerei Müller" && mail.text.contains("Benutzernamen A-1001"))
      let lea = portal.visitor(from: "192.0.2.41")
      try await lea.redeem("eva@fremd.example", try #require(mail.code))
      #expect(try await lea.get(entry).status == 404, "whoever reads the mail has to know more")
      try await lea.proves("3.4.2009")
      #expect(try await lea.get(entry).status == 200)
      #expect(try await eva.get(entry).status == 404)
      #expect(try await eva.get("/").text.contains("Eva Fremd"))
    }
  }

  @Test(arguments: eachEngine())
  func `the owner of an account with the same name has to confirm what a company says`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakerOfRegister()
      let marion = portal.visitor(from: "192.0.2.40")
      try await marion.registered("Marion", "Berger", "marion@privat.example", on: portal)
      let path = "/ausbilder/\(try await portal.key(of: "B77"))"
      #expect(try await petra.openAccount(path, email: "marion@privat.example").text.contains("unterwegs"))
      let offer = try await marion.get("/")
      #expect(offer.text.contains("Ist das Ihre Funktion?") && offer.text.contains("Marion Berger, Bäckerei Müller"))
      let decline = try #require(offer.body.firstMatch(of: /\/funktionen\/\d+\/ablehnen/)).output
      try await marion.press(String(decline))
      #expect(try await petra.get(path).text.contains("kein Konto"))
    }
  }

  @Test(arguments: eachEngine())
  func `instructor and examiner with one address become one account with both functions`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      for kind in ["instructor", "examiner"] {
        try await officer.get("/kammer/zugaenge")
        try await officer.press("/kammer/zugaenge", [("was", kind)])
        try await portal.application.longWorker.performAllDue()
      }
      let marion = portal.visitor(from: "192.0.2.41")
      let code = try await portal.newestCode(to: "marion@berger.example") ?? ""
      let start = try await marion.redeem("marion@berger.example", code)
      #expect(start.text.contains("Ausbilder/-in") && start.text.contains("Prüfer/-in"))
      let accounts: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM accounts WHERE email_key = 'marion@berger.example'")
      }
      #expect(accounts == 1)
      let list = try await marion.get("/ausbildungsverhaeltnisse")
      #expect(list.text.contains("Lea Sommer") && !list.text.contains("Max Meier"), "only the own apprentices")
      let examiner = try #require(start.body.firstMatch(of: /examiner:\d+/)).output
      try await marion.get("/")
      #expect(try await marion.press("/funktion", [("funktion", String(examiner))]).text.contains("Bäcker 1"))
    }
  }

  @Test(arguments: eachEngine())
  func `an apprentice who moved is seen by the new company from that day and no longer by the old one`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakerOfRegister()
      let ali = portal.visitor(from: "192.0.2.42")
      try await ali.registered("Ali", "Yıldız", "ali@elektro.example", on: portal)
      try await ali.verify("4002002", "I1l0-OoZ9")
      let entry = try await portal.entry("Max", for: petra)
      try await portal.importFile(
        "apprenticeships", TestPortal.apprenticeHeader,
        "A-1002;Max;Meier;05.06.2008;;;;max@meier.example;4002002;29222;;01.08.2024;31.07.2027;22.11.2026")
      #expect(try await petra.get(entry).status == 200)
      #expect(try await ali.get(entry).status == 404, "not before the day")
      portal.time.advance(.days(2))
      try await petra.signIn("petra@baeckerei.example")
      try await ali.signIn("ali@elektro.example")
      #expect(try await petra.get(entry).status == 404)
      #expect(try await ali.get(entry).text.contains("Bäckerei Müller (bis 21.11.2026)"), "the history stays")
    }
  }

  @Test(arguments: eachEngine())
  func `a forgotten password: the Azubinummer gets the code, the address alone a mail that asks for it`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine, kind: .ihk) { portal in
      let petra = try await portal.bakerOfRegister()
      try await petra.openAccount(try await portal.entry("Lea", for: petra), email: "lea@sommer.example")
      let lea = portal.visitor(from: "192.0.2.30")
      try await lea.redeem("lea@sommer.example", try await portal.newestCode(to: "lea@sommer.example") ?? "")
      try await lea.proves("03.04.2009")
      let forgetful = portal.visitor(from: "192.0.2.33")
      try await forgetful.submit("/passwort-vergessen", [("email", "lea@sommer.example")])
      let mail = try await portal.newestMail(to: "lea@sommer.example")
      #expect(mail?.code == nil)
      #expect(mail?.text.contains("Azubinummer") == true)
      let answer = try await forgetful.submit("/passwort-vergessen", [("email", " a 1001 ")])
      let unknown = try await forgetful.submit("/passwort-vergessen", [("email", "A 9999")])
      #expect(answer.text.replacing("a 1001", with: "X") == unknown.text.replacing("A 9999", with: "X"))
      let code = try #require(try await portal.newestCode(to: "lea@sommer.example"))
      let back = try await forgetful.redeem("lea@sommer.example", code, password: "ganz neues Passwort 7")
      #expect(back.text.contains("Guten Tag, Lea Sommer"))
      #expect(
        try await portal.visitor(from: "192.0.2.34").signIn("A-1001", "ganz neues Passwort 7").text.contains(
          "Guten Tag, Lea Sommer"))
    }
  }

  @Test(arguments: eachEngine())
  func `a right withdrawn, a contract dissolved, an instructor gone: effective on the next click`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakerOfRegister()
      let officer = try await portal.officer()
      try await officer.get("/kammer/zugaenge")
      try await officer.press("/kammer/zugaenge", [("was", "instructor")])
      try await portal.application.longWorker.performAllDue()
      let marion = portal.visitor(from: "192.0.2.41")
      try await marion.redeem("marion@berger.example", try await portal.newestCode(to: "marion@berger.example") ?? "")
      let entry = try await portal.entry("Lea", for: petra)
      #expect(try await marion.get(entry).status == 200)
      let header = "ausbildernummer;betriebsnummer;vorname;nachname;email;aktiv_bis"
      let gone = "B-77;4002001;Marion;Berger;marion@berger.example;19.11.2026"
      #expect(try await portal.importFile("instructors", header, gone).undecided == 1)
      #expect(try await marion.get(entry).status == 200, "an access does not end before an officer says so")
      try await portal.importFile("instructors", header, gone, accepting: [.end])
      #expect(try await marion.get(entry).status == 404)
    }
  }
}

extension TestPortal {
  fileprivate func key(of instructor: String) async throws -> Int64 {
    try await database.read { try $0.value("SELECT id FROM instructors WHERE number_key = \(instructor)") ?? 0 }
  }
}
