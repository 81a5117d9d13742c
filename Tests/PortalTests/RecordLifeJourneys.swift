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

/// The beginning and the end of a record: what was kept elsewhere before, and when it is erased.
struct RecordLifeJourneys {
  private static let week = RecordJourneys.week

  @Test(arguments: eachEngine())
  func `what was kept on paper before belongs to the record, and its weeks are not missing`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let page = "\(path)/frueheres"
      let before = try await lea.get(path).body.matches(of: /class="missing"/).count
      let pdf = try await portal.pdf(["Bericht 1", "Bericht 2"])
      for (file, fields, words) in [
        (pdf, [("von", "2025-07-01"), ("bis", "2025-12-31")], "zur bisherigen Ausbildung"),
        (pdf, [("von", "2025-08-01"), ("bis", "2027-01-01")], "zur bisherigen Ausbildung"),
        (pdf, [("von", "2025-10-01"), ("bis", "2025-09-01")], "liegt vor dem ersten"),
        (try portal.photo(), [("von", "2025-08-01"), ("bis", "2025-12-31")], "Bitte nehmen Sie eine PDF-Datei"),
        (try portal.encrypted(pdf), [("von", "2025-08-01"), ("bis", "2025-12-31")], "nicht verwenden"),
      ] {
        let told = try await lea.upload(page, file: file, named: "Heft.pdf", fields: fields, from: page)
        #expect(told.status == 422 && told.text.contains(words), "\(words)")
      }
      let added = try await lea.upload(
        page, file: pdf, named: "Mein Heft 📔.pdf", fields: [("von", "2025-08-01"), ("bis", "2025-12-31")], from: page)
      #expect(added.text.contains("Mein Heft 📔.pdf , 2 Seiten"))
      let year = try await lea.get(path)
      #expect(year.body.matches(of: /class="missing"/).count == before - 22 && year.text.contains("22 Wochen stehen"))
      #expect(try await marion.submitOnce("\(page)/1/entfernen", [], from: page).status == 404)
      #expect(try await marion.press("\(page)/1/bestaetigen").text.contains("Durchgesehen von Marion Berger"))
      #expect(try await lea.submitOnce("\(page)/1/entfernen", [], from: page).status == 409, "fixed")
      #expect(try await marion.get("\(page)/1/datei").bytes == pdf)
      try await lea.submit("\(path)/\(Self.week)/einreichen", RecordJourneys.fields(), from: "\(path)/\(Self.week)")
      let copy = try await lea.submitOnce("\(path)/ausgabe", [("zeitraum", "alles")], from: "\(path)/ausgabe").bytes
      #expect(
        try read(copy, with: "pdftotext", ["-layout", "FILE", "-"], in: portal.folder).contains(
          "2 Seiten, durchgesehen von"))
    }
  }

  @Test(arguments: eachEngine())
  func `a record is erased two years after the training, sixty days after who wrote it was told`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      let added = try await lea.upload(
        "\(week)/anlagen", file: try portal.photo(), named: "a.png", fields: RecordJourneys.fields(), from: week)
      #expect(added.text.contains("a.jpg"))
      let typed = [("fassung", "2")] + RecordJourneys.fields().filter { $0.0 != "fassung" }
      try await lea.submit("\(week)/einreichen", typed, from: week)
      try await marion.press("\(week)/abzeichnen", [("inhalt", try await marion.get(week).seen)])
      let anna = try await portal.coSigner(
        "anna@sommer.example", [("rolle", "guardian"), ("vorname", "Anna"), ("nachname", "Sommer")], of: path,
        by: marion)
      try await anna.press("\(week)/mitzeichnen", [("inhalt", try await anna.get(week).seen)])
      try await lea.upload(
        "\(path)/frueheres", file: try await portal.pdf(["Heft"]), named: "Heft.pdf",
        fields: [("von", "2025-08-01"), ("bis", "2025-12-31")], from: "\(path)/frueheres"
      ).told(200)
      try await lea.submit("\(path)/freigabe", [("grund", "Beratung"), ("tage", "14")], from: "\(path)/freigabe")
      let officer = try await portal.officer("zweite@kammer.example")
      let office = path.replacing("/ausbildungsnachweise/", with: "/kammer/nachweise/")
      #expect(try await officer.get(path).status == 200)
      func apply() async throws -> String {
        let done = try await RecordRetention(records: portal.application.trainingRecords, site: portal.application.site)
          .apply()
        return "\(done.told) told, \(done.erased) erased"
      }
      // The training ends on 31 July 2028, two years later is 31 July 2030.
      portal.time.advance(.days(1280))
      #expect(try await apply() == "0 told, 0 erased")
      portal.time.advance(.days(25))
      #expect(try await apply() == "1 told, 0 erased")
      #expect(try await apply() == "0 told, 0 erased", "once")
      let mail = try await portal.newestMail(to: "lea@sommer.example")
      #expect(mail?.subject.contains("nehmen Sie ihn mit") == true && mail?.text.contains("/ausgabe") == true)
      portal.time.advance(.days(61))
      #expect(try await apply() == "0 told, 1 erased")
      let left: Int? = try await portal.database.read { connection in
        try connection.value(
          "SELECT (SELECT count(*) FROM record_weeks) + (SELECT count(*) FROM record_versions) + (SELECT count(*) FROM record_files)"
        )
      }
      #expect(left == 0)
      #expect(try await portal.application.trainingRecords.damage() == (0, []))
      try await lea.signIn("lea@sommer.example")
      #expect(try await lea.get(RecordPath.start).text.contains("Ihr Nachweis wurde am"))
      #expect(try await lea.get(week).status == 404, "and nothing new is written there")
      try await officer.signIn("zweite@kammer.example")
      #expect(try await officer.get(office).status == 404)
      let entries = try FileManager.default.subpathsOfDirectory(
        atPath: portal.application.configuration.recordFolder.path)
      #expect(!entries.contains { $0.count > 60 }, "the photo is gone, too")
    }
  }

  @Test func `a photo that another record has, too, outlives the record`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      try await lea.upload(
        "\(week)/anlagen", file: try portal.photo(), named: "a.png", fields: RecordJourneys.fields(), from: week
      ).told(200)
      try await portal.database.write { connection in
        _ = try connection.execute(
          """
          INSERT INTO record_files (apprenticeship_id, hash, byte_count, added_at, added_by)
          SELECT s.id, f.hash, f.byte_count, f.added_at, f.added_by FROM record_files f, apprenticeships s
          WHERE s.number_key = 'A1003'
          """)
      }
      let retention = RecordRetention(records: portal.application.trainingRecords, site: portal.application.site)
      portal.time.advance(.days(1310))
      #expect(try await retention.apply().told == 1)
      portal.time.advance(.days(61))
      #expect(try await retention.apply().erased == 1)
      #expect(try await portal.application.trainingRecords.damagedFiles() == (1, []), "it is whole")
    }
  }

  @Test(arguments: eachEngine())
  func `a record stays as long as the training goes on under another contract`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      try await lea.submit("\(week)/einreichen", RecordJourneys.fields(), from: week)
      let records = portal.application.trainingRecords
      portal.time.advance(.days(1310))
      func told() async throws -> Int {
        try await RecordRetention(records: records, site: portal.application.site).apply().told
      }
      #expect(try await told() == 1)
      // A second contract of the same person, which runs to 2031.
      try await portal.database.write { connection in
        _ = try connection.execute(
          """
          INSERT INTO apprenticeships (number, number_key, apprentice_id, company_id, occupation_id, starts_on, ends_on,
            school, record_form, name_key, content_hash, imported_at)
          SELECT 'Z1', 'Z1', apprentice_id, company_id, occupation_id, '2028-09-01', '2031-08-31', school, record_form,
            name_key, content_hash, imported_at FROM apprenticeships WHERE number_key = 'A1001'
          """)
      }
      portal.time.advance(.days(200))
      let done = try await RecordRetention(records: records, site: portal.application.site).apply()
      #expect(done.erased == 0)
      let weeks: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM record_weeks") }
      #expect(weeks == 1)
    }
  }
}

extension Page {
  /// Expects what came of a step.
  func told(_ expected: Int) { #expect(status == expected, "\(text)") }
}
