import Accounts
import Chronology
import Database
import Foundation
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing
import TrainingRecords

/// Who looks into a record beside apprentice and instructor, and what is attached to it.
struct RecordAccessJourneys {
  private static let week = RecordJourneys.week

  @Test(arguments: eachEngine())
  func `the chamber sees numbers only, and what weeks say as long as the apprentice opens the record`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      try await lea.submit("\(week)/einreichen", RecordJourneys.fields(), from: week)
      let officer = try await portal.officer("zweite@kammer.example")
      let entry = try await portal.entry("Lea", for: officer, list: "/kammer/verzeichnis")
      #expect(try await officer.get(entry).text.contains("nur, wenn es ihr freigegeben wird"))
      for hidden in [path, week, "\(path)/ausgabe"] { #expect(try await officer.get(hidden).status == 404) }
      let release = "\(path)/freigabe"
      for (days, reason) in [("13", "Beratung"), ("201", "Beratung"), ("90", " "), ("viele", "Beratung")] {
        #expect(try await lea.submit(release, [("grund", reason), ("tage", days)], from: release).status == 422)
      }
      try await lea.submit(release, [("grund", "Beratung"), ("tage", "14")], from: release)
      #expect(try await officer.get(week).text.contains("Brote geformt"))
      #expect(try await officer.submitOnce("\(week)/abzeichnen", [("inhalt", "x")], from: week).status != 303)
      #expect(try await officer.get("\(path)/2026/47").status == 404, "a draft stays the apprentice's own")
      let looks = try await lea.get(release)
      #expect(looks.text.contains("Woche 46"), "each look is told")
      #expect(try await marion.get(release).status == 404)
      portal.time.advance(.days(15))
      try await officer.signIn("zweite@kammer.example")
      #expect(try await officer.get(week).status == 404, "the time is over")
      try await lea.signIn("lea@sommer.example")
      try await lea.submit(release, [("grund", "Prüfung"), ("tage", "90")], from: release)
      #expect(try await officer.get(week).status == 200)
      try await lea.press("\(release)/beenden")
      #expect(try await officer.get(week).status == 404, "ended at once")
    }
  }

  @Test(arguments: eachEngine())
  func `somebody of the company whom it assigned looks through weeks, nobody else does`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let petra = portal.visitor(from: "192.0.2.41")
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      try await petra.verify("4002001", "KMPR-TZWB-LHL")
      let company = try await portal.database.read {
        try $0.value("SELECT id FROM companies WHERE number_key = '4002001'") as Int64?
      }
      try await petra.invite("Jonas", role: "mitglied", rights: "reading", to: "/betriebe/\(company ?? 0)")
      let jonas = portal.visitor(from: "192.0.2.40")
      let start = try await jonas.redeem(
        "jonas@baeckerei.example", try await portal.newestCode(to: "jonas@baeckerei.example") ?? "")
      if let accept = start.body.firstMatch(of: /\/einladungen\/\d+\/annehmen/)?.output {
        try await jonas.press(String(accept))
      }
      let week = "\(path)/\(Self.week)"
      try await lea.submit("\(week)/einreichen", RecordJourneys.fields(), from: week)
      #expect(try await jonas.get(week).status == 404)
      #expect(try await jonas.get("/ausbildungsnachweise").status == 404)
      let account = try await portal.database.read {
        try $0.value("SELECT id FROM accounts WHERE email_key = 'jonas@baeckerei.example'") as Int64?
      }
      let stranger = try await portal.database.read {
        try $0.value("SELECT id FROM accounts WHERE email_key = 'lea@sommer.example'") as Int64?
      }
      let assignment = "\(path)/beauftragte"
      #expect(try await petra.submitOnce(assignment, [("person", "\(stranger ?? 0)")], from: path).status == 404)
      try await petra.submit(assignment, [("person", "\(account ?? 0)")], from: path)
      #expect(try await jonas.get("/ausbildungsnachweise").text.contains("1 Woche wartet auf Sie"))
      let page = try await jonas.get(week)
      #expect(try await jonas.press("\(week)/abzeichnen", [("inhalt", page.seen)]).text.contains("ist abgezeichnet"))
      #expect(try await lea.get(week).text.contains("Jonas"))
      #expect(try await jonas.submitOnce(assignment, [("person", "\(account ?? 0)")], from: week).status == 404)
      try await petra.submit("\(assignment)/entfernen", [("person", "\(account ?? 0)")], from: path)
      #expect(try await jonas.get(week).status == 404, "at once")
    }
  }

  @Test(arguments: eachEngine())
  func `photos and PDFs belong to a week, are signed with it, and lose where they were taken`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      let photo = try portal.photo()
      let added = try await lea.upload(
        "\(week)/anlagen", file: photo, named: "../Werk\u{202E}stück 🪵.PNG", fields: RecordJourneys.fields(), from: week
      )
      #expect(added.text.contains("Die Anlage ist hinzugefügt") && added.body.contains("Brote geformt"))
      let address = try #require(added.body.firstMatch(of: /\/ausbildungsnachweise\/[\d\/]+\/anlagen\/[0-9a-f]{64}/))
        .output
      let picture = try await lea.get(String(address)).bytes
      #expect(picture.starts(with: [0xFF, 0xD8, 0xFF]), "a JPEG")
      #expect(!String(decoding: picture, as: UTF8.self).contains("Geheimer Ort"))
      #expect(try await marion.get(String(address)).status == 404, "a draft is the apprentice's own")
      let pdf = try await portal.pdf(["Zeichnung"])
      let more = [("fassung", "2")] + RecordJourneys.fields().filter { $0.0 != "fassung" }
      #expect(
        try await lea.upload("\(week)/anlagen", file: pdf, named: "x.exe", fields: more, from: week).text.contains(
          "x.pdf"))
      for (file, words) in [
        (Array("MZ ein Programm".utf8), "weder ein Foto noch ein PDF"), (try portal.encrypted(pdf), "nicht verwenden"),
        (Array(photo.prefix(200)), "weder ein Foto noch ein PDF"),
      ] {
        let fields = [("fassung", "3")] + more.filter { $0.0 != "fassung" }
        let told = try await lea.upload("\(week)/anlagen", file: file, named: "f", fields: fields, from: week)
        #expect(told.status == 422 && told.text.contains(words), "\(words)")
      }
      let newest = [("fassung", "3")] + more.filter { $0.0 != "fassung" }
      try await lea.submit("\(week)/einreichen", newest, from: week)
      #expect(try await marion.get(String(address)).status == 200)
      #expect(try await portal.application.trainingRecords.damagedFiles() == (2, []))
      let hash = address.suffix(64)
      try Data("anders".utf8).write(
        to: portal.application.configuration.recordFolder.appendingPathComponent("\(hash.prefix(2))/\(hash)"))
      #expect(try await portal.application.trainingRecords.damagedFiles().damaged.count == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `what was removed before it was handed in takes no room in the record, what was handed in stays`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      func rows() async throws -> Int? {
        try await portal.database.read { try $0.value("SELECT count(*) FROM record_files") }
      }
      var revision = 1
      for number in 1...3 {
        let pdf = try await portal.pdf(["Anlage \(number)"])
        var fields = RecordJourneys.fields()
        if revision > 1 { fields = [("fassung", String(revision))] + fields.filter { $0.0 != "fassung" } }
        let added = try await lea.upload("\(week)/anlagen", file: pdf, named: "a.pdf", fields: fields, from: week)
        let hash = try #require(added.body.firstMatch(of: /anlagen\/([0-9a-f]{64})/)).1
        #expect(try await rows() == 1)
        let shown = try await lea.get(week)
        let current = try #require(shown.body.firstMatch(of: /name="fassung" value="(\d+)"/)).1
        let kept = [("fassung", String(current))] + RecordJourneys.fields().filter { $0.0 != "fassung" }
        let removed = try await lea.submit(
          "\(week)/anlagen/entfernen", kept + [("entfernen", String(hash))], from: week)
        #expect(removed.text.contains("Anlage") && !removed.body.contains(hash))
        #expect(try await rows() == 0)
        let next = try #require(removed.body.firstMatch(of: /name="fassung" value="(\d+)"/)).1
        revision = Int(next) ?? 0
      }
      #expect(try await portal.application.trainingRecords.damagedFiles() == (0, []))
    }
  }

  @Test func `a photo of twenty megabytes as phones make them becomes a small JPEG, and sixty attachments are told`()
    async throws
  {
    try await TestPortal.with(.sqlite) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      // Twelve million pixels, and what phones put beside them: a film of the moment, depths, a second picture.
      let photo = try portal.picture(
        """
        import os, struct, pillow_heif
        pillow_heif.register_heif_opener()
        Image.linear_gradient("L").resize((4032, 3024)).convert("RGB").save(out, format="HEIF", quality=90)
        out.seek(0, 2)
        out.write(struct.pack(">I", 20 << 20) + b"free" + os.urandom((20 << 20) - 8))
        """)
      #expect(photo.count > 20 << 20)
      let added = try await lea.upload(
        "\(week)/anlagen", file: photo, named: "IMG_0815.HEIC", fields: RecordJourneys.fields(), from: week)
      #expect(added.text.contains("Die Anlage ist hinzugefügt"))
      let address = try #require(added.body.firstMatch(of: /\/ausbildungsnachweise\/[\d\/]+\/anlagen\/[0-9a-f]{64}/))
        .output
      let picture = try await lea.get(String(address)).bytes
      #expect(picture.starts(with: [0xFF, 0xD8, 0xFF]) && picture.count < photo.count / 2)
      var told: Page?
      for number in 2...12 {
        let pdf = try await portal.pdf(["Anlage \(number)"])
        let fields = [("fassung", String(number))] + RecordJourneys.fields().filter { $0.0 != "fassung" }
        told = try await lea.upload("\(week)/anlagen", file: pdf, named: "\(number).pdf", fields: fields, from: week)
        if told?.status == 422 { break }
      }
      #expect(told?.text.contains("Zu einer Woche passen 10 Anlagen") == true)
      #expect(told?.body.contains("Brote geformt") == true, "what was typed is still there")
    }
  }
}

extension TestPortal {
  /// A picture with a place in its words, as cameras write it.
  func photo() throws -> [UInt8] {
    try picture(
      """
      info = PngImagePlugin.PngInfo()
      info.add_text("Comment", "Geheimer Ort")
      Image.new("RGBA", (3000, 1200), (200, 90, 20, 255)).save(out, format="PNG", pnginfo=info)
      """)
  }

  /// - Parameter script: writes a picture to `out`.
  fileprivate func picture(_ script: String) throws -> [UInt8] {
    let file = folder.appendingPathComponent("photo-\(UUID().uuidString)")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: application.configuration.python)
    process.arguments = [
      "-c", "from PIL import Image, PngImagePlugin\nout = open('\(file.path)', 'wb')\n\(script)\nout.close()",
    ]
    try process.run()
    process.waitUntilExit()
    return [UInt8](try Data(contentsOf: file))
  }
}
