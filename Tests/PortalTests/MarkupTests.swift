import Database
import Foundation
import Portal
import TestDatabases
import TestPortal
import Testing
import Web

/// Whatever people and files write is text on every page, in every mail and in every export: never markup, never a formula.
struct MarkupTests {
  /// Each closes what it may stand in, and opens something that would act.
  private static let payloads = [
    "<zz-tag onload=x>", "\"><zz-tag>", "'><zz-tag>", "</textarea><zz-tag>", "</title><zz-tag>", "<!--<zz-tag>",
    "javascript:zz", "\" onfocus=\"zz\" autofocus=\"", "' onfocus='zz", "&lt;zz-tag&gt;", "{{7*7}}${7*7}#{7*7}",
    "</script><zz-tag>",
  ]

  @Test func `markup in a week, its comments and its file names stays text`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(RecordJourneys.week)"
      let all = Self.payloads.joined(separator: "\n")
      try await lea.submit(
        "\(week)/speichern", RecordJourneys.fields([("text0", all), ("abteilung", all)]), from: week)
      try Self.check(try await lea.get(week))
      try await lea.submit("\(week)/einreichen", RecordJourneys.fields(revision: 1, [("text0", all)]), from: week)
      try Self.check(try await marion.get("/ausbildungsnachweise"))
      try await marion.submit(
        "\(week)/zurueckgeben", [("kommentar", all), ("tag0", Self.payloads[1])], from: week)
      for page in ["/", path, week, "\(path)/auswertung", "\(path)/ausgabe"] {
        try Self.check(try await lea.get(page))
      }
      try Self.check(try await marion.get(week))
    }
  }

  @Test func `markup in an imported register stays text on the pages of officers and companies`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let officer = try await portal.officer()
      for (index, payload) in Self.payloads.enumerated() {
        let cell = "\"" + payload.replacing("\"", with: "\"\"") + "\""
        try await portal.importCompanies("41000\(10 + index);\(cell);\(cell);\(cell);\(cell);12347;\(cell);;;;;;")
      }
      try Self.check(try await officer.get("/kammer/betriebe"))
      for payload in Self.payloads {
        for list in ["/kammer/betriebe", "/kammer/konten", "/kammer/verzeichnis", "/kammer/dokumente"] {
          try Self.check(try await officer.get("\(list)?suche=\(FormInput.encoded(payload))"))
        }
      }
      let ids: [Int64] = try await portal.database.read { connection in
        try connection.rows("SELECT id FROM companies ORDER BY id").map { try $0["id"] }
      }
      #expect(ids.count >= Self.payloads.count)
      for id in ids { try Self.check(try await officer.get("/kammer/betriebe/\(id)")) }
    }
  }

  @Test func `markup that is typed into forms comes back as text beside its error`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let eva = portal.visitor()
      for payload in Self.payloads {
        try Self.check(
          try await eva.submit(
            "/registrieren", [("vorname", payload), ("nachname", payload), ("email", payload)]))
        try Self.check(
          try await eva.submit("/anmelden", [("email", payload), ("passwort", payload), ("weiter", payload)]))
        try Self.check(
          try await eva.submit("/startcode", [("email", payload), ("code", payload), ("passwort", payload)]))
        try Self.check(try await eva.submit("/zugangsdaten", [("benutzername", payload), ("code", payload)]))
        try Self.check(try await eva.get("/anmelden?weiter=\(FormInput.encoded(payload))"))
        try Self.check(try await eva.get("/pruefen?code=\(FormInput.encoded(payload))"))
        try Self.check(try await eva.send("GET", "/\(FormInput.encoded(payload))"))
      }
    }
  }

  private static func check(_ page: Page, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let place = Comment(rawValue: page.path)
    #expect(!page.body.contains("<zz-tag"), place, sourceLocation: sourceLocation)
    #expect(page.body.firstMatch(of: /<[^>"]*("[^"]*"[^>"]*)*\sonfocus=/) == nil, place, sourceLocation: sourceLocation)
    #expect(!page.body.contains("href=\"javascript:"), place, sourceLocation: sourceLocation)
    #expect(!page.body.contains("49 49 49"), place, sourceLocation: sourceLocation)
  }
}
