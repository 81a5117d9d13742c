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
import TrainingRecords
import Typesetting
import Work

/// Many documents at once: matched by the numbers in names and pages, looked at, issued once.
struct BatchJourneys {
  private static let batch = [("art", "invitation"), ("titel", "Einladung zur Prüfung"), ("empfaenger", "apprentice")]

  @Test(arguments: eachEngine())
  func `an archive is matched by the numbers in its names, looked at, and issued once`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let good = try await portal.pdf(["Einladung"])
      let zip = try portal.zip([
        ("A-1001.pdf", good), ("Einladung_A1002_final.pdf", good), ("ordner/B-77.pdf", good), ("ohne.pdf", good),
        ("A-1003.pdf", Array("kein pdf".utf8)), ("A-1001 und A-1002.pdf", good), ("__MACOSX/._A-1001.pdf", good),
      ])
      let preview = try await portal.batch(officer, zip, named: "einladungen.zip", Self.batch)
      #expect(preview.text.contains("Zugeordnet: 2. Nicht zugeordnet: 4"))
      for words in [
        "unbekannte Nummer", "keine Nummer gefunden", "Das ist kein PDF", "mehrere verschiedene Nummern", "Lea Sommer",
      ] {
        #expect(preview.text.contains(words), "\(words)")
      }
      #expect(try await officer.get("/kammer/dokumente").text.contains("Keine Dokumente"), "nothing before the word")
      try await officer.get(preview.path)
      try await officer.press("\(preview.path)/ausstellen")
      try await officer.press("\(preview.path)/ausstellen")
      try await portal.application.longWorker.performAllDue()
      #expect(try await officer.get(preview.path).text.contains("2 Dokumente sind ausgestellt"))
      let issued: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM documents") }
      #expect(issued == 2)
    }
  }

  @Test(arguments: eachEngine())
  func `an upload that was taken apart twice, as after a crash, is one batch`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let zip = try portal.zip([("A-1001.pdf", try await portal.pdf(["Einladung"]))])
      _ = try await officer.upload("/kammer/dokumente/stapel", file: zip, named: "e.zip", fields: Self.batch)
      let workers = [portal.application.readingWorker, portal.application.readingWorker]
      _ = try await workers[0].performAllDue()
      // As if the worker had stopped after the batch was stored and before the job was noted as done.
      try await portal.database.write { connection in
        try connection.execute("UPDATE jobs SET state = 'waiting' WHERE kind = 'document-batch-reading'")
      }
      #expect(try await workers[1].performAllDue() == 1)
      let batches: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM document_batches") }
      #expect(batches == 1)
      #expect(try portal.storedFiles().count == 1, "the document stays, the archive went")
    }
  }

  @Test(arguments: eachEngine())
  func `an upload that cannot be read says so in the list, and goes on at a press of a button`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let zip = try portal.zip([("A-1001.pdf", try await portal.pdf(["Einladung"]))])
      let page = try await officer.upload("/kammer/dokumente/stapel", file: zip, named: "e.zip", fields: Self.batch)
      // A file where the folder of drafts should be: nothing can be unpacked there.
      let drafts = portal.application.configuration.documentFolder.appendingPathComponent("drafts")
      try FileManager.default.removeItem(at: drafts)
      try Data().write(to: drafts)
      for _ in 1...6 {
        try await portal.application.readingWorker.performAllDue()
        portal.time.advance(.minutes(3))
      }
      #expect(try await officer.get("/kammer/dokumente").text.contains("stehen geblieben"))
      #expect(try await officer.get(page.path).text.contains("die Datei ist noch da"))
      try FileManager.default.removeItem(at: drafts)
      try await officer.press("\(page.path)/wiederholen")
      try await portal.application.readingWorker.performAllDue()
      let batch = try await officer.get(page.path).followed(by: officer)
      #expect(batch.text.contains("Zugeordnet: 1"))
    }
  }

  @Test(arguments: eachEngine())
  func `files that no row names are found, those of documents are not`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      for title in ["Bescheid", "Bescheid II", "Bescheid III"] {
        _ = try await portal.issue(officer, try await portal.pdf([title]), UploadJourneys.notice)
      }
      let store = portal.application.documents.store
      let orphan = try store.keep(try store.draft(holding: Data("verwaist".utf8)))
      let old = Date(timeIntervalSinceNow: -100_000)
      for file in try portal.storedFiles() {
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file.path)
      }
      let found = try await portal.application.documents.unnamedFiles()
      #expect(found.hashes == [orphan.hash] && found.total == 4)
      #expect(try await portal.application.trainingRecords.unnamedFiles().hashes.isEmpty)
    }
  }

  @Test func `a batch of hundreds is shown page by page, what found nobody beside what did`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let good = try await portal.pdf(["Einladung"])
      let zip = try portal.zip(
        (1...120).map { ("A-1001 Blatt\($0).pdf", good) } + (1...60).map { ("fremd\($0).pdf", good) })
      var page = try await portal.batch(officer, zip, named: "viele.zip", Self.batch)
      #expect(page.text.contains("Zugeordnet: 120. Nicht zugeordnet: 60"))
      #expect(page.text.contains("Mehrere Dateien für dieselbe Nummer") && page.text.contains("Lea Sommer (120)"))
      var labels: Set<String> = []
      var steps = 0
      while steps < 10 {
        labels.formUnion(page.body.matches(of: /A-1001 Blatt\d+\.pdf|fremd\d+\.pdf/).map { String($0.output) })
        steps += 1
        guard
          let next = page.body.firstMatch(of: /stapel\/\d+\?[^"]*zugeordnet=\d+[^"]*(?="[^>]*rel="next")/)
            ?? page.body.firstMatch(of: /stapel\/\d+\?[^"]*nicht=\d+[^"]*(?="[^>]*rel="next")/)
        else { break }
        page = try await officer.get("/kammer/dokumente/" + next.output.replacing("&amp;", with: "&"))
      }
      #expect(labels.count == 180, "\(steps) pages")
    }
  }

  @Test func `one PDF is cut where another number begins`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let pages = ["Deckblatt", "Lehrlingsnummer A-1001", "Rückseite", "An A-1002", "Weiter für A-1002", "An A-9999"]
      let preview = try await portal.batch(officer, try await portal.pdf(pages), named: "alle.pdf", Self.batch)
      #expect(preview.text.contains("Zugeordnet: 2. Nicht zugeordnet: 2"))
      #expect(preview.text.contains("2–3") && preview.text.contains("4–5"), "the unknown number begins its own part")
      try await officer.get(preview.path)
      try await officer.press("\(preview.path)/ausstellen")
      try await portal.application.longWorker.performAllDue()
      let document = try await officer.newestDocument("/kammer/dokumente")
      let text = try read(
        try await officer.get("\(document)/inhalt").bytes, with: "pdftotext", ["FILE", "-"], in: portal.folder)
      #expect(text.contains("Weiter für A-1002") && !text.contains("A-1001"))
    }
  }
}
