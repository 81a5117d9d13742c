import Database
import Documents
import Foundation
import Portal
import Settings
import TestDatabases
import TestPortal
import Testing
import Typesetting
import Work

/// No page, file or document goes to somebody it is not for: officers see the person before anything is sealed, and
/// what is nobody's is issued to nobody.
struct RightPersonJourneys {
  static let notice = [
    ("art", "notice"), ("titel", "Bescheid über die Verkürzung"), ("empfaenger", "apprentice"), ("nummer", "A-1002"),
  ]
  private static let batch = [("art", "invitation"), ("titel", "Einladung zur Prüfung"), ("empfaenger", "apprentice")]

  @Test(arguments: eachEngine())
  func `pages of an unknown person are never sealed for the one before, and a hand gives them to the right one`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let pages = [
        "Azubinummer A-1001", "Seite 2", "Azubinummer 987654 Erika Unbekannt", "Seite 2", "Azubinummer A-10O2",
        "A-1001 und A-1002",
      ]
      var page = try await portal.batch(officer, try await portal.pdf(pages), named: "alle.pdf", Self.batch)
      #expect(page.text.contains("Zugeordnet: 1. Nicht zugeordnet: 3"))
      #expect(page.text.contains("unbekannte Nummer") && page.text.contains("mehrere verschiedene Nummern"))
      let path = page.path
      let parts = page.body.matches(of: /teile\/(\d+)\?ansehen/).compactMap { Int($0.output.1) }.sorted()
      try #require(parts.count == 4, "each part can be looked at")
      let look = try await officer.get("\(path)/teile/\(parts[1])?ansehen=1")
      #expect(try read(look.bytes, with: "pdftotext", ["FILE", "-"], in: portal.folder).contains("Erika Unbekannt"))
      #expect(try await portal.count("journal_entries", "event = 'documents.batch.viewed'") == 1)
      let form = "\(path)/teile/\(parts[2])/zuordnen"
      #expect(try await officer.get("\(form)?nummer=A-9999").status == 422)
      let shown = try await officer.get("\(form)?nummer=a%201002")
      for words in ["Für Max Meier, Bäckerei", "5. Juni 2008", "A-1002"] {
        #expect(shown.text.contains(words), "\(words)")
      }
      #expect(try await officer.press(form, [("nummer", "A-1002"), ("person", "999")]).status == 422)
      let person = try #require(shown.body.firstMatch(of: /name="person" value="(\d+)"/)?.1)
      page = try await officer.press(form, [("nummer", "A-1002"), ("person", String(person)), ("fassung", "0")])
      #expect(page.text.contains("Zugeordnet: 2. Nicht zugeordnet: 2") && page.text.contains("von Hand"))
      page = try await officer.press("\(path)/teile/\(parts[3])/weglassen")
      #expect(page.text.contains("weggelassen"))
      try await officer.press("\(path)/ausstellen")
      try await portal.application.longWorker.performAllDue()
      #expect(try await portal.count("documents") == 2, "what is nobody's is not issued")
      #expect(try portal.storedFiles().count == 4, "the parts of nobody are gone; two with their seals stay")
      #expect(try await officer.press("\(path)/teile/\(parts[1])/weglassen").status == 409, "too late")
      #expect(try await officer.get("\(path)/teile/\(parts[1])").status == 404)
    }
  }

  @Test func `a part that is longer than the others is told before anything is issued`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let pages = ["A-1001", "Seite 2", "A-1002", "Seite 2", "Seite 3", "Seite 4", "A-1003", "Seite 2"]
      let page = try await portal.batch(officer, try await portal.pdf(pages), named: "alle.pdf", Self.batch)
      #expect(page.text.contains("Zugeordnet: 3. Nicht zugeordnet: 0"))
      #expect(page.text.contains("1 Teil ist länger oder kürzer") && page.text.contains("sonst 2"))
    }
  }

  @Test(arguments: eachEngine())
  func `one file that nobody can read is named, and the others go on`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let zip = try portal.zip([
        ("A-1001.pdf", try await portal.pdf(["x"])), ("A-1003 geschützt.pdf", Self.lockedForCertificate()),
        ("A-1002.pdf", try await portal.pdf(["y"])), ("A-1003 leer.pdf", []),
      ])
      let page = try await portal.batch(officer, zip, named: "e.zip", Self.batch)
      #expect(page.text.contains("Zugeordnet: 2. Nicht zugeordnet: 2"))
      #expect(page.text.contains("A-1003 geschützt.pdf") && page.text.contains("Diese Datei ist leer."))
      try await officer.press("\(page.path)/ausstellen")
      try await portal.application.longWorker.performAllDue()
      #expect(try await officer.get(page.path).text.contains("2 Dokumente sind ausgestellt"))
    }
  }

  @Test(
    arguments: [
      (TypesettingError.fault("NotImplementedError: Adobe.PubSec"), UploadProblem.unreadable),
      (.workerEnded("signal 9"), .unreadable), (.document("no PDF"), .damaged), (.encrypted, .encrypted),
      (.timedOut(.seconds(60)), .tooManyPages), (.tooLarge, .tooManyPages), (.missing("python"), nil),
      (.fault("OSError: [Errno 28] No space left on device"), nil), (.key("expired"), nil),
    ] as [(TypesettingError, UploadProblem?)])
  func `whatever the reading program says of a file is the file's fault, what the portal lacks is not`(
    fault: TypesettingError, problem: UploadProblem?
  ) {
    #expect(UploadProblem(fault: fault) == problem)
  }

  /// One empty page, encrypted in a way that no password opens.
  private static func lockedForCertificate() -> [UInt8] {
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
      "<< /Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s5 /V 5 /Length 256 >>",
    ]
    var (text, places) = ("%PDF-1.7\n", [Int]())
    for (index, object) in objects.enumerated() {
      places.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    let rows = places.map { String(format: "%010d 00000 n \n", $0) }.joined()
    text += "xref\n0 5\n0000000000 65535 f \n\(rows)trailer\n"
    text += "<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00><00>] >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }

  @Test(arguments: eachEngine())
  func `a batch that is discarded leaves no file, and is issued by nobody`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let zip = try portal.zip([
        ("A-1001.pdf", try await portal.pdf(["x"])), ("fremd.pdf", try await portal.pdf(["y"])),
      ])
      let page = try await portal.batch(officer, zip, named: "e.zip", Self.batch)
      #expect(try portal.storedFiles().count == 2, "also what is nobody's yet")
      try await officer.get("\(page.path)/verwerfen")
      let done = try await officer.press("\(page.path)/verwerfen")
      #expect(done.text.contains("Verworfen. Die Dateien sind gelöscht."))
      #expect(!done.text.contains("Einladung zur Prüfung"))
      #expect(try portal.storedFiles().isEmpty)
      #expect(try await portal.count("stored_files") == 0)
      #expect(try await portal.count("journal_entries", "event = 'documents.batch.discarded'") == 1)
      #expect(try await officer.get(page.path).status == 404)
      #expect(try await officer.press("\(page.path)/ausstellen").status == 404)
    }
  }

  @Test(arguments: eachEngine())
  func `of an officer who issues and one who discards at once one wins, and nothing is half done`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let zip = try portal.zip([("A-1001.pdf", try await portal.pdf(["x"]))])
      let page = try await portal.batch(officer, zip, named: "e.zip", Self.batch)
      try await officer.get(page.path)
      await withTaskGroup(of: Void.self) { group in
        for turn in 0..<50 {
          group.addTask {
            _ = try? await officer.press("\(page.path)/\(turn.isMultiple(of: 2) ? "ausstellen" : "verwerfen")")
          }
        }
      }
      try await portal.application.longWorker.performAllDue()
      let (batches, issued) = (try await portal.count("document_batches"), try await portal.count("documents"))
      #expect(batches == issued)
      #expect(try await portal.count("document_batch_items") == batches)
    }
  }

  @Test(arguments: eachEngine())
  func `an officer sees the person before anything is sealed, and fifty presses issue once`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let (officer, other) = (try await portal.officer(), try await portal.secondOfficer())
      let pdf = try await portal.pdf(["Ihre Ausbildung wird verkürzt."])
      let shown = try await officer.upload("/kammer/dokumente/neu", file: pdf, named: "b.pdf", fields: Self.notice)
      for words in [
        "Für Max Meier, Bäckerei", "5. Juni 2008", "A-1002", "Bescheid über die Verkürzung", "nichts gesiegelt",
      ] {
        #expect(shown.text.contains(words), "\(words)")
      }
      #expect(try await portal.count("documents") == 0)
      #expect(try await officer.get("\(shown.path)/inhalt?ansehen=1").bytes == pdf)
      #expect(try await other.get(shown.path).status == 404)
      // Back from the document to the page with the button.
      try await officer.get(shown.path)
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<50 { group.addTask { _ = try? await officer.press("\(shown.path)/ausstellen") } }
      }
      #expect(try await portal.count("documents") == 1)
      #expect(try await officer.get(shown.path).text.contains("Max Meier"))
      let again = try await officer.upload("/kammer/dokumente/neu", file: pdf, named: "b.pdf", fields: Self.notice)
      #expect(again.text.contains("Es wurde kein zweites ausgestellt"))
      let wrong = try await officer.upload(
        "/kammer/dokumente/neu", file: try await portal.pdf(["Anderes"]), named: "b.pdf", fields: Self.notice)
      let back = try await officer.press("\(wrong.path)/verwerfen")
      #expect(back.text.contains("nichts ausgestellt") && back.body.contains("value=\"A-1002\""))
      #expect(try await officer.get(wrong.path).status == 404)
      #expect(try await portal.count("documents") == 1)
    }
  }

  @Test func `every request of an officer for a content is in the audit log, and it is saved unless asked for`()
    async throws
  {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let path = try await portal.issue(officer, try await portal.pdf(["Bescheid"]), Self.notice).path
      let viewed = { try await portal.count("journal_entries", "event = 'document.viewed'") }
      let saved = try await officer.get("\(path)/inhalt")
      #expect(saved.header("content-disposition")?.hasPrefix("attachment") == true)
      let shown = try await officer.send("GET", "\(path)/inhalt?ansehen=1", headers: ["range": "bytes=1-"])
      #expect(shown.status == 206 && shown.header("content-disposition")?.hasPrefix("inline") == true)
      #expect(try await viewed() == 2)
      _ = try await officer.send("GET", "\(path)/inhalt", headers: ["range": "bytes=-5"])
      #expect(try await viewed() == 3)
      #expect(try await officer.send("HEAD", "\(path)/inhalt").bytes.isEmpty)
      #expect(try await viewed() == 3)
    }
  }
}

extension TestPortal {
  /// How many rows a table has, as far as a condition of the test goes.
  func count(_ table: StaticString, _ condition: StaticString = "1 = 1") async throws -> Int {
    try await database.read { try $0.value("SELECT count(*) FROM \(raw: table) WHERE \(raw: condition)") ?? 0 }
  }
}
