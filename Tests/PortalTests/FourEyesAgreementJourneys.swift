import Accounts
import Chronology
import Office
import Portal
import Settings
import Database
import TestDatabases
import TestPortal
import Testing

/// Who proposed and who agreed stands where the chamber looks: at the document, the account, the setting.
struct FourEyesAgreementJourneys {
  private static let both = "zugestimmt von Karla Amtfrau am "

  @Test(arguments: eachEngine())
  func `the page of an account tells which two officers wanted its deletion, also when it is gone`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", "lea@sommer.example", on: portal)
      let (klaus, karla) = (try await portal.officer(), try await portal.secondOfficer())
      let path = try await klaus.pathOfAccount("sommer")
      try await klaus.get("\(path)/loeschen")
      try await klaus.press("\(path)/loeschen", [("grund", "Zwei Konten")])
      #expect(try await !klaus.get(path).text.contains("zugestimmt von"), "nobody agreed yet")
      portal.time.advance(.minutes(5))
      try await karla.get("\(path)/loeschen")
      try await karla.press("\(path)/loeschen")
      let page = try await klaus.get(path).text
      #expect(page.contains("Löschung eines Kontos: vorgeschlagen von Klaus Amtmann am ") && page.contains(Self.both))
      #expect(try await portal.count("four_eyes_agreements", "proposed_at < agreed_at") == 1)
      portal.time.advance(.days(60))
      #expect(try await portal.application.accounts.eraseDue(now: portal.time.now) >= 1)
      try await klaus.signIn("amt@kammer.example")
      #expect(try await klaus.get(path).text.contains(Self.both), "for as long as the log tells it")
    }
  }

  @Test(arguments: eachEngine())
  func `a document that was taken back tells who wanted that, and who agreed`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let (klaus, karla) = (try await portal.officer(), try await portal.secondOfficer())
      let path = try await portal.issue(
        klaus, try await portal.pdf(["Bescheid"]),
        RightPersonJourneys.notice.map { $0.0 == "nummer" ? ("nummer", "A-1001") : $0 }
      ).path
      try await klaus.submit("\(path)/zurueckziehen", [("grund", "Tippfehler im Betrag")])
      try await karla.get("\(path)/zurueckziehen")
      try await karla.press("\(path)/zurueckziehen")
      let page = try await klaus.get(path).text
      #expect(page.contains("Tippfehler im Betrag"))
      #expect(page.contains("Dokument zurückziehen: vorgeschlagen von Klaus Amtmann am ") && page.contains(Self.both))
      let log = try await klaus.get("/kammer/protokoll?ereignis=four_eyes").text
      #expect(log.contains("Einem Vorschlag zugestimmt") && log.contains("vorgeschlagen von: Klaus Amtmann"))
    }
  }

  @Test(arguments: eachEngine())
  func `the settings tell which two officers switched the four eyes off`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (klaus, karla) = (try await portal.officer(), try await portal.secondOfficer())
      let off = [("schluessel", "chamber.fourEyes"), ("chamber.fourEyes", "false"), ("vorher", "true")]
      let settings = "/kammer/einstellungen"
      try await klaus.submit(settings, off)
      let seen = try await karla.get(settings).value(of: "vorschlag") ?? "unseen"
      try await karla.submit(settings, off + [("vorschlag", seen)])
      #expect(!portal.application.settings[OfficeSettings.fourEyes])
      let page = try await klaus.get("\(settings)?bereich=chamber").text
      #expect(page.contains("Vier Augen ausschalten: vorgeschlagen von Klaus Amtmann am ") && page.contains(Self.both))
      #expect(try await klaus.get("\(settings)?sprache=en").text.contains("agreed to by Karla Amtfrau on "))
    }
  }

  @Test(arguments: eachEngine())
  func `what one officer may decide alone has no second name`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.switchOffFourEyes()
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", "lea@sommer.example", on: portal)
      let klaus = try await portal.officer()
      let path = try await klaus.pathOfAccount("sommer")
      try await klaus.get("\(path)/loeschen")
      try await klaus.press("\(path)/loeschen", [("grund", "Zwei Konten")])
      #expect(try await !klaus.get(path).text.contains("zugestimmt von"))
      #expect(try await portal.count("four_eyes_agreements") == 0)
    }
  }
}
