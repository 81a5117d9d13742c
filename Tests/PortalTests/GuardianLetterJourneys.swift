import Database
import Documents
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing
import Web

/// The letter to the guardians says what the document says: it is not printed while the document is closed.
struct GuardianLetterJourneys {
  /// The document of Lea, who is a minor, beside which a letter to her guardians waits.
  private static func document(_ portal: TestPortal, _ officer: Browser) async throws -> Int64 {
    _ = try await portal.bakeryWithEntries()
    try await portal.confirmEntries(by: officer)
    let found: Int64? = try await portal.database.read {
      try $0.value("SELECT subject_id FROM letters WHERE kind = 'guardian'")
    }
    return try #require(found)
  }

  private static func state(_ portal: TestPortal) async throws -> String? {
    try await portal.database.read { try $0.value("SELECT state FROM letters WHERE kind = 'guardian'") }
  }

  @Test(arguments: eachEngine())
  func `it leaves the print queue with its document, the note tells it, and it waits again with it`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (officer, second) = (try await portal.officer(), try await portal.secondOfficer())
      let form = "/kammer/dokumente/\(try await Self.document(portal, officer))/falsche-person"
      let note = try await officer.submit(form, [("grund", "Falsche Nummer")])
      #expect(note.text.contains("Brief an die Erziehungsberechtigten nicht gedruckt, aus der Liste genommen"))
      #expect(try await Self.state(portal) == "withdrawn")
      let document = form.replacing("/falsche-person", with: "")
      #expect(try await !officer.get(document).text.contains("Neu ausstellen"), "before the second officer's word")
      let early = try await officer.press("\(document)/neu-ausstellen")
      #expect(early.status == 409 && early.text.contains("erst, wenn eine zweite Person"))
      try await second.get(form)
      try await second.press("\(form)/freigeben", [("grund", "War doch richtig")])
      #expect(try await Self.state(portal) == "waiting")
    }
  }

  @Test(arguments: eachEngine())
  func `one that is being made when the document is closed is made anew without it`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.officer()
      let document = try await Self.document(portal, officer)
      let letters = GuardianLetter(
        clock: portal.application.site.clock, texts: portal.application.site.catalogue.texts(in: .german))
      let prepared = try await portal.database.read { try letters.prepare([document], now: portal.time.now, in: $0) }
      #expect(prepared.count == 1)
      _ = try await officer.submit("/kammer/dokumente/\(document)/falsche-person", [("grund", "Falsche Nummer")])
      await #expect(throws: (any Error).self) {
        try await portal.database.write { connection in for letter in prepared { try letter.commit(connection) } }
      }
      let again = try await portal.database.read { try letters.prepare([document], now: portal.time.now, in: $0) }
      #expect(again.isEmpty)
    }
  }
}
