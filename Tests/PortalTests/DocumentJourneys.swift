import Accounts
import Chronology
import Database
import Documents
import Foundation
import Portal
import Postbox
import Settings
import TestDatabases
import TestPortal
import Testing
import Work

/// Confirmations of entries: issued, told, opened once, checked by anybody.
struct DocumentJourneys {
  @Test(arguments: eachEngine())
  func `an entry is confirmed to company, apprentice and guardians, with credentials for those who have none`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakeryWithEntries()
      let officer = try await portal.officer()
      #expect(try await officer.get("/kammer/dokumente").text.contains("2 Verträge, die seit dem 1. August 2026"))
      try await portal.confirmEntries(by: officer)
      #expect(try await officer.get("/kammer/dokumente").text.contains("0 Verträge"))
      let mail = try #require(try await portal.newestMail(to: "petra@baeckerei.example"))
      #expect(mail.subject == "2 neue Dokumente warten auf Sie")
      #expect(!mail.text.contains("Lea") && !mail.text.contains("Eintragung"), "no content in the mail")
      #expect(try await petra.get("/").text.contains("2 neue Dokumente"))
      let list = try await petra.get("/ausbildungsverhaeltnisse")
      #expect(list.text.contains("1 Dokument 1 neu"))
      let max = try await portal.max()
      #expect(try await max.get("/").text.contains("Ein neues Dokument"))
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let guardians = try await portal.lettersText(of: "guardian")
      #expect(guardians.contains("An die Erziehungsberechtigten von") && guardians.contains("Lea Sommer"))
      #expect(!guardians.contains("Max Meier"), "he is of age")
      #expect(try await portal.lettersText(of: "access").contains("A-1001"), "her credentials go along by post")
      try await portal.confirmEntries(by: officer)
      #expect(try portal.storedFiles().count == 4, "each once")
    }
  }

  @Test(arguments: eachEngine())
  func `the document is sealed, tagged, German, and says what stands in the register`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakeryWithEntries()
      try await portal.confirmEntries(by: try await portal.officer())
      let pdf = try await petra.get("\(try await petra.newestDocument())/inhalt").bytes
      let text = try read(pdf, with: "pdftotext", ["-layout", "FILE", "-"], in: portal.folder)
      for words in [
        "Eintragungsbestätigung", "Max Meier", "A-1002", "Bäckerei Müller", "Sommer 2029", "20. August 2026",
      ] {
        #expect(text.contains(words), "\(words) in \(text)")
      }
      let seal = try read(pdf, with: "pdfsig", ["-nocert", "FILE"], in: portal.folder)
      #expect(seal.contains("Signature is Valid") && seal.contains("Total document signed"))
      let structure = try read(pdf, with: "qpdf", ["--check", "FILE"], in: portal.folder)
      #expect(structure.contains("No syntax or stream encoding errors"))
      let info = try read(pdf, with: "pdfinfo", ["FILE"], in: portal.folder)
      #expect(info.contains(/Tagged: +yes/) && info.contains("Eintragungsbestätigung Max Meier"))
      let fonts = try read(pdf, with: "pdffonts", ["FILE"], in: portal.folder).split(separator: "\n").dropFirst(2)
      #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains(" yes yes yes") }, "embedded, with their characters")
    }
  }

  @Test(arguments: eachEngine())
  func `only the first opening by a person who is signed in is written down, once`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakeryWithEntries()
      try await portal.confirmEntries(by: try await portal.officer())
      let path = try await petra.newestDocument()
      let content = "\(path)/inhalt"
      #expect(try await petra.send("HEAD", content).bytes.isEmpty)
      #expect(try await petra.send("GET", content, headers: ["sec-purpose": "prefetch"]).status == 204)
      #expect(try await portal.visitor(from: "192.0.2.99").get(content).path.hasPrefix("/anmelden"))
      _ = try await petra.get(path)
      #expect(try await portal.receipts().isEmpty, "no scanner, no preview and no page about it is an opening")
      #expect(try await petra.get(path).text.contains("Zuerst geöffnet noch nicht"))
      let first = try await petra.send("GET", content)
      #expect(first.header("content-type") == "application/pdf" && first.bytes.starts(with: Array("%PDF-".utf8)))
      let written = try await portal.receipts()
      #expect(written.count == 1)
      portal.time.advance(.minutes(10))
      let part = try await petra.send("GET", content, headers: ["range": "bytes=0-99"])
      #expect(part.status == 206 && part.bytes == Array(first.bytes.prefix(100)))
      #expect(part.header("content-range") == "bytes 0-99/\(first.bytes.count)")
      #expect(try await portal.receipts() == written, "reading again changes nothing")
      #expect(try await petra.get(path).text.contains("Freitag, 20. November 2026"))
      #expect(try await petra.get(path).text.contains("Petra Holz"))
    }
  }

  @Test(arguments: eachEngine())
  func `fifty openings at the same moment leave one receipt`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakeryWithEntries()
      try await portal.confirmEntries(by: try await portal.officer())
      let content = "\(try await petra.newestDocument())/inhalt"
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 1...50 { group.addTask { try await petra.send("GET", content).status } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.allSatisfy { $0 == 200 })
      #expect(try await portal.receipts().count == 1)
      let entries: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM journal_entries WHERE event = 'document.opened'")
      }
      #expect(entries == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `a deputy opens for the company, and the receipt says so; without documents in the deputyship there are none`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakeryWithEntries()
      let company = try #require(
        try await petra.get("/").body.firstMatch(of: /\/betriebe\/\d+/).map { String($0.output) })
      try await portal.confirmEntries(by: try await portal.officer())
      let path = try await petra.newestDocument()
      let vera = portal.visitor(from: "192.0.2.60")
      try await vera.registered("Vera", "Frei", "vera@frei.example", on: portal)
      #expect(try await vera.get(path).status == 404)
      try await petra.gives(to: "vera@frei.example", company, fields: ["contracts"])
      try await vera.accepts()
      try await vera.act()
      #expect(try await vera.get("/dokumente").status == 404)
      #expect(try await vera.get("\(path)/inhalt").status == 404)
      _ = try await vera.stopsActing(company)
      try await petra.withdraws()
      try await petra.gives(to: "vera@frei.example", company, fields: ["documents"])
      try await vera.accepts()
      try await vera.act()
      #expect(try await vera.get("\(path)/inhalt").status == 200)
      #expect(try await petra.get(path).text.contains("Vera Frei in Vertretung"))
    }
  }

  @Test(arguments: eachEngine())
  func `anybody can check a document; one changed byte is told`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakeryWithEntries()
      let officer = try await portal.officer()
      try await portal.confirmEntries(by: officer)
      let path = try await petra.newestDocument()
      let pdf = try await petra.get("\(path)/inhalt").bytes
      let code = try #require(try await petra.get(path).text.firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/)).output
      let stranger = portal.visitor(from: "192.0.2.77")
      let known = try await stranger.get("/pruefen?code=\(code)")
      #expect(known.text.contains("Dieses Dokument gibt es") && known.text.contains("Eintragungsbestätigung"))
      #expect(!known.text.contains("Meier") && !known.text.contains("Bäckerei"), "nothing about persons")
      let whole = try await stranger.upload("/pruefen", file: pdf, named: "egal.pdf")
      #expect(whole.text.contains("Echt und unverändert"))
      var changed = pdf
      let place = try #require(changed.firstRange(of: Array("/Length".utf8))).lowerBound + 40
      changed[place] ^= 1
      #expect(
        try await stranger.upload("/pruefen", file: changed, named: "x.pdf").text.contains(
          "Diese Datei wurde verändert"))
      #expect(
        try await stranger.upload("/pruefen", file: pdf + Array("\n%mehr".utf8), named: "x.pdf").text.contains(
          "Diese Datei wurde verändert"))
      #expect(
        try await stranger.upload("/pruefen", file: Array("MZ, kein PDF".utf8), named: "bescheid.pdf").text.contains(
          "Diese Datei kennen wir so nicht"))
      #expect(try await stranger.get("/pruefen?code=KMPR-TZWB-LHL").text.contains("Diesen Prüfcode gibt es nicht"))
      #expect(try await stranger.get("/pruefen?code=KMPR-TZWB-LHK").status == 422, "a typing error")
      let drafts = portal.application.configuration.documentFolder.appendingPathComponent("drafts").path
      #expect(try FileManager.default.contentsOfDirectory(atPath: drafts).isEmpty, "what was checked is not kept")
    }
  }

  @Test(arguments: eachEngine())
  func `a revoked document says so to recipient and stranger, and comes back only corrected or by an officer's word`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakeryWithEntries()
      let officer = try await portal.officer()
      try await portal.confirmEntries(by: officer)
      let list = try await petra.get("/dokumente?suche=Max").body
      let path = try #require(list.firstMatch(of: /\/dokumente\/\d+/)).output
      let pdf = try await petra.get("\(path)/inhalt").bytes
      let code = try #require(try await petra.get(String(path)).text.firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/))
        .output
      let found = try await officer.get("/kammer/dokumente?suche=\(code)").path
      #expect(try await officer.submit("\(found)/zurueckziehen", [("grund", "")]).status == 422)
      #expect(
        try await officer.submit("\(found)/zurueckziehen", [("grund", "Falscher Beruf")]).text.contains(
          "zweite Person"))
      #expect(!(try await petra.get(String(path)).text.contains("Falscher Beruf")), "two officers decide")
      let second = try await portal.secondOfficer()
      try await second.get("\(found)/zurueckziehen")
      try await second.press("\(found)/zurueckziehen")
      #expect(try await petra.get(String(path)).text.contains("Falscher Beruf"))
      let stranger = portal.visitor(from: "192.0.2.77")
      #expect(try await stranger.upload("/pruefen", file: pdf, named: "a.pdf").text.contains("wurde zurückgezogen"))
      #expect(try await officer.get("\(found)/zurueckziehen").status == 404)
      #expect(try await officer.get("/kammer/dokumente").text.contains("0 Verträge"), "not again with the mistake")
      portal.time.advance(.minutes(1))
      try await portal.importFile(
        "apprenticeships", TestPortal.enteredHeader,
        TestPortal.enteredMax.replacing("31.07.2029", with: "31.01.2029"))
      #expect(try await officer.get("/kammer/dokumente").text.contains("1 Vertrag"))
      try await officer.get(found)
      try await officer.press("\(found)/neu-ausstellen")
      try await portal.application.longWorker.performAllDue()
      #expect(try await officer.get("/kammer/dokumente").text.contains("0 Verträge"))
      #expect(try await petra.get("/dokumente?suche=max").body.components(separatedBy: "/dokumente/").count - 1 == 2)
    }
  }

  @Test(arguments: eachEngine())
  func `a file that is not there is told, and leaves no receipt; an officer's look leaves none either`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakeryWithEntries()
      let officer = try await portal.officer()
      try await portal.confirmEntries(by: officer)
      let document = try await officer.newestDocument("/kammer/dokumente")
      #expect(try await officer.get("\(document)/inhalt").status == 200)
      #expect(try await portal.receipts().isEmpty)
      let viewed: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM journal_entries WHERE event = 'document.viewed'")
      }
      #expect(viewed == 1)
      for file in try portal.storedFiles() { try FileManager.default.removeItem(at: file) }
      #expect(try await petra.get("\(try await petra.newestDocument())/inhalt").status == 503)
      #expect(try await portal.receipts().isEmpty, "nobody got it")
    }
  }

  @Test(arguments: eachEngine())
  func `unread documents are reminded of once by mail, and offered to be printed and posted`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakeryWithEntries()
      let officer = try await portal.officer()
      try await portal.confirmEntries(by: officer)
      _ = try await petra.get("\(try await petra.newestDocument())/inhalt")
      let before = try await portal.mailCount(to: "petra@baeckerei.example")
      portal.time.advance(.days(8))
      try await portal.application.tendDocuments()
      try await portal.application.tendDocuments()
      #expect(try await portal.mailCount(to: "petra@baeckerei.example") == before + 1, "once")
      #expect(
        try await portal.newestMail(to: "petra@baeckerei.example")?.subject == "Ein Dokument ist noch ungelesen")
      portal.time.advance(.days(15))
      try await officer.signIn("amt@kammer.example")
      #expect(try await officer.get("/kammer/dokumente").text.contains("3 Dokumente liegen seit mehr als 21 Tagen"))
      try await officer.press("/kammer/dokumente/drucken")
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let text = try await portal.lettersText(of: "document")
      #expect(text.components(separatedBy: "Eintragungsbestätigung").count - 1 >= 3)
      #expect(!(try await officer.get("/kammer/dokumente").text.contains("ungeöffnet da")))
    }
  }

  @Test(arguments: eachEngine())
  func `a document whose file was damaged or is missing is found by the check of all`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      _ = try await portal.bakeryWithEntries()
      try await portal.confirmEntries(by: try await portal.officer())
      #expect(try await portal.application.documents.damage().damaged.isEmpty)
      let files = try portal.storedFiles()
      var bytes = try Data(contentsOf: files[0])
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: files[0])
      try FileManager.default.removeItem(at: files[1])
      let found = try await portal.application.documents.damage()
      #expect(found.checked == 4 && found.damaged.count == 2)
    }
  }
}
