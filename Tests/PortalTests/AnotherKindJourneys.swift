import Chronology
import Database
import Foundation
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing
import Work

/// A kind of person that no area knows gets all that persons of registers have: from one descriptor, in one line.
struct AnotherKindJourneys {
  private static func with(_ engine: Engine, _ body: (TestPortal) async throws -> Void) async throws {
    try await TestPortal.with(
      engine, adding: GuestKind.addition, migrations: PortalApplication.migrations + [GuestKind.migrations], body)
  }

  @Test(arguments: eachEngine())
  func `officers open accounts by mail, see the person, and end the access`(engine: Engine) async throws {
    try await Self.with(engine) { portal in
      let vera = try await portal.guest("G-1", "Vera", "Frei", email: "vera@frei.example")
      let officer = try await portal.officer()
      let missing = try await officer.get("/kammer/zugaenge")
      #expect(missing.text.contains("Gasthörende"))
      try await officer.get("/kammer/zugaenge/guest")
      try await officer.press("/kammer/zugaenge", [("was", "guest")])
      try await portal.application.longWorker.performAllDue()
      let person = portal.visitor(from: "192.0.2.60")
      try await person.redeem("vera@frei.example", try await portal.newestCode(to: "vera@frei.example") ?? "")
      #expect(try await person.get("/dokumente").text.contains("Gasthörer/-in: G-1"))
      let page = try await officer.get("/kammer/gaeste/\(vera)")
      #expect(page.text.contains("Vera Frei") && page.text.contains("vera@frei.example"))
      try await officer.get("\(page.path)/zugang-beenden")
      try await officer.press("\(page.path)/zugang-beenden")
      #expect(try await person.get("/dokumente").status == 404)
      #expect(try await officer.get("/kammer/protokoll?ereignis=guest").text.contains("Zugang beendet"))
    }
  }

  @Test(arguments: eachEngine())
  func `a letter brings the code, and the number is the user name`(engine: Engine) async throws {
    try await Self.with(engine) { portal in
      _ = try await portal.guest("G-2", "Uwe", "Klein", street: "Ring 4", at: "Musterstadt")
      let officer = try await portal.officer()
      try await officer.get("/kammer/zugaenge")
      try await officer.press("/kammer/zugaenge", [("was", "guest-letters")])
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      let letter = try await portal.lettersText(of: "access")
      #expect(letter.contains("Uwe Klein") && letter.contains("Ring 4") && letter.contains("Gasthörer/-in"))
      let code = String(try #require(letter.firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/)).output)
      let uwe = portal.visitor(from: "192.0.2.61")
      try await uwe.registered("Uwe", "Klein", "uwe@klein.example", on: portal)
      try await uwe.submit("/zugangsdaten", [("benutzername", "g 2"), ("code", code), ("email", "")])
      #expect(try await uwe.get("/dokumente").status == 200)
    }
  }

  @Test(arguments: eachEngine())
  func `they get documents, and give a deputy who reads them`(engine: Engine) async throws {
    try await Self.with(engine) { portal in
      _ = try await portal.guest("G-3", "Ines", "Roth", email: "ines@roth.example")
      let officer = try await portal.officer()
      try await officer.get("/kammer/zugaenge")
      try await officer.press("/kammer/zugaenge", [("was", "guest")])
      try await portal.application.longWorker.performAllDue()
      let ines = portal.visitor(from: "192.0.2.62")
      try await ines.redeem("ines@roth.example", try await portal.newestCode(to: "ines@roth.example") ?? "")
      let issued = try await portal.issue(
        officer, try await portal.pdf(["Willkommen."]),
        [("art", "notice"), ("titel", "Bescheid"), ("empfaenger", "guest"), ("nummer", "g3")])
      #expect(issued.text.contains("Das Dokument ist ausgestellt") && issued.text.contains("Ines Roth"))
      try await portal.application.tendDocuments()
      #expect(try await portal.newestMail(to: "ines@roth.example")?.subject.contains("Dokument") == true)
      let path = try await ines.newestDocument()
      #expect(try await ines.get("\(path)/inhalt").status == 200)
      #expect(try await ines.get("/profil/vertretung/neu").text.contains("Gasthörer/-in"))
    }
  }
}
