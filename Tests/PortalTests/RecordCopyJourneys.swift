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
import Work

/// A record leaves: as a sealed PDF that anybody checks, and as data that comes back.
struct RecordCopyJourneys {
  @Test(arguments: eachEngine())
  func `a record leaves as a sealed PDF that anybody can check, and as data that comes back`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(RecordJourneys.week)"
      try await lea.submit("\(week)/einreichen", RecordJourneys.fields([("text1", "=SUMME(A1)")]), from: week)
      try await marion.press("\(week)/abzeichnen", [("inhalt", try await marion.get(week).seen)])
      try await lea.submit(
        "\(path)/2026/47/speichern", RecordJourneys.fields([("text0", "Nur ein Entwurf")]), from: "\(path)/2026/47")
      let pdf = try await lea.submitOnce("\(path)/ausgabe", [("zeitraum", "alles")], from: "\(path)/ausgabe").bytes
      let text = try read(pdf, with: "pdftotext", ["-layout", "FILE", "-"], in: portal.folder)
      for words in ["Lea Sommer", "Abgezeichnet von Marion Berger", "Brote geformt", "Nicht abgezeichnet (Entwurf)"] {
        #expect(text.contains(words), "\(words)")
      }
      #expect(try read(pdf, with: "pdfsig", ["-nocert", "FILE"], in: portal.folder).contains("Signature is Valid"))
      #expect(try read(pdf, with: "pdfinfo", ["FILE"], in: portal.folder).contains(/Tagged: +yes/))
      let stranger = portal.visitor(from: "192.0.2.77")
      let known = try await stranger.upload("/pruefen", file: pdf, named: "nachweis.pdf")
      #expect(known.text.contains("Echt und unverändert") && known.text.contains("Ausbildungsnachweis"))
      var changed = pdf
      changed[changed.count / 2] ^= 1
      #expect(
        try await !stranger.upload("/pruefen", file: changed, named: "x.pdf").text.contains("Echt und unverändert"))
      let other = try await marion.submitOnce("\(path)/ausgabe", [("zeitraum", "alles")], from: "\(path)/ausgabe").bytes
      #expect(
        try read(other, with: "pdftotext", ["FILE", "-"], in: portal.folder).contains("Nur ein Entwurf") == false)

      let table = try await lea.get("\(path)/ausgabe/daten.csv")
      #expect(table.body.contains("\"'=SUMME(A1)\"") && table.body.contains("Marion Berger"))
      #expect(try await marion.get("\(path)/ausgabe/daten.json").status == 404, "the data are the apprentice's own")
      let data = try await lea.get("\(path)/ausgabe/daten.json").bytes
      let again = try await lea.upload("\(path)/einlesen", file: data, named: "x.json", from: "\(path)/ausgabe")
      #expect(again.text.contains("Eingelesene Wochen: 0"))
      try await portal.database.write { connection in
        _ = try connection.execute("DELETE FROM record_weeks WHERE state = 'draft'")
      }
      let back = try await lea.upload("\(path)/einlesen", file: data, named: "x.json", from: "\(path)/ausgabe")
      #expect(back.text.contains("Eingelesene Wochen: 1"))
      #expect(try await lea.get("\(path)/2026/47").body.contains("Nur ein Entwurf"))
      for nonsense in ["", "{}", "[1]", "{\"version\":1,\"weeks\":[{\"year\":2026}]}", "\u{0}\u{1}"] {
        let told = try await lea.upload(
          "\(path)/einlesen", file: Array(nonsense.utf8), named: "x.json", from: "\(path)/ausgabe")
        #expect(told.status == 422, "\(nonsense)")
      }
    }
  }
}
