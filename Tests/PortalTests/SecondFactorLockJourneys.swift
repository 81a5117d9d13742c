import Accounts
import Chronology
import Database
import Portal
import TestDatabases
import TestPortal
import Testing

/// What the second factor asks for, and what ends its lock.
struct SecondFactorLockJourneys {
  private let email = "lea@holzwerk.example"

  @Test(arguments: eachEngine())
  func `the second factor is set up with the password only, and a wrong one loses nothing`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      let (app, none) = try await lea.setUpFactor(on: portal, password: "falsches Passwort 123")
      #expect(none.isEmpty)
      let form = try await lea.get("/profil")
      #expect(!form.text.contains("Eingeschaltet. Nach dem Passwort"))
      let (_, codes) = try await lea.setUpFactor(on: portal)
      #expect(codes.count == 10)
      #expect(!app.secret.isEmpty)
    }
  }

  @Test(arguments: eachEngine())
  func `a new password by mail gives no more tries for the code`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      let (app, _) = try await lea.setUpFactor(on: portal)
      portal.time.advance(.seconds(30))
      let thief = portal.visitor(from: "203.0.113.7")
      try await thief.signIn(email)
      let wrong = app.wrongCode(at: portal.time.now)
      for _ in 1...5 { try await thief.press("/anmelden/zweiter-faktor", [("code", wrong)]) }
      try await thief.submit("/passwort-vergessen", [("email", email)])
      try await thief.redeem(email, try await portal.newestCode(to: email) ?? "", password: "ganz neues Passwort 7")
      let right = app.code(at: portal.time.now)
      let page = try await thief.press("/anmelden/zweiter-faktor", [("code", right)])
      #expect(page.path.hasPrefix("/anmelden"), "even the right code is not taken while the lock lasts")
      #expect(try await thief.get("/profil").path.hasPrefix("/anmelden"))
      #expect(try await thief.signIn(email, "ganz neues Passwort 7").status == 422)
      portal.time.advance(.hours(25))
      try await thief.signIn(email, "ganz neues Passwort 7")
      let later = try await thief.press("/anmelden/zweiter-faktor", [("code", app.code(at: portal.time.now))])
      #expect(later.text.contains("Guten Tag"))
    }
  }

  @Test(arguments: eachEngine())
  func `who is turned away stands in the log, a few times however often it is tried`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      for _ in 1...40 { _ = try await lea.send("POST", "/profil/passwort", Browser.encode([("formular", "x")])) }
      let noted: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM journal_entries WHERE event = 'access.refused.form'")
      }
      #expect(noted == 20)
      #expect(try await lea.get("/profil").text.contains("Fremdes oder abgelaufenes Formular abgewiesen"))
    }
  }
}
