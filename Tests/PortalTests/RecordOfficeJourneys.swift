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

/// How the chamber comes to look into a record: it asks, or an exam asks for it.
struct RecordOfficeJourneys {
  @Test(arguments: eachEngine())
  func `the chamber asks to look into a record, the apprentice decides, and both are told`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let officer = try await portal.officer("zweite@kammer.example")
      let office = path.replacing("/ausbildungsnachweise/", with: "/kammer/nachweise/")
      #expect(try await officer.submit("\(office)/anfragen", [("grund", " ")], from: office).status == 422)
      let asked = try await officer.submit("\(office)/anfragen", [("grund", "Beratung im Streit")], from: office)
      #expect(asked.text.contains("wartet auf Antwort"))
      let mail = try await portal.newestMail(to: "lea@sommer.example")?.text ?? ""
      #expect(mail.contains("bittet Sie") && !mail.contains("Streit"), "no reason in mails")
      #expect(try await lea.get("/").text.contains("Die Kammer bittet um Einsicht"))
      #expect(try await lea.get("\(path)/freigabe").text.contains("Beratung im Streit"))
      try await lea.press("\(path)/freigabe/ablehnen")
      #expect(try await officer.get(office).text.contains("abgelehnt"))
      #expect(try await officer.get(path).status == 404)
      #expect(try await portal.newestMail(to: "zweite@kammer.example")?.subject.contains("Antwort") == true)
      let again = try await officer.submit("\(office)/anfragen", [("grund", "Noch einmal")], from: office)
      #expect(!again.tellsProblem)
      try await lea.submit(
        "\(path)/freigabe", [("grund", "Gut"), ("tage", "14")], from: "\(path)/freigabe")
      #expect(try await officer.get(path).status == 200)
      #expect(try await officer.get(office).text.contains("Offen bis"))
      let over = try await lea.press("\(path)/freigabe/ablehnen")
      #expect(over.text.contains("schon beantwortet") && over.tellsProblem)
    }
  }

  @Test(arguments: eachEngine())
  func `for the admission to an exam the chamber opens a record near its end, and the apprentice reads each look`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let officer = try await portal.officer("zweite@kammer.example")
      let office = path.replacing("/ausbildungsnachweise/", with: "/kammer/nachweise/")
      #expect(try await officer.get(office).text.contains("in den letzten 6 Monaten"))
      let early = try await officer.submitOnce("\(office)/pruefung", [("anlass", "Zulassung")], from: office)
      #expect(early.status == 404, "in the second year")
      // The training ends on 31 July 2028.
      portal.time.advance(.days(480))
      try await officer.signIn("zweite@kammer.example")
      try await lea.signIn("lea@sommer.example")
      let token = Browser.token(in: try await officer.get(office).body) ?? ""
      let pressed = Browser.encode([("anlass", "Zulassung Sommer 2028"), ("formular", token)])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 1...50 { group.addTask { _ = try await officer.send("POST", "\(office)/pruefung", pressed) } }
        try await group.waitForAll()
      }
      let openings: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM record_releases") }
      #expect(openings == 1, "pressed fifty times at once")
      #expect(try await officer.get(path).status == 200)
      #expect(try await portal.newestMail(to: "lea@sommer.example")?.subject.contains("Prüfungszulassung") == true)
      let told = try await lea.get("\(path)/freigabe")
      #expect(told.text.contains("Zulassung Sommer 2028") && told.text.contains("ganzer Nachweis"))
      try await lea.press("\(path)/freigabe/beenden")
      #expect(try await officer.get(path).status == 200, "the law opens it, not the apprentice")
      portal.time.advance(.days(61))
      try await officer.signIn("zweite@kammer.example")
      #expect(try await officer.get(path).status == 404)
    }
  }
}
