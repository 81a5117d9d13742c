import Chronology
import Database
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing

struct SignInJourneys {
  private let email = "lea@holzwerk.example"

  @Test(arguments: eachEngine())
  func `signing out ends the session in the database, not only in the browser`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      let session = lea.cookie("kp_session")
      try await lea.get("/profil")
      #expect(try await lea.press("/abmelden").text.contains("Sie sind abgemeldet"))
      lea.setCookie("kp_session", session)
      #expect(try await lea.get("/profil").text.contains("Mit E-Mail-Adresse oder Benutzername"))
    }
  }

  @Test(arguments: eachEngine())
  func `after the sign-in one comes to the page one wanted, and never to another site`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.visitor().registered("Lea", "Sommer", email, on: portal)
      let lea = portal.visitor()
      let asked = try await lea.send("GET", "/betrieb-freischalten")
      #expect(asked.status == 303)
      #expect(asked.header("location") == "/anmelden?weiter=/betrieb-freischalten")
      let page = try await lea.submit(
        "/anmelden", [("email", email), ("passwort", Browser.password), ("weiter", "/betrieb-freischalten")])
      #expect(page.path == "/betrieb-freischalten")
      for evil in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let reply = try await portal.visitor().submitOnce(
          "/anmelden", [("email", email), ("passwort", Browser.password), ("weiter", evil)])
        #expect(reply.header("location") == "/")
      }
    }
  }

  @Test(arguments: eachEngine())
  func `five wrong passwords lock strangers out for a day, told by mail only, and the own device still gets in`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      let stranger = portal.visitor(from: "203.0.113.7")
      for _ in 1...5 { try await stranger.signIn(email, "falsches Passwort 123") }
      #expect(try await portal.newestMail(to: email)?.subject.contains("vorübergehend gesperrt") == true)
      let locked = try await stranger.signIn(email)
      #expect(locked.text.contains("E-Mail-Adresse oder Passwort stimmt nicht"), "the lock shows nothing to strangers")
      lea.setCookie("kp_session", nil)
      #expect(try await lea.signIn(email).text.contains("Guten Tag, Lea Sommer"))
      portal.time.advance(.hours(24))
      #expect(try await portal.visitor(from: "203.0.113.8").signIn(email).text.contains("Guten Tag"))
    }
  }

  @Test(arguments: eachEngine())
  func `a forgotten password is replaced, ends all sessions and the lock`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      let stranger = portal.visitor(from: "203.0.113.7")
      for _ in 1...5 { try await stranger.signIn(email, "falsches Passwort 123") }
      let other = portal.visitor(from: "192.0.2.44")
      try await other.submit("/passwort-vergessen", [("email", email)])
      let code = try #require(try await portal.newestCode(to: email))
      #expect(try await other.redeem(email, code, password: "ganz neues Passwort 7").text.contains("Guten Tag"))
      #expect(try await lea.get("/profil").path.hasPrefix("/anmelden"), "the old session is over")
      #expect(try await stranger.signIn(email, "ganz neues Passwort 7").text.contains("Guten Tag"))
      #expect(try await portal.newestMail(to: email)?.subject.contains("geändert") == true)
    }
  }

  @Test(arguments: eachEngine())
  func `the reset code dies with a sign-in by the old password`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      try await portal.visitor().submit("/passwort-vergessen", [("email", email)])
      let code = try #require(try await portal.newestCode(to: email))
      try await portal.visitor().signIn(email)
      let page = try await portal.visitor().redeem(email, code, password: "ganz neues Passwort 7")
      #expect(page.text.contains("gilt nicht mehr"))
    }
  }

  @Test(arguments: eachEngine())
  func `a forgotten password before the activation sends the activation again`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.visitor().register("Lea", "Sommer", email)
      try await portal.visitor().submit("/passwort-vergessen", [("email", email)])
      #expect(try await portal.newestMail(to: email)?.subject.contains("Startcode") == true)
      let code = try #require(try await portal.newestCode(to: email))
      #expect(try await portal.visitor().redeem(email, code).text.contains("Ihr Konto ist eingerichtet"))
    }
  }

  @Test(arguments: eachEngine())
  func `known and unknown addresses get the same answer at sign-in and reset`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.visitor().registered("Lea", "Sommer", email, on: portal)
      for path in ["/anmelden", "/passwort-vergessen"] {
        var pages: [Page] = []
        for address in [email, "unknown@holzwerk.example"] {
          let visitor = portal.visitor(from: "192.0.2.\(pages.count + 60)")
          pages.append(
            try await visitor.submitOnce(path, [("email", address), ("passwort", "falsches Passwort 123")]))
        }
        #expect(pages[0].status == pages[1].status)
        #expect(pages[0].headers.map(\.name) == pages[1].headers.map(\.name))
        let neutral = pages.map { $0.text.replacing(email, with: "X").replacing("unknown@holzwerk.example", with: "X") }
        #expect(neutral[0] == neutral[1])
      }
    }
  }

  @Test(arguments: eachEngine())
  func `a start code typed as password leads to choosing a password`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.register("Lea", "Sommer", email)
      let code = try #require(try await portal.newestCode(to: email))
      let page = try await lea.signIn(email, " \(code.lowercased())\u{00A0}")
      #expect(page.text.contains("Startcode eingeben"))
      #expect(page.body.contains("value=\"\(code)\""))
      #expect(try await lea.redeem(email, code).text.contains("Guten Tag"))
    }
  }

  @Test(arguments: eachEngine())
  func `a session ends after half an hour without a click and after twelve hours in any case`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      for _ in 1...3 {
        portal.time.advance(.minutes(29))
        #expect(try await lea.get("/profil").path == "/profil")
      }
      portal.time.advance(.minutes(31))
      #expect(try await lea.get("/profil").path.hasPrefix("/anmelden"))
      try await lea.signIn(email)
      for _ in 1...30 {
        portal.time.advance(.minutes(25))
        try await lea.get("/")
      }
      #expect(try await lea.get("/profil").path.hasPrefix("/anmelden"))
    }
  }

  @Test(arguments: eachEngine())
  func `a person sees the own devices and ends one of them`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      let phone = portal.visitor(from: "192.0.2.77")
      try await phone.signIn(email)
      let profile = try await lea.get("/profil")
      #expect(profile.text.contains("Firefox, Linux (192.0.2.77)"))
      #expect(try await lea.press("/profil/sitzungen/andere-beenden").text.contains("Auf allen anderen Geräten"))
      #expect(try await phone.get("/profil").path.hasPrefix("/anmelden"))
      #expect(try await lea.get("/profil").path == "/profil")
    }
  }

  @Test(arguments: eachEngine())
  func `nobody ends the session of another person`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      let eva = portal.visitor(from: "192.0.2.78")
      try await eva.registered("Eva", "Fremd", "eva@fremd.example", on: portal)
      let session: Int64? = try await portal.database.read {
        try $0.value("SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.first_name = 'Lea'")
      }
      try await eva.get("/profil")
      #expect(try await eva.press("/profil/sitzungen/\(session ?? 0)/beenden").status == 404)
      #expect(try await lea.get("/profil").path == "/profil")
    }
  }

  @Test(arguments: eachEngine())
  func `an account is deleted after the wait, a sign-in before takes it back, and the address is free again`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      #expect(
        try await lea.submit("/profil/konto-loeschen", [("passwort", "falsch")]).text.contains("Passwort stimmt nicht"))
      let scheduled = try await lea.submit("/profil/konto-loeschen", [("passwort", Browser.password)])
      #expect(scheduled.text.contains("Ihr Konto wird am Freitag, 4. Dezember 2026 gelöscht"))
      portal.time.advance(.days(3))
      #expect(try await lea.signIn(email).text.contains("Die Löschung Ihres Kontos ist aufgehoben"))
      try await lea.submit("/profil/konto-loeschen", [("passwort", Browser.password)])
      portal.time.advance(.days(14))
      try await portal.application.tidy()
      let names: String? = try await portal.database.read {
        try $0.value("SELECT first_name || last_name || email FROM accounts")
      }
      #expect(names == "")
      #expect(try await portal.visitor().signIn(email).status == 422)
      let start = try await portal.visitor().redeemAfterRegistering("Lea", "Neu", email, on: portal)
      #expect(start.text.contains("Guten Tag, Lea Neu"))
    }
  }

  @Test(arguments: eachEngine())
  func `a changed password signs all other devices out`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      let phone = portal.visitor(from: "192.0.2.77")
      try await phone.signIn(email)
      let changed = try await lea.submit(
        "/profil/passwort", [("bisher", Browser.password), ("passwort", "ganz neues Passwort 7")])
      #expect(changed.text.contains("Ihr Passwort ist geändert"))
      #expect(try await phone.get("/profil").path.hasPrefix("/anmelden"))
      #expect(try await portal.visitor().signIn(email).status == 422)
      #expect(try await portal.visitor().signIn(email, "ganz neues Passwort 7").status == 200)
    }
  }

  @Test func `a form without its token changes nothing and gives a page`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let page = try await portal.visitor().send(
        "POST", "/registrieren", Browser.encode([("vorname", "A"), ("nachname", "B"), ("email", "a@b.de")]))
      #expect(page.status == 403)
      #expect(page.text.contains("Das Formular ist abgelaufen"))
      let count: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM accounts") }
      #expect(count == 0)
    }
  }

  @Test func `nonsense gets a proper page, never a fault`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let visitor = portal.visitor()
      #expect(try await visitor.send("GET", "/gibt-es-nicht").status == 404)
      #expect(try await visitor.send("DELETE", "/anmelden").status == 405)
      #expect(try await visitor.send("POST", "/anmelden", Array(repeating: 65, count: 300_000)).status == 413)
      #expect(try await visitor.send("POST", "/anmelden", [0xFF, 0xFE, 0x00, 0x26, 0x3D, 0x25, 0x5A]).status == 403)
      let broken = try await visitor.submit("/anmelden", [("email", "\u{0}\u{1F}😀\u{202E}"), ("passwort", "\u{0}")])
      #expect(broken.status == 422)
      for path in ["/betriebe/0", "/betriebe/-1", "/betriebe/99999999999999999999", "/kammer/betriebe/x", "/%00%ff"] {
        #expect([303, 404].contains(try await visitor.send("GET", path).status), "\(path)")
      }
    }
  }
}

extension Browser {
  fileprivate func redeemAfterRegistering(
    _ firstName: String, _ lastName: String, _ email: String, on portal: TestPortal
  ) async throws -> Page {
    try await register(firstName, lastName, email)
    return try await redeem(email, try await portal.newestCode(to: email) ?? "")
  }
}
