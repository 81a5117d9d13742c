import Accounts
import Chronology
import Database
import Foundation
import Postbox
import TestDatabases
import TestPortal
import Testing

/// Deputies that the chamber approves, and companies as deputies.
struct ProposedDeputyJourneys {
  private static let studio = "400 2002;Salon Haargenau;;;Lange Straße 77;12349;Neudorf;;;;;;I1l0-OoZ9"

  @Test(arguments: eachEngine())
  func `a proposed employee is invisible until the chamber approves, then gets a start code`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (petra, vera, company) = try await portal.giverAndDeputy()
      #expect(try await vera.get("/profil/vertretung/mitarbeiter").status == 404, "for companies only")
      let list = try await petra.proposes("Nils", "nils@baeckerei.example", company)
      #expect(list.text.contains("Die Kammer prüft Ihren Vorschlag: Nils Neu"))
      #expect(list.text.contains("In Prüfung bei der Kammer"))
      #expect(!list.text.contains("Aktuelle Vertretungen"), "not among the deputies")
      #expect(try await portal.mailCount(to: "nils@baeckerei.example") == 0)
      let officer = try await portal.officer()
      #expect(try await officer.get("/kammer").text.contains("Vorgeschlagene Vertretungen"))
      let queue = try await officer.get("/kammer/vertretungen")
      #expect(queue.text.contains("Nils Neu nils@baeckerei.example") && queue.text.contains("Petra Holz"))
      let approved = try await officer.press(try #require(queue.path(ending: "genehmigen")))
      #expect(approved.text.contains("Die Vertretung ist genehmigt"))
      let now = try await petra.get("/profil/vertretung")
      #expect(now.text.contains("Nils Neu") && !now.text.contains("In Prüfung"))
      let nils = portal.visitor(from: "192.0.2.88")
      try await nils.redeem(
        "nils@baeckerei.example", try #require(try await portal.newestCode(to: "nils@baeckerei.example")))
      #expect(try await nils.act().path == company)
      try await petra.proposes("Vera", "vera@frei.example", company)
      try await officer.press(
        try #require(try await officer.get("/kammer/vertretungen").path(ending: "genehmigen")))
      #expect(try await portal.newestMail(to: "vera@frei.example")?.code == nil, "who has an account needs no code")
      #expect(try await vera.act().path != company, "nobody becomes a deputy unasked")
      let told = try #require(try await portal.newestMail(to: "petra@baeckerei.example")?.text)
      #expect(told.contains("Sie vertritt erst, wenn sie annimmt") && !told.contains("hat ihre Zugangsdaten"))
      #expect(try await vera.accepts().status == 200)
      #expect(try await vera.act().path == company)
    }
  }

  @Test(arguments: eachEngine())
  func `two officers decide once, and a refusal tells its reason`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, _, company) = try await portal.giverAndDeputy()
      let first = try await portal.officer()
      let second = try await portal.officer("zweite@kammer.example")
      try await petra.proposes("Nils", "nils@baeckerei.example", company)
      let path = try #require(try await first.get("/kammer/vertretungen").path(ending: "genehmigen"))
      try await second.get("/kammer/vertretungen")
      async let one = first.press(path)
      async let other = second.press(path)
      let pages = try await [one, other]
      #expect(pages.map(\.status).sorted() == [200, 409])
      #expect(pages.contains { $0.text.contains("Dieser Vorschlag ist schon erledigt") })
      #expect(try await portal.mailCount(to: "nils@baeckerei.example") == 1)
      #expect(try await first.press(path).status == 409, "also long after")
      #expect(try await petra.get("/profil/vertretung").text.contains("Nils Neu"), "what was decided stands")
      try await petra.proposes("Nora", "nora@baeckerei.example", company)
      let refusal = try #require(try await first.get("/kammer/vertretungen").path(ending: "ablehnen"))
      #expect(try await first.submit(refusal, [("grund", " ")]).status == 422)
      let proposed = try await first.submit(refusal, [("grund", "Bitte reichen Sie die Vollmacht nach.")])
      #expect(proposed.text.contains("Eine zweite Person aus der Kammer muss zustimmen"))
      #expect(try await first.press(refusal).status == 422, "one officer twice is not two")
      #expect(try await second.get(refusal).text.contains("Bitte reichen Sie die Vollmacht nach."))
      let refused = try await second.press(refusal)
      #expect(refused.text.contains("Der Vorschlag ist abgelehnt"))
      let mail = try await portal.newestMail(to: "petra@baeckerei.example")
      #expect(mail?.text.contains("Bitte reichen Sie die Vollmacht nach.") == true)
      let list = try await petra.get("/profil/vertretung")
      #expect(list.text.contains("nicht genehmigt") && list.text.contains("Vollmacht"))
      #expect(try await portal.mailCount(to: "nora@baeckerei.example") == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `a company deputises through its administrators, and only through them`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, vera, company) = try await portal.giverAndDeputy()
      try await portal.importCompanies(Self.studio)
      let own = try await vera.verify("4002002", "I1l0-OoZ9").path
      let now = try await petra.gives(to: "400 2002", company, kind: "betrieb", password: "egal und lang genug")
      #expect(now.text.contains("Ein Betrieb bestätigt immer später"))
      try await petra.gives(to: "400 2002", company, kind: "betrieb")
      let jonas = try await vera.invites("Jonas", role: "mitglied", to: own, on: portal)
      let nora = try await vera.invites("Nora", role: "administration", to: own, on: portal)
      #expect(try await jonas.get("/profil/berechtigungen").text.contains("Sie vertreten niemanden"))
      try await vera.accepts()
      #expect(try await petra.get("/profil/vertretung").text.contains("Salon Haargenau"))
      let button = try await nora.buttonPath("handeln")
      #expect(try await jonas.press(button).status == 404, "members of the deputising company may not")
      #expect(try await nora.press(button).path == company)
      let account: Int64? = try await portal.database.read {
        try $0.value("SELECT id FROM accounts WHERE first_name = 'Nora'")
      }
      try await vera.submit("\(own)/personen/\(account ?? 0)/entziehen", [])
      #expect(try await nora.get(company).status == 404, "no administrator any more, no deputy any more")
    }
  }

  @Test(arguments: eachEngine())
  func `what a false administrator gave is void when the company ends the access by its letter`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (petra, vera, company) = try await portal.giverAndDeputy()
      try await petra.gives(to: "vera@frei.example", company)
      try await vera.accepts()
      try await vera.act()
      portal.time.advance(.minutes(5))
      // As `Widerruf` leaves it: an end that nobody of the company signed.
      let now = portal.time.now
      try await portal.database.write { connection in
        _ = try connection.execute("UPDATE company_members SET ended_at = \(now)")
      }
      #expect(try await vera.get(company).status == 404)
    }
  }
}
