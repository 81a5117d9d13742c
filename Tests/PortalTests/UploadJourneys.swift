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

/// What officers upload: singly and many at once, matched by number; and all that is no document.
struct UploadJourneys {
  private static let notice = [
    ("art", "notice"), ("titel", "Bescheid über die Verkürzung"), ("empfaenger", "apprentice"), ("nummer", "a 1002"),
  ]
  private static let batch = [("art", "invitation"), ("titel", "Einladung zur Prüfung"), ("empfaenger", "apprentice")]

  @Test(arguments: eachEngine())
  func `an uploaded PDF is sealed with a mark on its page and reaches the apprentice`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      try await officer.openAccount(
        try await portal.entry("Max", for: officer, list: "/kammer/verzeichnis"), email: "max@meier.example")
      let max = try await portal.max()
      let pdf = try await portal.pdf(["Ihre Ausbildung wird um sechs Monate verkürzt."])
      let name = "../../etc/Bescheid 🎉 " + String(repeating: "lang", count: 80) + ".pdf"
      let done = try await portal.issue(officer, pdf, named: name, Self.notice)
      #expect(done.text.contains("Das Dokument ist ausgestellt"))
      let again = try await officer.upload(
        "/kammer/dokumente/neu", file: pdf, named: "noch einmal.pdf", fields: Self.notice)
      #expect(again.path == done.path && again.text.contains("Es wurde kein zweites ausgestellt"))
      try await portal.application.tendDocuments()
      #expect(try await portal.newestMail(to: "max@meier.example")?.text.contains("Verkürzung") == false)
      let path = try await max.newestDocument()
      #expect(try await max.get(path).text.contains("Bescheid über die Verkürzung"))
      let got = try await max.get("\(path)/inhalt").bytes
      let text = try read(got, with: "pdftotext", ["-layout", "FILE", "-"], in: portal.folder)
      #expect(text.contains("um sechs Monate verkürzt"))
      #expect(try read(got, with: "pdfsig", ["-nocert", "FILE"], in: portal.folder).contains("Signature is Valid"))
      #expect(try read(got, with: "qpdf", ["--check", "FILE"], in: portal.folder).contains("No syntax"))
      let stranger = portal.visitor(from: "192.0.2.77")
      #expect(
        try await stranger.upload("/pruefen", file: got, named: "x.pdf").text.contains("Echt und unverändert"))
      #expect(
        try await stranger.upload("/pruefen", file: pdf, named: "x.pdf").text.contains("kennen wir so nicht"),
        "the original was never issued")
    }
  }

  @Test func `an uploaded document that nobody opens is printed behind a cover letter with the address`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let pdf = try await portal.pdf(["Ihre Ausbildung wird um sechs Monate verkürzt."])
      _ = try await portal.issue(officer, pdf, Self.notice.map { $0.0 == "nummer" ? ("nummer", "A-1001") : $0 })
      portal.time.advance(.days(23))
      try await officer.signIn("amt@kammer.example")
      try await officer.press("/kammer/dokumente/drucken")
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let text = try await portal.lettersText(of: "document")
      let cover = try #require(text.range(of: "hat es dort niemand geöffnet"))
      let notice = try #require(text.range(of: "um sechs Monate verkürzt"))
      #expect(cover.upperBound < notice.lowerBound)
      #expect(text[..<cover.lowerBound].contains("Lea Sommer"))
      #expect(text[..<cover.lowerBound].contains("Gartenweg 3"))
      #expect(text[..<cover.lowerBound].contains("Bescheid über die Verkürzung"))
    }
  }

  @Test func `what is no document that can be issued is told in plain words, and nothing is stored`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      try await officer.get("/kammer/dokumente")
      let good = try await portal.pdf(["Bescheid"])
      let encrypted = try portal.encrypted(good)
      let script = try portal.pdfWithScript()
      for (file, words) in [
        (Array("MZ\u{90} ein Programm".utf8), "Das ist kein PDF"), (encrypted, "verschlüsselt"),
        (Array(good.prefix(good.count / 2)), "beschädigt"), (script, "würde beim Öffnen oder Lesen etwas ausführen"),
        ([], "Diese Datei ist leer"),
      ] as [([UInt8], String)] {
        let told = try await officer.upload(
          "/kammer/dokumente/neu", file: file, named: "bescheid.pdf", fields: Self.notice)
        #expect(told.status == 422 && told.text.contains(words), "\(words) in \(told.text.suffix(900))")
        #expect(told.body.contains("value=\"Bescheid über die Verkürzung\""), "what was typed stays")
      }
      let unknown = try await officer.upload(
        "/kammer/dokumente/neu", file: good, named: "b.pdf",
        fields: Self.notice.map { $0.0 == "nummer" ? ("nummer", "A-9999") : $0 })
      #expect(unknown.text.contains("Diese Nummer gibt es nicht"))
      try await portal.application.settings.change(
        DocumentSettings.uploadMegabytes.declaration, to: "1", from: portal.time.now, by: nil, address: "",
        now: portal.time.now)
      let large = good + [UInt8](repeating: 32, count: 2 << 20)
      #expect(
        try await officer.upload("/kammer/dokumente/neu", file: large, named: "b.pdf", fields: Self.notice).text
          .contains("zu groß. Höchstens 1 MB"))
      let huge = [UInt8](repeating: 65, count: 112 << 20)
      #expect(
        try await officer.upload("/kammer/dokumente/neu", file: huge, named: "b.pdf", fields: Self.notice).status == 413
      )
      #expect(try portal.storedFiles().isEmpty)
      #expect(try portal.drafts().isEmpty)
      let rows: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM documents") }
      #expect(rows == 0)
    }
  }

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
        _ = try await portal.issue(officer, try await portal.pdf([title]), Self.notice)
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

  @Test func `a ZIP bomb and an archive with a password are refused, and nothing stays`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      try await portal.application.settings.change(
        DocumentSettings.uploadMegabytes.declaration, to: "1", from: portal.time.now, by: nil, address: "",
        now: portal.time.now)
      let bomb = try portal.zip([("A-1001.pdf", [UInt8](repeating: 0, count: 30 << 20))])
      #expect(bomb.count < 1 << 20)
      let told = try await portal.batch(officer, bomb, named: "b.zip", Self.batch)
      #expect(told.text.contains("zu groß") && told.text.contains("nichts gespeichert"))
      #expect(try await officer.get("/kammer/dokumente").text.contains("nicht angenommen"))
      let back = try #require(told.body.firstMatch(of: /"(\/kammer\/dokumente\/stapel\?[^"]+)"/)?.1)
      let form = try await officer.get(String(back).replacing("&amp;", with: "&"))
      #expect(form.body.contains("value=\"Einladung zur Prüfung\""), "what was typed stays")
      // The size that an archive tells of its content may be a lie.
      var liar = bomb
      let size = withUnsafeBytes(of: UInt32(30 << 20).littleEndian) { Array($0) }
      while let place = liar.firstRange(of: size) { liar.replaceSubrange(place, with: [100, 0, 0, 0]) }
      let lied = try await portal.batch(officer, liar, named: "b.zip", Self.batch)
      #expect(lied.text.contains("beschädigt") || lied.text.contains("zu groß"))
      let broken = try await portal.batch(officer, Array(bomb.prefix(200)), named: "b.zip", Self.batch)
      #expect(broken.text.contains("beschädigt"))
      let program = try await officer.upload(
        "/kammer/dokumente/stapel", file: Array("MZ\u{90} ein Programm".utf8), named: "b.zip", fields: Self.batch)
      #expect(program.status == 422 && program.text.contains("weder ein ZIP noch ein PDF"))
      let empty = try await officer.upload(
        "/kammer/dokumente/stapel", file: try portal.zip([]), named: "b.zip", fields: Self.batch)
      #expect(empty.status == 422 && empty.text.contains("Darin ist nichts"))
      let blank = try await officer.upload("/kammer/dokumente/stapel", file: [], named: "b.zip", fields: Self.batch)
      #expect(blank.status == 422 && blank.text.contains("Diese Datei ist leer"))
      #expect(try portal.drafts().isEmpty)
      #expect(try portal.storedFiles().isEmpty)
    }
  }

  @Test func `another key seals from now on, and documents of the old one are still checked`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let petra = try await portal.bakeryWithEntries()
      let officer = try await portal.officer()
      try await portal.confirmEntries(by: officer)
      let old = try await petra.get("\(try await petra.newestDocument())/inhalt").bytes
      let key = portal.application.configuration.folder.appendingPathComponent("seal.p12")
      try FileManager.default.removeItem(at: key)
      let pdf = try await portal.pdf(["Neu"])
      _ = try await portal.issue(officer, pdf, Self.notice)
      let keys: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM seal_keys") }
      #expect(keys == 2)
      let stranger = portal.visitor(from: "192.0.2.77")
      #expect(try await stranger.upload("/pruefen", file: old, named: "x").text.contains("Echt und unverändert"))
      #expect(
        try await stranger.upload("/pruefen", file: old + [10], named: "x").text.contains("wurde verändert"))
      portal.time.advance(.days(3700))
      #expect(
        try await stranger.upload("/pruefen", file: old, named: "x").text.contains("inzwischen abgelaufen"))
      try await officer.signIn("amt@kammer.example")
      let newer = try await portal.pdf(["Noch neuer"])
      let told = try await officer.upload("/kammer/dokumente/neu", file: newer, named: "n.pdf", fields: Self.notice)
      #expect(told.status == 409 && told.text.contains("Im Moment kann nichts gesiegelt werden"))
      #expect(try await officer.get("/kammer/dokumente").text.contains("Das Siegelzertifikat ist nicht gültig"))
    }
  }
}

