import Accounts
import Chamber
import Database
import Foundation
import Portal
import TestDatabases
import TestPortal
import Testing
import Web
import Work

/// Each kind of import asks for its right.
struct ImportRightTests {
  @Test func `the command line names what the areas import`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let names = portal.application.importKinds.map(\.kind)
      #expect(names == PortalApplication.importKindNames && Set(names).count == names.count)
    }
  }

  @Test(arguments: eachEngine())
  func `an officer reads in only what belongs to their work`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let theirs = try await officer.uploadImport(
        "occupations", "berufsnummer;beruf;monate", "99999;Prüfstand;36")
      #expect(theirs.status == 200)
      try await portal.leave(["companies"], to: "amt@kammer.example")
      let form = try await officer.get("/kammer/einlesen")
      #expect(form.body.contains("value=\"companies\"") && !form.body.contains("value=\"apprenticeships\""))
      for kind in ["occupations", "instructors", "apprenticeships", "examiners", "participants", "frameworks"] {
        let page = try await officer.uploadImport(kind, "berufsnummer;beruf", "1;2")
        #expect(page.status == 403, "\(kind)")
      }
      #expect(try await officer.get(theirs.path).status == 403)
      #expect(try await officer.send("GET", "\(theirs.path)/stand").status == 403)
      #expect(try await officer.submitOnce("\(theirs.path)/starten", [], from: "/kammer/einlesen").status == 403)
      #expect(
        try await officer.submitOnce("\(theirs.path)/entscheiden", [("alle", "name")], from: "/kammer/einlesen").status
          == 403)
      #expect(try await officer.uploadImport("companies", "betriebsnummer;name", "777;Neu").status == 200)
      try await portal.leave(["letters"], to: "amt@kammer.example")
      #expect(try await officer.get("/kammer/einlesen").status == 403)
    }
  }
}

extension TestPortal {
  /// Leaves an officer only some rights.
  fileprivate func leave(_ rights: Set<String>, to email: String) async throws {
    let now = time.now
    try await database.write { connection in
      guard let address = EmailAddress(email),
        let account = try AccountQueries.account(withEmail: address, in: connection)
      else { return }
      try OfficerQueries.save(
        OfficerTerms(Set(rights.map(OfficerRight.init(rawValue:)))), of: account.id, now: now, in: connection)
    }
  }
}
