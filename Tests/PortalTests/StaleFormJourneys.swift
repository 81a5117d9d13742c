import Chronology
import Database
import Foundation
import TestDatabases
import TestPortal
import Testing
import Web

/// What was typed into a form outlives the session and the form's own age, for the person who typed it.
struct StaleFormJourneys {
  private let typed = [
    ("vorname", "Jonas"), ("nachname", "Korn"), ("email", "jonas@baeckerei.example"), ("rolle", "mitglied"),
    ("rechte", "reading"), ("bis", "31.12.2026"), ("passwort", "Geheim und lang genug"), ("pin", "KMPR-TZWB-LHL"),
  ]

  /// Where the sign-in page leads to.
  private func next(_ page: Page) -> String {
    page.body.firstMatch(of: /name="weiter" value="([^"]+)"/).map { String($0.output.1) } ?? "/"
  }

  private func signIn(_ visitor: Browser, _ email: String, to path: String) async throws -> Page {
    try await visitor.press("/anmelden", [("email", email), ("passwort", Browser.password), ("weiter", path)])
  }

  @Test(arguments: eachEngine())
  func `a form sent after the session ended comes back filled, is not sent by itself, and holds no secrets`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, company) = try await portal.administrator(of: TestPortal.bakeryLine)
      try await petra.get("\(company)/einladen")
      portal.time.advance(.minutes(50))
      let asked = try await petra.press("\(company)/einladen", typed)
      #expect(asked.text.contains("Sie waren länger nicht aktiv") && asked.text.contains("noch nicht gesendet"))
      #expect(try await portal.mailCount(to: "jonas@baeckerei.example") == 0)
      let form = try await signIn(petra, "petra@baeckerei.example", to: next(asked))
      #expect(form.status == 200 && form.text.contains("Ihre Eingaben sind wieder da"))
      #expect(form.body.contains("value=\"Jonas\"") && form.body.contains("value=\"jonas@baeckerei.example\""))
      #expect(!form.body.contains("Geheim und lang") && !form.body.contains("KMPR"), "no passwords, no PINs")
      #expect(try await portal.mailCount(to: "jonas@baeckerei.example") == 0, "only the button sends it")
      let sent = try await petra.press("\(company)/einladen", typed)
      #expect(sent.text.contains("Die Einladung"))
      #expect(try await portal.mailCount(to: "jonas@baeckerei.example") == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `what one person typed is shown to nobody else who signs in`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, company) = try await portal.administrator(of: TestPortal.bakeryLine)
      let jonas = try await petra.invites("Jonas", role: "administration", to: company, on: portal)
      try await petra.get("\(company)/einladen")
      portal.time.advance(.minutes(50))
      let asked = try await petra.press("\(company)/einladen", [("vorname", "Vertraulich"), ("nachname", "Geheim")])
      let path = next(asked)
      #expect(path.contains("entwurf="))
      try await jonas.signIn("jonas@baeckerei.example")
      let other = try await jonas.get(path)
      #expect(!other.body.contains("Vertraulich") && !other.text.contains("Ihre Eingaben sind wieder da"))
      try await petra.signIn("petra@baeckerei.example")
      #expect(try await petra.get(path).body.contains("Vertraulich"))
      portal.time.advance(.minutes(121))
      try await petra.signIn("petra@baeckerei.example")
      #expect(!(try await petra.get(path).body.contains("Vertraulich")), "not for ever")
    }
  }

  @Test(arguments: eachEngine())
  func `a form older than the sign-in is offered again to its owner, one from elsewhere to nobody`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, company) = try await portal.administrator(of: TestPortal.bakeryLine)
      let page = try await petra.get("\(company)/einladen")
      let old = Browser.token(in: page.body) ?? ""
      try await petra.submit("/abmelden", [], from: "/profil")
      try await petra.signIn("petra@baeckerei.example")
      let body = Browser.encode([("vorname", "Jonas"), ("formular", old)])
      let stale = try await petra.send("POST", "\(company)/einladen", body)
      #expect(stale.status == 403 && stale.text.contains("Zum ausgefüllten Formular"))
      let path = stale.body.firstMatch(of: /href="([^"]*entwurf=[0-9a-f]+)"/).map { String($0.output.1) } ?? "/"
      #expect(try await petra.get(path).body.contains("value=\"Jonas\""))

      let stranger = portal.visitor(from: "192.0.2.99")
      try await stranger.registered("Eva", "Fremd", "eva@fremd.example", on: portal)
      let foreign = Browser.token(in: try await stranger.get("/profil").body) ?? ""
      for token in ["", "a.b", "a.b.c.d", foreign] {
        let forged = try await petra.send(
          "POST", "\(company)/einladen", Browser.encode([("vorname", "Angreifer"), ("formular", token)]))
        #expect(forged.status == 403 && !forged.body.contains("entwurf="), "\(token)")
      }
    }
  }

  @Test(arguments: eachEngine())
  func `a form that is too large is not kept, and of one network only the newest are`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, company) = try await portal.administrator(of: TestPortal.bakeryLine)
      let token = Browser.token(in: try await petra.get("\(company)/einladen").body) ?? ""
      portal.time.advance(.minutes(50))
      func send(_ name: String) async throws -> String {
        let body = Browser.encode([("vorname", name), ("formular", token)])
        return try await petra.send("POST", "\(company)/einladen", body).header("location") ?? ""
      }
      #expect(try await send(String(repeating: "x", count: 70_000)) == "/anmelden")
      var paths: [String] = []
      for number in 1...7 { paths.append(try await send("Jonas \(number)")) }
      try await petra.signIn("petra@baeckerei.example")
      #expect(try await petra.kept(of: paths, holding: "value=\"Jonas ") == 5)
    }
  }

  @Test(arguments: eachEngine())
  func `a week that comes back after the sign-in does not go over what was stored meanwhile`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let week = "\(path)/\(RecordJourneys.week)"
      try await lea.get(week)
      portal.time.advance(.minutes(50))
      let asked = try await lea.press("\(week)/speichern", RecordJourneys.fields([("text0", "Abends getippt")]))
      let phone = portal.visitor(from: "192.0.2.77")
      try await phone.signIn("lea@sommer.example")
      try await phone.submit("\(week)/speichern", RecordJourneys.fields([("text0", "Vom Telefon")]), from: week)
      let form = try await signIn(lea, "lea@sommer.example", to: next(asked))
      let revision = form.body.firstMatch(of: /name="fassung" value="(\d+)"/).flatMap { Int($0.output.1) }
      #expect(form.body.contains("Abends getippt") && revision == 0)
      let sent = try await lea.press(
        "\(week)/speichern", RecordJourneys.fields(revision: revision ?? 1, [("text0", "Abends getippt")]))
      #expect(sent.status == 409 && sent.text.contains("Abends getippt") && sent.text.contains("Vom Telefon"))
    }
  }

  @Test(arguments: eachEngine())
  func `strangers with tokens of their own making push nobody's form out`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, company) = try await portal.administrator(of: TestPortal.bakeryLine)
      let page = try await petra.get("\(company)/einladen")
      let token = Browser.token(in: page.body) ?? ""
      portal.time.advance(.minutes(50))
      func send(_ visitor: Browser, _ token: String) async throws -> String {
        let body = Browser.encode([("vorname", "Jonas"), ("formular", token)])
        return try await visitor.send("POST", "\(company)/einladen", body).header("location") ?? ""
      }
      let kept = try await send(petra, token)
      #expect(kept.contains("entwurf"))
      let parts = token.split(separator: ".").map(String.init)
      let forged = [
        "a.\(parts[1]).b.c", "\(parts[0]).\(parts[1])..d", "x\(parts[0]).\(parts[1]).\(parts[2]).\(parts[3])",
      ]
      for text in forged + forged + forged { #expect(try await send(portal.visitor(), text) == "/anmelden") }
      try await petra.signIn("petra@baeckerei.example")
      let query = kept.split(separator: "=", maxSplits: 1).last.map(String.init)?.removingPercentEncoding ?? ""
      #expect(try await petra.get(query).body.contains("value=\"Jonas\""))
    }
  }

  @Test(arguments: eachEngine())
  func `of a household with many addresses only the newest are kept`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, company) = try await portal.administrator(of: TestPortal.bakeryLine)
      let token = Browser.token(in: try await petra.get("\(company)/einladen").body) ?? ""
      portal.time.advance(.minutes(50))
      var paths: [String] = []
      for number in 1...7 {
        let visitor = portal.visitor(from: "2001:db8:1:2::\(number)")
        let body = Browser.encode([("vorname", "Jonas"), ("formular", token)])
        paths.append(try await visitor.send("POST", "\(company)/einladen", body).header("location") ?? "")
      }
      try await petra.signIn("petra@baeckerei.example")
      #expect(try await petra.kept(of: paths, holding: "value=\"Jonas\"") == 5)
    }
  }
}

extension Browser {
  /// How many of the forms that a sign-in leads to are there with what was typed.
  fileprivate func kept(of paths: [String], holding text: String) async throws -> Int {
    var found = 0
    for path in paths {
      let query = path.split(separator: "=", maxSplits: 1).last.map(String.init)?.removingPercentEncoding ?? ""
      if try await get(query).body.contains(text) { found += 1 }
    }
    return found
  }
}
