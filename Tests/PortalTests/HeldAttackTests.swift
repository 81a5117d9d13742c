import Accounts
import Database
import Foundation
import Portal
import Postbox
import Settings
import TestDatabases
import TestPortal
import Testing
import Web

/// Attacks that were tried on the portal and held: each stays tried.
struct HeldAttackTests {
  @Test(arguments: eachEngine())
  func `a form is taken only with a token that was made for this visitor since the sign-in`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let (petra, eva) = (portal.visitor(), portal.visitor(from: "192.0.2.66"))
      try await petra.registered("Petra", "Holz", "petra@x.example", on: portal)
      try await eva.registered("Eva", "Fremd", "eva@x.example", on: portal)
      let before = try await portal.stateOfAccounts()
      let own = Browser.token(in: try await petra.get("/profil/konto-loeschen").body) ?? ""
      let foreign = Browser.token(in: try await eva.get("/profil/konto-loeschen").body) ?? ""
      #expect(!own.isEmpty && own != foreign)
      let fields = [("passwort", Browser.password)]
      for token in ["", "x", foreign, String(own.dropLast()), own + "A", "../" + own] {
        let answer = try await petra.send(
          "POST", "/profil/konto-loeschen", Browser.encode(fields + [("formular", token)]))
        #expect(answer.status == 403, "token «\(token)»")
      }
      let inQuery = try await petra.send("POST", "/profil/konto-loeschen?formular=\(own)", Browser.encode(fields))
      #expect(inQuery.status == 403)
      let json = Array(#"{"formular":"\#(own)","passwort":"\#(Browser.password)"}"#.utf8)
      #expect(
        try await petra.send("POST", "/profil/konto-loeschen", json, contentType: "application/json").status == 403)
      #expect(try await portal.stateOfAccounts() == before)
    }
  }

  @Test func `the token of a form from before the sign-in is worth nothing after it`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let petra = portal.visitor()
      let stale = Browser.token(in: try await petra.get("/registrieren").body) ?? ""
      try await petra.registered("Petra", "Holz", "petra@x.example", on: portal)
      let answer = try await petra.send(
        "POST", "/abmelden", Browser.encode([("formular", stale)]))
      #expect(answer.status == 403)
      #expect(try await petra.get("/profil").status == 200, "still signed in")
    }
  }

  @Test func `no other method and no header turns a page into a deed`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@x.example", on: portal)
      for method in ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "CONNECT", "PROPFIND"] {
        let answer = try await petra.send(method, "/abmelden")
        #expect([404, 405].contains(answer.status), "\(method)")
      }
      for header in ["x-http-method-override", "x-http-method", "x-method-override"] {
        let answer = try await petra.send("GET", "/profil/konto-loeschen?_method=POST", headers: [header: "POST"])
        #expect(answer.status == 200)
      }
      #expect(try await petra.get("/profil").status == 200)
    }
  }

  @Test func `a token that a stranger made for an own cookie is worth nothing to somebody without one`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let eva = portal.visitor(from: "192.0.2.66")
      for planted in ["aaaaaaaaaaaaaaaaaaaaaaaa|", "aaaaaaaaaaaaaaaaaaaaaaaa"] {
        eva.setCookie("kp_visitor", planted)
        let token = Browser.token(in: try await eva.get("/passwort-vergessen").body) ?? ""
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        #expect(parts.count == 4)
        let forged = "\(parts[0]).\(parts[1]).\(parts[2])|\(planted.dropLast()).\(parts[3])"
        for one in [token, forged, "", ".", "|."] {
          let answer = try await portal.visitor(from: "192.0.2.7").send(
            "POST", "/passwort-vergessen", Browser.encode([("email", "lea@x.example"), ("formular", one)]))
          #expect(answer.status == 403)
        }
      }
    }
  }

  @Test func `a session that a stranger chose is never the one that a sign-in opens`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.visitor().registered("Petra", "Holz", "petra@x.example", on: portal)
      let planted = "planted-by-a-stranger-0123456789abcdef"
      let petra = portal.visitor(from: "192.0.2.7")
      for name in ["kp_session", "kp_visitor", "kp_factor"] { petra.setCookie(name, planted) }
      try await petra.signIn("petra@x.example")
      #expect(try await petra.get("/profil").status == 200)
      #expect(petra.cookie("kp_session") != planted)
      let stranger = portal.visitor(from: "192.0.2.66")
      stranger.setCookie("kp_session", planted)
      #expect(try await stranger.get("/profil").path.hasPrefix("/anmelden"))
    }
  }

  @Test func `a forged host is in no mail, no page and no redirect`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let petra = portal.visitor()
      try await petra.registered("Petra", "Holz", "petra@x.example", on: portal)
      let eva = portal.visitor(from: "192.0.2.66")
      let token = Browser.token(in: try await eva.get("/passwort-vergessen").body) ?? ""
      let forged = [
        "x-forwarded-host": "evil.example", "forwarded": "host=evil.example;proto=https", "x-original-url": "/kammer",
        "x-forwarded-proto": "ftp", "origin": "null", "referer": "https://evil.example/",
      ]
      let answer = try await eva.send(
        "POST", "/passwort-vergessen", Browser.encode([("email", "petra@x.example"), ("formular", token)]),
        headers: forged)
      #expect(!answer.headers.contains { $0.value.contains("evil.example") })
      let mail = try #require(try await portal.newestMail(to: "petra@x.example"))
      #expect(mail.text.contains("http://portal.test/") && !mail.text.contains("evil.example"))
      let page = try await eva.send("GET", "/hilfe", headers: forged)
      #expect(page.status == 200 && !page.body.contains("evil.example"))
    }
  }

  @Test func `only the address that the own proxy saw counts against a network`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let limit = portal.application.settings[AccountSettings.postsPerNetwork]
      var last = 0
      for number in 0...limit {
        // Each request claims to have come through another machine; the proxy saw the same one.
        let eva = portal.visitor(from: "10.\(number % 250).\(number / 250).1, 203.0.113.9")
        last = try await eva.submitOnce("/anmelden", [("email", "x@x.example"), ("passwort", "falsch")]).status
        if last == 429 { break }
      }
      #expect(last == 429)
    }
  }

  @Test func `a path of files leads nowhere but to files of the portal`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let eva = portal.visitor()
      let paths = [
        "/assets/../../secret", "/assets/%2e%2e/%2e%2e/secret", "/assets/..%2f..%2fsecret", "/assets//etc/passwd",
        "/assets/....//secret", "/assets/%00", "/assets/look.css%00.png", "/demo/briefe/../kammerportal.sqlite",
        "/demo/briefe/%2e%2e%2fsecret", "/dokumente/%2e%2e/1", "/betriebe/-1", "/betriebe/18446744073709551616",
        "/betriebe/9223372036854775808", "/betriebe/%D9%A3", "/betriebe/1%00",
        "/ausbildungsnachweise/1/2026/999999999999",
        "/ausbildungsnachweise/99999999999999999999/2026/1", "/\\evil.example", "/%5cevil.example",
        "/%0d%0aSet-Cookie:x=1",
      ]
      for path in paths {
        let answer = try await eva.send("GET", path)
        #expect([303, 308, 400, 404].contains(answer.status), "\(path): \(answer.status)")
        #expect(!answer.headers.contains { $0.value.contains("\r") || $0.value.contains("\n") })
      }
    }
  }

  @Test(arguments: eachEngine())
  func `signs that databases and their searches care about are looked for as they are`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.officer()
      try await portal.importRegister()
      let tables = try await portal.tables()
      let lists = [
        "/kammer/betriebe", "/kammer/konten", "/kammer/verzeichnis", "/kammer/dokumente", "/kammer/pruefungen",
        "/kammer/pruefungen/teilnehmer", "/kammer/protokoll",
      ]
      let hostile = [
        "' OR '1'='1", "'; DROP TABLE accounts; --", "\" OR 1=1 --", "%", "_", "\\", "') UNION SELECT 1,2,3 --", "*",
        "\"*",
        "a AND NOT b", "NEAR(a b)", "\u{0}", "a:*|b", "!&()", String(repeating: "(", count: 500),
      ]
      for list in lists {
        for text in hostile {
          let answer = try await officer.get("\(list)?suche=\(FormInput.encoded(text))")
          #expect(answer.status == 200, "\(list) \(text)")
        }
      }
      #expect(try await portal.tables() == tables)
    }
  }
}

extension TestPortal {
  /// How many rows the tables have that an injected statement would change first.
  fileprivate func tables() async throws -> [Int] {
    try await database.read { connection in
      [
        try connection.value("SELECT count(*) FROM accounts") ?? 0,
        try connection.value("SELECT count(*) FROM companies") ?? 0,
        try connection.value("SELECT count(*) FROM apprentices") ?? 0,
      ]
    }
  }
}
