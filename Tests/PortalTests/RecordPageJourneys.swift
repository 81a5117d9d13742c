import Chronology
import Database
import Foundation
import Portal
import TestDatabases
import TestPortal
import Testing
import TrainingRecords

/// What the pages of a record say at the right moment, and where they lead.
struct RecordPageJourneys {
  private static let week = RecordJourneys.week

  @Test func `what is saved by itself says what could not be, and who is absent has no hours`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      let saved = try await lea.submitOnce(
        "\(week)/speichern",
        RecordJourneys.fields([("zeit0", "25:99"), ("art1", "sick"), ("zeit1", "7:30"), ("still", "1")]), from: week)
      #expect(saved.status == 200 && saved.body.contains("Montag: Bitte geben Sie die Stunden so ein"))
      #expect(!saved.body.contains("Dienstag"))
      try await lea.submit("\(week)/einreichen", RecordJourneys.fields(revision: 1, [("art1", "sick")]), from: week)
      // Four days of eight hours; the sick one has none.
      #expect(try await lea.get(week).text.contains("Zusammen 32:00 Stunden"))
    }
  }

  @Test func `nothing is taken over from a week that says nothing`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      let refused = try await lea.submit("\(week)/uebernehmen", [("fassung", "0"), ("vorwoche", "1")], from: week)
      #expect(refused.status == 409 && refused.text.contains("Woche 45"))
    }
  }

  @Test(arguments: eachEngine())
  func `who looks through a record pages over what is not handed in, and a returned week is asked for first`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      for number in [41, 43, 46] {
        let week = "\(path)/2026/\(number)"
        try await lea.submit("\(week)/einreichen", RecordJourneys.fields(), from: week)
      }
      let draft = "\(path)/2026/42"
      try await lea.submit("\(draft)/speichern", RecordJourneys.fields(), from: draft)
      let page = try await marion.get("\(path)/2026/43").body
      #expect(page.contains("\(path)/2026/41\"") && page.contains("\(path)/2026/46\""))
      #expect(!page.contains("\(path)/2026/42\"") && !page.contains("\(path)/2026/44\""))
      #expect(try await lea.get("\(path)/2026/43").body.contains("\(path)/2026/42\""), "the own drafts are beside it")
      let none = try await marion.submit("\(RecordPath.start)/abzeichnen", [], from: RecordPath.start)
      #expect(none.status == 409 && none.text.contains("mindestens eine Woche"))

      // The clock of the tests stands in week 47.
      let running = "\(path)/2026/47"
      try await lea.submit("\(running)/einreichen", RecordJourneys.fields(), from: running)
      try await marion.submit("\(running)/zurueckgeben", [("kommentar", "Bitte mehr")], from: running)
      let start = try await lea.get("/").text
      #expect(start.contains("Woche 47"), "though it is the running week")
    }
  }
}
