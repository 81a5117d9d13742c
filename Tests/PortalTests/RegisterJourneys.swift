import Chronology
import Database
import Portal
import TestDatabases
import TestPortal
import Testing
import Work

/// The register as officers keep it.
struct RegisterJourneys {
  @Test(arguments: eachEngine())
  func `each bad line is reported with its reason, the good ones land, the same file again changes nothing`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let lines = [
        TestPortal.apprenticeHeader, "A-2001;Gut;Genug;;;;;;4002001;29222;;01.08.2025;31.07.2028;",
        "A-2002;Ohne;Betrieb;;;;;;999;29222;;01.08.2025;31.07.2028;",
        "A-2003;Ohne;Beruf;;;;;;4002001;1;;01.08.2025;31.07.2028;",
        "A-2004;Falscher;Ausbilder;;;;;;4002001;29222;B-78;01.08.2025;31.07.2028;",
        "A-2005;Verkehrte;Zeit;;;;;;4002001;29222;;01.08.2028;31.07.2025;",
        "A-2006;Kein;Tag;31.02.2009;;;;;4002001;29222;;01.08.2025;31.07.2028;",
        "A-2001;Doppelt;Gemoppelt;;;;;;4002001;29222;;01.08.2025;31.07.2028;",
      ]
      let report = try await portal.importFile("apprenticeships", lines.joined(separator: "\n"))
      #expect(report.added == 1)
      #expect(
        report.problems.map { "\($0.line) \($0.column) \($0.reason)" } == [
          "3 betriebsnummer import.company", "4 berufsnummer import.occupation",
          "5 ausbildernummer import.instructorElsewhere", "6 ende import.order", "7 geburtsdatum import.date",
          "8 azubinummer import.duplicate",
        ])
      let again = try await portal.importFile("apprenticeships", lines.joined(separator: "\n"))
      #expect(again.added == 0 && again.changed == 0 && again.unchanged == 1)
    }
  }

  @Test(
    arguments: eachEngine(),
    ["meier", "MAIER", "Mayr", "max mei", "A 1002", "a-1002", "bäck meier", "baecker meier", "müller max"])
  func `an officer finds an entry by name, number, company, occupation, however it is spelt`(
    engine: Engine, search: String
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let list = try await officer.get("/kammer/verzeichnis?suche=\(encoded(search))")
      #expect(list.text.contains("Max Meier") && !list.text.contains("Öztürk"))
    }
  }

  @Test(arguments: eachEngine())
  func `an apprentice with two contracts is found by the number of either`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let header = "azubinummer;vertragsnummer;nachname;betriebsnummer;berufsnummer;beginn;ende"
      try await portal.importFile("apprenticeships", header, "A-9;V-1;Doppel;4002001;29222;01.08.2022;31.07.2024")
      try await portal.importFile("apprenticeships", header, "A-9;V-2;Doppel;4002002;26252;01.08.2024;31.07.2027")
      let officer = try await portal.officer()
      for number in ["V-1", "V2", "A 9"] {
        #expect(
          try await officer.get("/kammer/verzeichnis?stand=alle&suche=\(encoded(number))").text.contains("Doppel"))
      }
    }
  }

  private func encoded(_ text: String) -> String {
    Browser.encode([("", text)]).dropFirst().reduce(into: "") { $0.append(Character(Unicode.Scalar($1))) }
  }

  @Test(arguments: eachEngine())
  func `credentials by letter: printed, redeemed once with an own address, told as used after that`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      #expect(try await officer.get("/kammer/zugaenge").text.contains("1 Person ohne Konto, von der nur die Anschrift"))
      try await officer.press("/kammer/zugaenge", [("was", "apprentice-letters")])
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let text = try await portal.lettersText("access-1.pdf")
      #expect(text.contains("A-1001") && text.contains("Gartenweg 3"))
      let code = String(try #require(text.firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/)).output)
      let lea = portal.visitor(from: "192.0.2.30")
      let wrong = try await lea.redeemLetter("A-1002", code, "lea@sommer.example")
      #expect(wrong.text.contains("passen nicht zusammen"))
      #expect(try await lea.redeemLetter("a 1001", code.lowercased(), "lae@sommer.example").path == "/startcode")
      #expect(
        try await lea.redeemLetter("a 1001", code, "lea@sommer.example").path == "/startcode",
        "the address was mistyped, and nobody signed in yet")
      try await lea.redeem("lea@sommer.example", try await portal.newestCode(to: "lea@sommer.example") ?? "")
      #expect(try await lea.get("/ausbildungsverhaeltnisse").text.contains("Eintrag in der Lehrlingsrolle"))
      let thief = portal.visitor(from: "192.0.2.66")
      #expect(try await thief.redeemLetter("A-1001", code, "eva@x.example").text.contains("gilt nicht mehr"))
    }
  }

  @Test(arguments: eachEngine())
  func `letters with a PIN for all training companies that have nobody in the portal, once`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(
        "400 2001;Bäckerei;;;Weg 1;12347;Ort;;;;;;", "400 2002;Elektro;;;Weg 2;12347;Ort;;;;;;",
        "400 2003;Ohne Lehrling;;;Weg 3;12347;Ort;;;;;;")
      try await portal.importFile("occupations", "berufsnummer;beruf", "29222;Bäcker/-in")
      try await portal.importFile(
        "apprenticeships", TestPortal.apprenticeHeader,
        "A-1;Lea;Sommer;;;;;;4002001;29222;;01.08.2025;31.07.2028;",
        "A-2;Max;Meier;;;;;;4002002;29222;;01.08.2025;31.07.2028;")
      let officer = try await portal.officer()
      #expect(try await officer.get("/kammer/zugaenge").text.contains("2 ausbildende Betriebe haben niemanden"))
      #expect(
        try await officer.press("/kammer/zugaenge", [("was", "companies-new")]).text.contains("Angeforderte Briefe: 2"))
      try await officer.get("/kammer/zugaenge")
      #expect(
        try await officer.press("/kammer/zugaenge", [("was", "companies-all")]).text.contains(
          "braucht niemand einen Brief"))
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let text = try await portal.lettersText("pin-1.pdf")
      let pins = text.matches(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/).map { String($0.output) }
      #expect(pins.count == 2)
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      #expect(try await petra.verify("4002001", pins[0]).text.contains("verknüpft"))
    }
  }

  @Test(arguments: eachEngine())
  func `the code of a letter entered 20 times at once makes one account`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      try await officer.get("/kammer/zugaenge")
      try await officer.press("/kammer/zugaenge", [("was", "apprentice-letters")])
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let text = try await portal.lettersText("access-1.pdf")
      let code = String(try #require(text.firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/)).output)
      var people: [Browser] = []
      for number in 1...20 {
        let person = portal.visitor(from: "192.0.2.\(number)")
        try await person.registered("Lea", "Sommer", "person\(number)@x.example", on: portal)
        people.append(person)
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for person in people { group.addTask { _ = try await person.redeemLetter("A-1001", code, "") } }
        try await group.waitForAll()
      }
      let holders: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM function_grants WHERE kind = 'apprentice' AND state = 'held'")
      }
      let ended: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM function_grants WHERE kind = 'apprentice' AND state = 'ended'")
      }
      #expect(holders == 1)
      #expect(ended == 0, "nobody had it and lost it again")
    }
  }
}

extension Browser {
  fileprivate func redeemLetter(_ name: String, _ code: String, _ email: String) async throws -> Page {
    try await submit("/zugangsdaten", [("benutzername", name), ("code", code), ("email", email)])
  }
}
