import Accounts
import Chronology
import Database
import Foundation
import Postbox
import Portal
import TestDatabases
import TestPortal
import Testing
import Work

/// Deputies: given, accepted, acted under, withdrawn; and what nobody may learn on the way.
struct DeputyJourneys {
  static let bakery = "400 2001;Bäckerei Müller & Söhne;;e. K.;Brückenstraße 5;12347;Musterstadt;;;;;;KMPR-TZWB-LHL"

  @Test(arguments: eachEngine())
  func `a deputy is offered by mail, accepts, acts for the company, and what is withdrawn is gone on the next click`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, vera, company) = try await portal.giverAndDeputy()
      let offered = try await petra.gives(to: "vera@frei.example", company)
      #expect(offered.text.contains("Wenn es zu vera@frei.example ein Konto gibt, ist die E-Mail unterwegs"))
      #expect(offered.text.contains("wartet auf Annahme"))
      #expect(!offered.text.contains("Vera Frei"), "no name before she accepts")
      let mail = try #require(try await portal.newestMail(to: "vera@frei.example"))
      #expect(mail.text.contains("in Vertretung handeln"))
      #expect(try await vera.get("/").text.contains("Sie wurden als Vertretung angegeben"))
      let held = try await vera.accepts()
      #expect(held.text.contains("Sie vertreten jetzt: Bäckerei Müller & Söhne"))
      #expect(try await vera.get("/").text.contains("Zum Programm Bäckerei Müller & Söhne"))
      #expect(try await petra.get("/profil/vertretung").text.contains("Vera Frei"))
      #expect(try await portal.newestMail(to: "petra@baeckerei.example")?.text.contains("angenommen") == true)
      let before = vera.cookie("kp_session")
      let page = try await vera.act()
      #expect(page.path == company && page.status == 200)
      #expect(page.text.contains("Sie handeln für Bäckerei Müller & Söhne"))
      #expect(vera.cookie("kp_session") != before, "with other rights comes another session token")
      #expect(try await vera.get("/profil").status == 409)
      #expect(try await vera.get("/profil/passwort").status == 409)
      try await petra.withdraws()
      #expect(try await vera.get(company).status == 404, "gone on the next click")
      #expect(try await vera.get("/profil").status == 200)
      #expect(try await portal.newestMail(to: "vera@frei.example")?.text.contains("nicht mehr") == true)
    }
  }

  @Test(arguments: eachEngine())
  func `a deputy is a member within the areas given, never the administration, and deputises no further`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, vera, company) = try await portal.giverAndDeputy()
      try await petra.gives(to: "vera@frei.example", company)
      try await vera.accepts()
      try await vera.act()
      let refused = try await vera.get("\(company)/einladen")
      #expect(refused.status == 403)
      #expect(refused.text.contains("Dieses Recht bekommen Sie von: Petra Holz"))
      for path in ["/profil/vertretung", "/profil/vertretung/neu", "/profil/vertretung/mitarbeiter"] {
        #expect(try await vera.get(path).status == 409, "\(path)")
      }
      let back = try await vera.stopsActing(company)
      #expect(back.text.contains("Sie handeln wieder für sich selbst"))
      #expect(!back.body.contains("/vertretung/beenden\""))
      #expect(try await vera.get("/profil/vertretung").text.contains("Keine Funktion zum Vertreten"))
      let nothing = try await vera.get("/profil/vertretung/neu")
      #expect(nothing.status == 404, "what one holds for another cannot be handed on")
      let events = try await portal.deputyEvents()
      #expect(events.contains { $0.event == "deputyship.acting.begun" && $0.actingFor != nil && $0.actor != nil })
      #expect(events.contains { $0.event == "deputyship.acting.ended" && $0.actingFor != nil && $0.actor != nil })
      #expect(Set(events.compactMap(\.actingFor)).isDisjoint(with: events.filter { $0.actingFor != nil }.map(\.actor)))
    }
  }

  @Test(arguments: eachEngine())
  func `the deputy confirms on the giver's screen, and wrong passwords lock as at the sign-in`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (petra, vera, company) = try await portal.giverAndDeputy()
      let done = try await petra.gives(to: "vera@frei.example", company, password: Browser.password)
      #expect(done.text.contains("Vera Frei hat bestätigt"))
      #expect(try await vera.act().path == company)
      try await petra.withdraws()
      for _ in 1...10 {
        let empty = try await petra.gives(to: "vera@frei.example", company, password: "")
        #expect(empty.text.contains("Bitte lassen Sie die Person ihr Passwort eingeben"), "and that costs no try")
      }
      for number in 1...4 {
        let wrong = try await petra.gives(to: "vera@frei.example", company, password: "falsch geraten \(number)")
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("Name und Passwort passen nicht zusammen"))
        #expect(!wrong.body.contains("falsch geraten"), "the password never comes back")
        #expect(wrong.body.contains("value=\"vera@frei.example\""), "the rest stays")
      }
      let tooMany = try await petra.gives(to: "vera@frei.example", company, password: Browser.password)
      #expect(tooMany.text.contains("zu viele Versuche"))
      portal.time.advance(.minutes(61))
      try await petra.signIn("petra@baeckerei.example")
      let fifth = try await petra.gives(to: "vera@frei.example", company, password: "noch einmal falsch")
      #expect(fifth.status == 422)
      let locked = try await petra.gives(to: "vera@frei.example", company, password: Browser.password)
      #expect(locked.text.contains("Name und Passwort passen nicht zusammen"), "locked looks like wrong")
      let locks: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM sign_in_locks WHERE locked_until IS NOT NULL")
      }
      #expect(locks == 1)
      let leaks: Int? = try await portal.database.read {
        try $0.value(
          "SELECT count(*) FROM journal_entries WHERE details LIKE '%Kaffeetasse%' OR details LIKE '%falsch%'")
      }
      #expect(leaks == 0)
    }
  }

  @Test(arguments: eachEngine())
  func `what can be no address and no user name is told at once`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, _, company) = try await portal.giverAndDeputy()
      for nonsense in ["Vera", "vera@", "§$%&"] {
        let told = try await petra.gives(to: nonsense, company)
        #expect(told.status == 422, "\(nonsense)")
        #expect(told.text.contains("Bitte geben Sie eine E-Mail-Adresse oder einen Benutzernamen ein"))
      }
    }
  }

  @Test(arguments: eachEngine())
  func `who has a second factor confirms in the own account only`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, vera, company) = try await portal.giverAndDeputy()
      let now = portal.time.now
      try await portal.database.write { connection in
        let account: Int64 = try connection.value("SELECT id FROM accounts WHERE first_name = 'Vera'") ?? 0
        _ = try connection.execute(
          """
          INSERT INTO account_second_factors (account_id, secret, confirmed_at, last_step)
          VALUES (\(account), \([UInt8(1)]), \(now), 0)
          """)
      }
      let refused = try await petra.gives(to: "vera@frei.example", company, password: Browser.password)
      #expect(refused.status == 422 && refused.text.contains("hat einen zweiten Faktor"))
      #expect(try await vera.get("/profil/berechtigungen").text.contains("Sie vertreten niemanden"))
    }
  }

  @Test(arguments: eachEngine())
  func `an unknown name gets the same answer, and so does its list`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, _, company) = try await portal.giverAndDeputy()
      let known = try await petra.gives(to: "vera@frei.example", company)
      let unknown = try await petra.gives(to: "viola@frei.example", company)
      #expect(unknown.text.contains("Wenn es zu viola@frei.example ein Konto gibt, ist die E-Mail unterwegs"))
      #expect(known.status == unknown.status)
      let badges = unknown.text.matches(of: /wartet auf Annahme/).count
      #expect(badges == 2, "the list shows both alike")
      #expect(try await portal.mailCount(to: "viola@frei.example") == 0)
      let wrong = try await petra.gives(to: "viola@frei.example", company, password: "irgendein Passwort")
      #expect(wrong.text.contains("Name und Passwort passen nicht zusammen"))
      let number = try await petra.gives(to: "999 9999", company, kind: "betrieb")
      #expect(number.text.contains("Wenn es zu 999 9999 ein Konto gibt"))
      let own = try await petra.gives(to: "petra@baeckerei.example", company)
      #expect(own.status == 422 && own.text.contains("Sich selbst"))
      let empty = try await petra.gives(to: "", company, fields: [])
      #expect(empty.text.contains("Bitte geben Sie an, wer vertritt"))
      #expect(empty.text.contains("Bitte wählen Sie mindestens einen Bereich"))
    }
  }

  @Test(arguments: eachEngine())
  func `a deputyship ends by itself after its last day, also with the company`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, vera, company) = try await portal.giverAndDeputy()
      try await petra.gives(to: "vera@frei.example", company, until: "2026-11-21")
      try await vera.accepts()
      try await vera.act()
      portal.time.advance(.days(1))
      try await vera.signIn("vera@frei.example")
      #expect(try await vera.act().status == 200, "the last day counts")
      portal.time.advance(.days(1))
      try await vera.signIn("vera@frei.example")
      #expect(try await vera.get(company).status == 404)
      #expect(try await vera.get("/profil/berechtigungen").text.contains("Sie vertreten niemanden"))
      try await petra.signIn("petra@baeckerei.example")
      #expect(try await petra.get("/profil/vertretung").text.contains("vorbei"))
      try await petra.gives(to: "vera@frei.example", company)
      try await vera.accepts()
      try await vera.act()
      try await portal.importCompanies(
        Self.bakery.replacing(";;;;;;KMPR", with: ";;;;;19.11.2026;KMPR"), accepting: [.end])
      #expect(try await vera.get(company).status == 404, "a company that closes has no deputies")
    }
  }

  @Test(arguments: eachEngine())
  func `an offer that nobody accepts in thirty days lapses, for known and unknown addresses alike`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (petra, vera, company) = try await portal.giverAndDeputy()
      try await petra.gives(to: "vera@frei.example", company)
      try await petra.gives(to: "viola@frei.example", company)
      #expect(try await vera.get("/profil/berechtigungen").text.contains("Annehmen bis Sonntag, 20. Dezember 2026"))
      portal.time.advance(.days(30))
      try await portal.application.tidy()
      try await vera.signIn("vera@frei.example")
      let accept = try await vera.buttonPath("annehmen")
      #expect(accept != "/missing", "the last day counts")
      portal.time.advance(.days(1))
      try await portal.application.tidy()
      try await vera.signIn("vera@frei.example")
      try await vera.get("/profil/berechtigungen")
      #expect(try await vera.press(accept).status != 200)
      #expect(try await vera.get("/profil/berechtigungen").text.contains("Sie vertreten niemanden"))
      try await petra.signIn("petra@baeckerei.example")
      let list = try await petra.get("/profil/vertretung")
      #expect(list.text.matches(of: /nicht angenommen/).count == 2)
      #expect(try await portal.deputyEvents().filter { $0.event == "deputyship.lapsed" }.count == 2)
    }
  }

  @Test(arguments: eachEngine())
  func `of accepting and withdrawing at once one wins, and a strange offer does not exist`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let (petra, vera, company) = try await portal.giverAndDeputy()
      try await petra.gives(to: "vera@frei.example", company)
      let accept = try await vera.buttonPath("annehmen")
      #expect(try await petra.press(accept).status == 404, "an offer to somebody else does not exist")
      let eva = portal.visitor(from: "192.0.2.77")
      try await eva.registered("Eva", "Fremd", "eva@fremd.example", on: portal)
      #expect(try await eva.get("/profil/vertretung/1/beenden").status == 404)
      async let one = vera.press(accept)
      async let other = vera.press(accept)
      let statuses = try await [one.status, other.status].sorted()
      #expect(statuses == [200, 409])
      let path = try await petra.endPath()
      async let ended = petra.submit(path, [])
      async let acting = vera.act()
      _ = try await (ended, acting)
      #expect(try await vera.get(company).status == 404, "a withdrawal always counts")
      try await petra.gives(to: "vera@frei.example", company)
      let decline = try await vera.buttonPath("ablehnen")
      #expect(try await vera.press(decline).text.contains("Sie haben die Vertretung abgelehnt"))
      #expect(try await vera.press(decline).status == 409)
      try await petra.gives(to: "vera@frei.example", company)
      try await vera.accepts()
      let given = try await vera.get("/profil/berechtigungen").body
        .firstMatch(of: /\/profil\/berechtigungen\/\d+\/zurueckgeben/).map { String($0.output) }
      #expect(try await vera.submit(given ?? "/", []).text.contains("Sie haben die Vertretung zurückgegeben"))
    }
  }
}
