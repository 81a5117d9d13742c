import Chronology
import Database
import Documents
import Foundation
import Portal
import Settings
import TestDatabases
import TestPortal
import Testing
import Work

/// Files that are not as they should be: each is told by name, and stops nothing else.
struct HostileUploadJourneys {
  private static let batch = [("art", "invitation"), ("titel", "Einladung zur Prüfung"), ("empfaenger", "apprentice")]
  private static let notice = [
    ("art", "notice"), ("titel", "Bescheid"), ("empfaenger", "apprentice"), ("nummer", "a 1002"),
  ]

  /// A file of one page with these entries in its catalogue.
  private func page(_ catalogue: String, trailer: String = "") -> [UInt8] {
    Array(
      """
      %PDF-1.7
      1 0 obj <</Type/Catalog/Pages 2 0 R \(catalogue)>> endobj
      2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
      3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>> endobj
      4 0 obj <</Type/Filespec/F(x.xml)/EF<</F 5 0 R>>>> endobj
      5 0 obj <</Length 0>>stream

      endstream endobj
      trailer <</Root 1 0 R/Size 6 \(trailer)>>
      startxref
      0
      %%EOF
      """.utf8)
  }

  /// What qpdf makes of a PDF.
  private func changed(_ pdf: [UInt8], by arguments: [String], in folder: URL) throws -> [UInt8] {
    let (plain, made) = (folder.appendingPathComponent("plain.pdf"), folder.appendingPathComponent("made.pdf"))
    try Data(pdf).write(to: plain)
    let process = try Process.run(
      URL(filePath: "/usr/bin/qpdf"), arguments: [plain.path] + arguments + ["--", made.path])
    process.waitUntilExit()
    return Array(try Data(contentsOf: made))
  }

  private static let forCertificates = "/Encrypt<</Filter/Adobe.PubSec/V 4>>/ID[<00><00>]"

  @Test(arguments: eachEngine())
  func `one file of a batch that cannot be read is named, and the others are issued`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let good = try await portal.pdf(["Einladung"])
      let zip = try portal.zip([
        ("A-1001.pdf", good), ("A-1002.pdf", page("", trailer: Self.forCertificates)),
        ("A-1002 skript.pdf", page("/Outlines<</First<</Title(a)/A<</S/JavaScript/JS(x)>>>>>>")),
        ("A-1002 rechnung.pdf", page("/AF[4 0 R]")), ("A-1002 leer.pdf", Array("%PDF-1.7 nichts".utf8)),
      ])
      let page = try await portal.batch(officer, zip, named: "x.zip", Self.batch)
      #expect(page.text.contains("Zugeordnet: 1. Nicht zugeordnet: 4"))
      for words in [
        "nur mit einem Passwort oder einem Zertifikat", "etwas ausführen", "stecken andere Dateien", "beschädigt",
      ] {
        #expect(page.text.contains(words), "\(words)")
      }
      try await officer.get(page.path)
      try await officer.press("\(page.path)/ausstellen")
      try await portal.application.longWorker.performAllDue()
      #expect(try await officer.get("/kammer/dokumente").text.contains("Einladung zur Prüfung"))
    }
  }

  @Test func `a file alone is told what is wrong with it, and one that is only locked against changes is issued`()
    async throws
  {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let plain = try await portal.pdf(["Nur nicht ändern"])
      let attached = portal.folder.appendingPathComponent("rechnung.xml")
      try Data("<a/>".utf8).write(to: attached)
      let invoice = try changed(plain, by: ["--add-attachment", attached.path], in: portal.folder)
      for (file, words) in [
        (page("", trailer: Self.forCertificates), "nur mit einem Passwort oder einem Zertifikat"),
        (invoice, "stecken andere Dateien"), (page("/AA<</WC<</S/JavaScript/JS(x)>>>>"), "etwas ausführen"),
      ] {
        let told = try await officer.upload("/kammer/dokumente/neu", file: file, named: "b.pdf", fields: Self.notice)
        #expect(told.status == 422 && told.text.contains(words), "\(words)")
      }
      let locked = try changed(plain, by: ["--encrypt", "", "owner", "256"], in: portal.folder)
      let done = try await portal.issue(officer, locked, named: "l.pdf", Self.notice)
      #expect(done.text.contains("Das Dokument ist ausgestellt"))
      try await portal.application.settings.change(
        DocumentSettings.takesFilesInside.declaration, to: "true", from: portal.time.now, by: nil, address: "",
        now: portal.time.now)
      let taken = try await portal.issue(officer, invoice, named: "r.pdf", Self.notice)
      #expect(taken.text.contains("Das Dokument ist ausgestellt"), "the chamber takes electronic invoices now")
    }
  }

  @Test func `a week with emoji and signs of every kind becomes a PDF, again and again`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let week = "\(path)/\(RecordJourneys.week)"
      let chinese = (0..<120).compactMap { Unicode.Scalar(0x4E00 + 97 * $0) }.map(String.init).joined(
        separator: " und ")
      let texts = [
        "Daumen 👍🏻 Technikerin 👩‍🔧 Familie 👨‍👩‍👧 Taste 1️⃣", "Kreis x\u{20DD} \u{1F3FB} \u{951}", chinese,
        "\u{202E}rückwärts\u{2066} مرحبا שלום", "\u{20000} \u{E000} \u{378} " + String(repeating: "lang", count: 300),
      ]
      let fields = texts.enumerated().map { ("text\($0.offset)", $0.element) }
      let saved = try await lea.submit("\(week)/speichern", RecordJourneys.fields(fields), from: week)
      #expect(saved.status == 200)
      for _ in 0..<2 {
        let pdf = try await lea.submitOnce("\(path)/ausgabe", [("zeitraum", "alles")], from: "\(path)/ausgabe").bytes
        let text = try read(pdf, with: "pdftotext", ["-layout", "FILE", "-"], in: portal.folder)
        #expect(text.contains("Technikerin 👩‍🔧") && text.contains("Kreis x�") && text.contains("一 und"))
        #expect(try read(pdf, with: "pdfinfo", ["FILE"], in: portal.folder).contains(/Tagged: +yes/))
      }
    }
  }
}
