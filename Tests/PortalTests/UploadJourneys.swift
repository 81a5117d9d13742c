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

/// What officers upload, and all that is no document.
struct UploadJourneys {
  static let notice = [
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
