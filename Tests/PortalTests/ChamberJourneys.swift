import Chronology
import Database
import Foundation
import Journal
import Portal
import TestDatabases
import TestPortal
import Testing
import Work

struct ChamberJourneys {
  private let bakery = "400 2001;Bäckerei Müller & Söhne;Inh. Jörg Müller;e. K.;Brückenstraße 5;12347;Musterstadt;;;;;;"

  @Test(arguments: eachEngine())
  func `a requested PIN is printed as a letter, posted, and lets the person in who asked`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery)
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      try await petra.submit("/betrieb-freischalten/neue-pin", [("betriebsnummer", "400 2001")])
      let officer = try await portal.officer()
      #expect(try await officer.get("/kammer").text.contains("PIN für das Portal"))
      try await officer.get("/kammer/briefe")
      let run = try await officer.press("/kammer/briefe/drucken", [("art", "pin")]).path
      try await portal.application.longWorker.performAllDue()
      #expect(try await officer.get(run).text.contains("Bereit zum Drucken"))
      let text = try await portal.lettersText("pin-1.pdf")
      #expect(text.contains("Bäckerei Müller & Söhne"))
      #expect(text.contains("Brückenstraße 5"))
      #expect(text.contains("Petra Holz"))
      let pin = try #require(text.firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/)).output
      #expect(try await petra.get("/betrieb-freischalten").text.contains("PIN-Briefe gedruckt (erledigt)"))
      try await officer.press("\(run)/versandt")
      #expect(try await petra.get("/betrieb-freischalten").text.contains("PIN-Briefe in der Post (erledigt)"))
      let thief = portal.visitor(from: "192.0.2.66")
      try await thief.registered("Eva", "Fremd", "eva@fremd.example", on: portal)
      #expect(try await thief.verify("4002001", String(pin)).text.contains("passen nicht zusammen"))
      #expect(try await petra.verify("4002001", String(pin)).text.contains("verknüpft"))
    }
  }

  @Test(arguments: eachEngine())
  func `the company learns by post who administers it, and its code ends that without an account`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery + "KMPR-TZWB-LHL")
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      let company = try await petra.verify("4002001", "KMPR-TZWB-LHL").path
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let text = try await portal.lettersText("link-notice-1.pdf")
      #expect(text.contains("Petra Holz"))
      #expect(!text.contains("petra@baeckerei.example"), "the address is masked")
      let code = try #require(text.firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/)).output
      let anyone = portal.visitor(from: "192.0.2.70")
      #expect(try await anyone.submit("/widerruf", [("code", String(code))]).text.contains("Der Zugang ist beendet"))
      #expect(try await petra.get(company).status == 404)
      #expect(try await anyone.submit("/widerruf", [("code", String(code))]).text.contains("schon benutzt"))
    }
  }

  @Test(arguments: eachEngine())
  func `no secret is in the database, the log or a mail's record`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery + "KMPR-TZWB-LHL")
      let code = try await portal.visitor().registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      let dump = try await portal.database.read { connection in
        var texts: [String] = []
        for table in ["mails", "journal_entries", "jobs", "letters"] {
          for column in try Self.textColumns(of: table) {
            texts += try connection.rows(SQL(stringLiteral: "SELECT \(column) AS text FROM \(table)")).map {
              try $0["text"]
            }
          }
        }
        return texts.joined(separator: "\n")
      }
      for secret in [code, code.replacing("-", with: ""), "KMPRTZWBLHL", Browser.password] {
        #expect(!dump.contains(secret))
      }
      let contents: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM mails WHERE content IS NOT NULL")
      }
      #expect(contents == 0, "a mail that left keeps no content")
    }
  }

  private static func textColumns(of table: String) throws -> [String] {
    switch table {
    case "mails": ["kind", "recipient", "problem"]
    case "journal_entries": ["event", "details"]
    case "jobs": ["payload", "result", "problem"]
    default: ["kind"]
    }
  }

  @Test(arguments: eachEngine())
  func `an officer imports by upload, sees the preview, starts it and sees the result`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.officer()
      let file = "betriebsnummer;name;plz;aktiv_bis\n1;Grün;99;\n2;Blau;12345;31.12.30\n"
      let preview = try await officer.upload(
        "/kammer/einlesen", file: [UInt8](file.utf8), named: "../../betriebe.csv", fields: [("art", "companies")])
      #expect(preview.text.contains("betriebe.csv"))
      #expect(preview.text.contains("Geprüft, noch nichts geändert"))
      #expect(preview.text.contains("statt 09.03.08 aktiv_bis 31.12.30"), "the reason comes first")
      #expect(preview.text.contains("Eingelesen, aber nicht ganz") && preview.text.contains("plz 99"))
      try await officer.press("\(preview.path)/starten")
      try await portal.application.longWorker.performAllDue()
      #expect(try await officer.get(preview.path).text.contains("Eingelesen"))
      #expect(try await officer.get("/kammer/betriebe?suche=gru").text.contains("Grün"))
      #expect(try await officer.get("/kammer/betriebe?suche=blau").text.contains("Kein Betrieb gefunden"))
    }
  }

  @Test(arguments: eachEngine())
  func `an officer sees mails and lock of an account, unlocks, blocks, starts a reset, never sees a secret`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", "lea@holzwerk.example", on: portal)
      let stranger = portal.visitor(from: "203.0.113.7")
      for _ in 1...5 { try await stranger.signIn("lea@holzwerk.example", "falsches Passwort 123") }
      let officer = try await portal.officer()
      let list = try await officer.get("/kammer/konten?suche=somm")
      let path = String(try #require(list.body.firstMatch(of: /\/kammer\/konten\/\d+/)).output)
      let detail = try await officer.get(path)
      #expect(detail.text.contains("Startcode nach Registrierung"))
      #expect(detail.text.contains("Nach falschen Passwörtern gesperrt bis"))
      try await officer.press("\(path)/entsperren")
      #expect(try await stranger.signIn("lea@holzwerk.example").text.contains("Guten Tag"))
      try await officer.get(path)
      try await officer.press("\(path)/startcode")
      let code = try #require(try await portal.newestCode(to: "lea@holzwerk.example"))
      #expect(try await !officer.get(path).body.contains(code))
      try await officer.press("\(path)/sperren", [("grund", "Austritt")])
      #expect(try await lea.get("/profil").path.hasPrefix("/anmelden"))
      #expect(try await lea.signIn("lea@holzwerk.example").status == 422)
      try await officer.get(path)
      try await officer.press("\(path)/freigeben")
      #expect(try await lea.signIn("lea@holzwerk.example").text.contains("Guten Tag"))
    }
  }

  @Test(arguments: eachEngine())
  func `a changed setting is in force at once, out of range it is refused, both are noted`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.officer()
      try await officer.get("/kammer/einstellungen")
      let refused = try await officer.press(
        "/kammer/einstellungen", [("schluessel", "accounts.lockAfter"), ("accounts.lockAfter", "1")])
      #expect(refused.text.contains("Der Wert 1 ist nicht erlaubt. Erlaubt: 3 bis 20"))
      let saved = try await officer.press(
        "/kammer/einstellungen", [("schluessel", "accounts.passwordLength"), ("accounts.passwordLength", "20")])
      #expect(saved.text.contains("Gespeichert: Mindestlänge des Passworts"))
      #expect(try await portal.visitor().get("/startcode").text.contains("Mindestens 20 Zeichen"))
      #expect(try await officer.get("/kammer/protokoll").text.contains("Einstellung geändert"))
    }
  }

  @Test(arguments: eachEngine())
  func `a change of the audit log is noticed`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.visitor().registered("Lea", "Sommer", "lea@holzwerk.example", on: portal)
      try await JournalSealer.seal(portal.database)
      #expect(try await JournalSealer.firstDamage(portal.database) == nil)
      try await portal.database.write {
        _ = try $0.execute("UPDATE journal_entries SET address = '192.0.2.99' WHERE position = 2")
      }
      #expect(try await JournalSealer.firstDamage(portal.database) == "journal: line 2 was changed")
      try await portal.database.write { _ = try $0.execute("DELETE FROM journal_entries WHERE position = 1") }
      #expect(try await JournalSealer.firstDamage(portal.database) == "journal: line 1 is missing")
    }
  }
}