extension TestPortal {
  /// A PDF with a text on each page.
  func pdf(_ pages: [String]) async throws -> [UInt8] {
    let folder = folder.appendingPathComponent("layout-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let layout = """
      #import "@kammerportal/letter:1.0.0": for-each, text-font
      #set text(font: text-font)
      #for-each(data => data.pages.join(pagebreak()))
      """
    try Data(layout.utf8).write(to: folder.appendingPathComponent("pages.typ"))
    return try await application.typesetter.pdf(
      Layout(folder: folder, file: "pages.typ"), data: ["pages": pages], title: "Hochgeladen")
  }

  func drafts() throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: application.configuration.documentFolder.appendingPathComponent("drafts").path)
  }

  func encrypted(_ pdf: [UInt8]) throws -> [UInt8] {
    let (plain, locked) = (folder.appendingPathComponent("plain.pdf"), folder.appendingPathComponent("locked.pdf"))
    try Data(pdf).write(to: plain)
    try run("/usr/bin/qpdf", ["--encrypt", "geheim", "geheim", "256", "--", plain.path, locked.path])
    return [UInt8](try Data(contentsOf: locked))
  }

  fileprivate func pdfWithScript() throws -> [UInt8] {
    let file = folder.appendingPathComponent("script.pdf")
    try run(
      application.configuration.python,
      [
        "-c",
        """
        import sys
        from pypdf import PdfWriter
        from pypdf.generic import DictionaryObject, NameObject, TextStringObject
        writer = PdfWriter()
        writer.add_blank_page(100, 100)
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject({
            NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")})
        writer.write(sys.argv[1])
        """, file.path,
      ])
    return [UInt8](try Data(contentsOf: file))
  }

  func zip(_ files: [(String, [UInt8])]) throws -> [UInt8] {
    let content = folder.appendingPathComponent("zip-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: content, withIntermediateDirectories: true)
    var script =
      "import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as archive:\n    pass\n"
    for (index, file) in files.enumerated() {
      try Data(file.1).write(to: content.appendingPathComponent("\(index)"))
      script += "    archive.write('\(content.path)/\(index)', \"\(file.0)\")\n"
    }
    let archive = folder.appendingPathComponent("archive.zip")
    try run(application.configuration.python, ["-c", script, archive.path])
    return [UInt8](try Data(contentsOf: archive))
  }

  private func run(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
