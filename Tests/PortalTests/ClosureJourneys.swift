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
import Web
import Work

/// A document that went to the wrong person is gone from their portal at once; what the chamber needs for its report
/// stays.
struct ClosureJourneys {
  /// Max has opened a notice that was meant for somebody else.
  private static func opened(
    _ portal: TestPortal, _ officer: Browser
  ) async throws -> (max: Browser, path: String, document: String, code: String) {
    try await officer.openAccount(
      try await portal.entry("Max", for: officer, list: "/kammer/verzeichnis"), email: "max@meier.example")
    let max = try await portal.max()
    let document = try await portal.issue(
      officer, try await portal.pdf(["Geheimes über Erika"]), RightPersonJourneys.notice
    ).path
    let path = try await max.newestDocument()
    #expect(try await max.get("\(path)/inhalt").status == 200)
    let code = try await portal.database.read { try $0.value("SELECT code FROM documents") as String? }
    return (max, path, document, code ?? "")
  }

  @Test(arguments: eachEngine())
  func `it closes at once, the receipt and a note for the report stay, and the log says who and why`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      try await portal.switchOffFourEyes()
      let officer = try await portal.officer()
      let (max, path, document, code) = try await Self.opened(portal, officer)
      let form = "\(document)/falsche-person"
      #expect(try await officer.submit(form, [("grund", " ")]).status == 422)
      #expect(try await max.get(path).status == 200, "nothing happened yet")
      let note = try await officer.submit(form, [("grund", "Nummer vertippt, gemeint war Erika")])
      for words in [
        "Das Dokument ist gesperrt", "Nummer vertippt, gemeint war Erika", "Max Meier", "5. Juni 2008", "A-1002",
        "Bescheid über die Verkürzung", "Klaus Amtmann", "Zuerst geöffnet", "Art. 33 DSGVO", "Protokoll",
      ] { #expect(note.text.contains(words), "\(words)") }
      for gone in [path, "\(path)/inhalt", "\(path)/inhalt?ansehen=1"] {
        let told = try await max.get(gone)
        #expect(told.status == 404 && !told.text.contains("Verkürzung") && !told.text.contains("vertippt"))
      }
      #expect(try await max.send("GET", "\(path)/inhalt", headers: ["range": "bytes=10-"]).status == 404)
      for list in ["/dokumente", "/"] { #expect(!(try await max.get(list).text.contains("Verkürzung"))) }
      let stranger = try await portal.visitor(from: "192.0.2.77").get("/pruefen?code=\(code)")
      #expect(stranger.text.contains("wurde zurückgezogen") && !stranger.text.contains("vertippt"))
      #expect(try await portal.receipts().count == 1, "who opened it stays")
      #expect(try await portal.count("journal_entries", "event = 'document.closed'") == 1)
      #expect(try await officer.get("\(document)/inhalt").status == 200, "officers still see what it was")
      #expect(try await officer.get(document).text.contains("An die falsche Person gegangen und gesperrt"))
      let anew = try await portal.issue(
        officer, try await portal.pdf(["Geheimes über Erika"]),
        RightPersonJourneys.notice.map { $0.0 == "nummer" ? ("nummer", "A-1001") : $0 })
      #expect(anew.text.contains("Das Dokument ist ausgestellt"), "to whom it belongs")
    }
  }

