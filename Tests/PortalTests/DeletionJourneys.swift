import Chronology
import Database
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing

/// Accounts that end, and what stands against it.
struct DeletionJourneys {
  private let email = "lea@holzwerk.example"

  @Test(arguments: eachEngine())
  func `a blocked account that is deleted stays closed during the wait and is gone after it`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      try await portal.switchOffFourEyes()
      let officer = try await portal.officer()
      let path = try await officer.pathOfAccount("sommer")
      try await officer.press("\(path)/sperren", [("grund", "Austritt")])
      try await officer.get(path)
      #expect(try await officer.press("\(path)/loeschen", [("grund", "Auf Wunsch")]).status == 200)
      portal.time.advance(.days(3))
      #expect(try await lea.signIn(email).status == 422, "a sign-in does not take back what the chamber blocked")
      portal.time.advance(.days(11))
      try await portal.application.tidy()
      let left: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM accounts WHERE last_name = 'Sommer'")
      }
      #expect(left == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `an officer's deletion needs a second officer, who sees it on the overview`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      let one = try await portal.officer()
      let other = try await portal.secondOfficer()
      let path = try await one.pathOfAccount("sommer")
      #expect(try await one.press("\(path)/loeschen").status == 422, "a reason is wanted")
      let proposed = try await one.press("\(path)/loeschen", [("grund", "Zwei Konten")])
      #expect(proposed.text.contains("Eine zweite Person aus der Kammer muss zustimmen"))
      #expect(try await lea.get("/profil").status == 200, "nothing has happened yet")
      #expect(try await !one.get("/kammer").text.contains("Löschung eines Kontos"))
      #expect(try await other.get("/kammer").text.contains("Löschung eines Kontos"))
      #expect(try await other.get(path).text.contains("Vorgeschlagen: Löschung eines Kontos"), "at the object, too")
      let asked = try await other.get("\(path)/loeschen")
      #expect(asked.text.contains("Vorgeschlagen von Klaus Amtmann") && asked.text.contains("Zwei Konten"))
      try await other.press("\(path)/loeschen")
      #expect(try await lea.get("/profil").path.hasPrefix("/anmelden"))
      #expect(try await portal.newestMail(to: email)?.subject.contains("gelöscht") == true)
    }
  }

  @Test(arguments: eachEngine())
  func `of two administrators who delete their accounts at once, one stays for the member`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(
        "400 2001;Bäckerei Müller;;;Brückenstraße 5;12347;Musterstadt;;;;;;KMPR-TZWB-LHL")
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      let company = try await petra.verify("4002001", "KMPR-TZWB-LHL").path
      let jonas = try await petra.invites("Jonas", role: "administration", to: company, on: portal)
      _ = try await petra.invites("Mia", role: "mitglied", to: company, on: portal)
      async let one = petra.submit("/profil/konto-loeschen", [("passwort", Browser.password)])
      async let other = jonas.submit("/profil/konto-loeschen", [("passwort", Browser.password)])
      let answers = try await [one, other].map(\.text)
      #expect(answers.count { $0.contains("Nur Sie verwalten Bäckerei Müller") } == 1)
      #expect(answers.count { $0.contains("Ihr Konto wird am Freitag, 4. Dezember 2026 gelöscht") } == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `an invited person who takes two weeks to confirm is not erased as a forgotten registration`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(
        "400 2001;Bäckerei Müller;;;Brückenstraße 5;12347;Musterstadt;;;;;;KMPR-TZWB-LHL")
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      let company = try await petra.verify("4002001", "KMPR-TZWB-LHL").path
      try await petra.invite("Jonas", role: "mitglied", to: company)
      let code = try #require(try await portal.newestCode(to: "jonas@baeckerei.example"))
      portal.time.advance(.days(13))
      try await portal.application.tidy()
      let start = try await portal.visitor(from: "192.0.2.50").redeem("jonas@baeckerei.example", code)
      #expect(start.text.contains("Guten Tag, Jonas Korn"))
    }
  }
}
