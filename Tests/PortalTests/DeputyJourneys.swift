import Accounts
import Chronology
import Database
import Foundation
import Postbox
import TestDatabases
import TestPortal
import Testing

/// Deputies: given, accepted, acted under, withdrawn; and what nobody may learn on the way.
struct DeputyJourneys {
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
      #expect(try await petra.get("/profil/vertretung").text.contains("Vera Frei"))
      #expect(try await portal.newestMail(to: "petra@baeckerei.example")?.text.contains("angenommen") == true)
      let before = vera.cookie("kp_session")
      let page = try await vera.act()
      #expect(page.path == company && page.status == 200)
      #expect(page.text.contains("Sie handeln für Bäckerei Müller & Söhne"))
      #expect(vera.cookie("kp_session") != before, "with other rights comes another session token")
      #expect(try await vera.get("/profil").status == 403)
      #expect(try await vera.get("/profil/passwort").status == 403)
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
        #expect(try await vera.get(path).status == 403, "\(path)")
      }
      let back = try await vera.stopsActing(company)
      #expect(back.text.contains("Sie handeln wieder für sich selbst"))
      #expect(!back.body.contains("/vertretung/beenden\""))
      let nothing = try await vera.get("/profil/vertretung/neu")
      #expect(nothing.status == 409, "what one holds for another cannot be handed on")
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
      try await portal.importCompanies(Self.bakery.replacing(";;;;;;KMPR", with: ";;;;;19.11.2026;KMPR"))
      #expect(try await vera.get(company).status == 404, "a company that closes has no deputies")
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

extension DeputyJourneys {
  static let bakery = "400 2001;Bäckerei Müller & Söhne;;e. K.;Brückenstraße 5;12347;Musterstadt;;;;;;KMPR-TZWB-LHL"
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
      #expect(list.text.contains("Noch keine Vertretung"), "not among the deputies")
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
      try await petra.proposes("Nora", "nora@baeckerei.example", company)
      let refusal = try #require(try await first.get("/kammer/vertretungen").path(ending: "ablehnen"))
      #expect(try await first.submit(refusal, [("grund", " ")]).status == 422)
      let refused = try await first.submit(refusal, [("grund", "Bitte reichen Sie die Vollmacht nach.")])
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
      #expect(try await nora.act().path == company)
      let id = try #require(own.split(separator: "/").last)
      let account: Int64? = try await portal.database.read {
        try $0.value("SELECT id FROM accounts WHERE first_name = 'Nora'")
      }
      #expect(!id.isEmpty)
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

private struct DeputyEvent: Sendable {
  let event: String
  let actor: Int64?
  let actingFor: Int64?
}

extension TestPortal {
  /// Petra, who administers the bakery, and Vera, who has an account and nothing else.
  fileprivate func giverAndDeputy() async throws -> (petra: Browser, vera: Browser, company: String) {
    let (petra, company) = try await administrator(of: DeputyJourneys.bakery)
    let vera = visitor(from: "192.0.2.60")
    try await vera.registered("Vera", "Frei", "vera@frei.example", on: self)
    return (petra, vera, company)
  }

  fileprivate func deputyEvents() async throws -> [DeputyEvent] {
    try await database.read { connection in
      try connection.rows("SELECT event, actor, acting_for FROM journal_entries WHERE event LIKE 'deputyship.%'")
        .map { DeputyEvent(event: try $0["event"], actor: try $0["actor"], actingFor: try $0["acting_for"]) }
    }
  }
}

extension Page {
  fileprivate func path(ending: String) -> String? {
    body.firstMatch(of: try! Regex("/kammer/vertretungen/\\d+/\(ending)")).map { String(body[$0.range]) }  // constant
  }
}

extension Browser {
  /// Fills the form `Vertretung einrichten`; with a password the deputy confirms at once.
  @discardableResult
  fileprivate func gives(
    to deputy: String, _ company: String, kind: String = "person", fields: [String] = ["contracts", "documents"],
    until: String = "", password: String? = nil
  ) async throws -> Page {
    let key = "company_administrator:\(company.split(separator: "/").last ?? "")"
    return try await submit(
      "/profil/vertretung/neu",
      [
        ("funktion", key), ("art", kind), ("vertretung", deputy), ("bis", until),
        ("bestaetigung", password == nil ? "spaeter" : "sofort"), ("passwort", password ?? ""),
      ] + fields.map { ("bereiche", $0) })
  }

  @discardableResult
  fileprivate func proposes(_ firstName: String, _ email: String, _ company: String) async throws -> Page {
    try await submit(
      "/profil/vertretung/mitarbeiter",
      [
        ("betrieb", String(company.split(separator: "/").last ?? "")), ("vorname", firstName), ("nachname", "Neu"),
        ("email", email), ("bereiche", "contracts"), ("bis", ""),
      ])
  }

  /// The address of a button among the permissions.
  fileprivate func buttonPath(_ action: String) async throws -> String {
    let page = try await get("/profil/berechtigungen")
    let pattern = try Regex("/profil/berechtigungen/\\d+/\(action)")
    return page.body.firstMatch(of: pattern).map { String(page.body[$0.range]) } ?? "/missing"
  }

  @discardableResult
  fileprivate func accepts() async throws -> Page {
    try await press(try await buttonPath("annehmen"))
  }

  /// `Zum Programm`
  @discardableResult
  fileprivate func act() async throws -> Page {
    try await press(try await buttonPath("handeln"))
  }

  fileprivate func stopsActing(_ page: String) async throws -> Page {
    try await get(page)
    return try await press("/vertretung/beenden")
  }

  fileprivate func endPath() async throws -> String {
    let page = try await get("/profil/vertretung")
    return page.body.firstMatch(of: /\/profil\/vertretung\/\d+\/beenden/).map { String($0.output) } ?? "/missing"
  }

  @discardableResult
  fileprivate func withdraws() async throws -> Page {
    try await submit(try await endPath(), [])
  }
}