  @Test(arguments: eachEngine())
  func `with four eyes it closes at once, and only another officer confirms it or opens it again`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let (officer, second) = (try await portal.officer(), try await portal.secondOfficer())
      let (max, path, document, _) = try await Self.opened(portal, officer)
      let form = "\(document)/falsche-person"
      let closed = try await officer.submit(form, [("grund", "Falsche Nummer")])
      #expect(closed.text.contains("noch nicht bestätigt") && closed.text.contains("eine andere Person"))
      #expect(try await max.get(path).status == 404, "it does not wait")
      for step in ["bestaetigen", "freigeben"] {
        #expect(try await officer.press("\(form)/\(step)", [("grund", "doch nicht")]).status == 409)
      }
      #expect(try await max.get(path).status == 404)
      #expect(!(try await officer.get("/kammer").text.contains("An die falsche Person gegangen:")))
      #expect(try await second.get("/kammer").text.contains("An die falsche Person gegangen: Bescheid"))
      try await second.get(form)
      #expect(try await second.press("\(form)/freigeben", [("grund", "")]).status == 422)
      let open = try await second.press("\(form)/freigeben", [("grund", "War doch Max")])
      #expect(open.text.contains("wieder freigegeben"))
      #expect(try await max.get(path).text.contains("Bescheid über die Verkürzung"))
      #expect(try await max.get("\(path)/inhalt").status == 200)
      #expect(try await portal.receipts().count == 1)
      _ = try await officer.submit(form, [("grund", "Nein, wirklich falsch")])
      try await second.get(form)
      #expect(try await second.press("\(form)/bestaetigen").text.contains("Die Sperrung ist bestätigt"))
      #expect(try await second.press("\(form)/freigeben", [("grund", "zu spät")]).text.contains("Es gab nichts zu tun"))
      #expect(try await max.get(path).status == 404)
      #expect(
        try await portal.count(
          "journal_entries", "event IN ('document.closed', 'document.reopened', 'document.closure_confirmed')") == 4)
    }
  }

  @Test(arguments: eachEngine())
  func `nobody is told, reminded or sent a letter of it any more, and deputies do not see it`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      try await portal.switchOffFourEyes()
      let officer = try await portal.officer()
      let document = try await portal.issue(
        officer, try await portal.pdf(["Geheimes über Erika"]),
        RightPersonJourneys.notice.map { $0.0 == "nummer" ? ("nummer", "A-1001") : $0 }
      ).path
      portal.time.advance(.days(23))
      try await officer.signIn("amt@kammer.example")
      try await officer.press("/kammer/dokumente/drucken")
      #expect(try await portal.count("letters", "kind = 'document' AND state = 'waiting'") == 1)
      let note = try await officer.submit("\(document)/falsche-person", [("grund", "Falsche Nummer")])
      #expect(note.text.contains("nicht gedruckt, aus der Liste genommen"))
      #expect(try await portal.count("letters", "kind = 'document' AND state = 'waiting'") == 0)
      #expect(!(try await officer.get("/kammer/dokumente").text.contains("ungeöffnet da")))
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      #expect(try await portal.count("letter_runs") == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `a letter that is being made when the document is closed is made anew without it`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      try await portal.switchOffFourEyes()
      let officer = try await portal.officer()
      let document = try await portal.issue(
        officer, try await portal.pdf(["Geheimes über Erika"]),
        RightPersonJourneys.notice.map { $0.0 == "nummer" ? ("nummer", "A-1001") : $0 }
      ).path
      let delivery: Int64? = try await portal.database.read { try $0.value("SELECT id FROM document_recipients") }
      let letters = DocumentLetter(
        documents: portal.application.documents, clock: portal.application.site.clock,
        texts: portal.application.site.catalogue.texts(in: .german))
      let subjects = [try #require(delivery)]
      let prepared = try await portal.database.read { try letters.prepare(subjects, now: portal.time.now, in: $0) }
      #expect(prepared.count == 1)
      _ = try await officer.submit("\(document)/falsche-person", [("grund", "Falsche Nummer")])
      await #expect(throws: (any Error).self) {
        try await portal.database.write { connection in for letter in prepared { try letter.commit(connection) } }
      }
      let again = try await portal.database.read { try letters.prepare(subjects, now: portal.time.now, in: $0) }
      #expect(again.isEmpty)
    }
  }

  @Test(arguments: eachEngine())
  func `of fifty who open and one who closes at once nobody gets it without a receipt, and nobody after`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      try await portal.switchOffFourEyes()
      let officer = try await portal.officer()
      let (max, _, first, _) = try await Self.opened(portal, officer)
      _ = first
      let document = try await portal.issue(
        officer, try await portal.pdf(["Noch etwas über Erika"]), RightPersonJourneys.notice
      ).path
      let path = try await max.newestDocument()
      try await officer.get("\(document)/falsche-person")
      let statuses = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<50 { group.addTask { (try? await max.send("GET", "\(path)/inhalt").status) ?? 0 } }
        group.addTask {
          _ = try? await officer.press("\(document)/falsche-person", [("grund", "Falsche Nummer")])
          return 0
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      let receipts = try await portal.receipts().count
      #expect(statuses.contains(200) == (receipts == 2))
      #expect(try await max.get("\(path)/inhalt").status == 404)
    }
  }
}
