import Accounts
import Database
import Portal
import Sodium
import TestDatabases
import TestPortal
import Testing

/// One password, however a device sends it, and what it is asked for.
struct PasswordJourneys {
  private let email = "lea@holzwerk.example"
  /// `ü`, `ß` and `é` as one sign each.
  private let composed = "Grüße an die süße Chef\u{E9}tage"
  /// The same as some telephones send it: letters with marks behind them.
  private let decomposed = "Gru\u{308}ße an die su\u{308}ße Chefe\u{301}tage"

  @Test(arguments: eachEngine())
  func `a password set on one device opens on another that sends its umlauts otherwise`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      for (number, (set, typed)) in [(composed, decomposed), (decomposed, composed)].enumerated() {
        let (person, address) = (portal.visitor(), "lea\(number)@holzwerk.example")
        try await person.register("Lea", "Sommer", address)
        try await person.redeem(address, try await portal.newestCode(to: address) ?? "", password: set)
        #expect(try await portal.visitor(from: "192.0.2.7").signIn(address, typed).text.contains("Guten Tag"))
        #expect(try await portal.visitor(from: "192.0.2.8").signIn(address, set).text.contains("Guten Tag"))
        #expect(try await portal.visitor(from: "192.0.2.9").signIn(address, typed + " ").status == 422, "blanks count")
        #expect(try await portal.visitor(from: "192.0.2.9").signIn(address, typed.uppercased()).status == 422)
      }
    }
  }

  @Test(arguments: eachEngine())
  func `a hash from before, made of the letters as they came, still opens and is renewed`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.visitor().registered("Lea", "Sommer", email, on: portal)
      let old = try PasswordHash.make(decomposed, cost: .least)
      try await portal.database.write { try $0.execute("UPDATE accounts SET password_hash = \(old)") }
      #expect(try await portal.visitor(from: "192.0.2.7").signIn(email, composed).status == 422)
      #expect(try await portal.visitor(from: "192.0.2.7").signIn(email, decomposed).text.contains("Guten Tag"))
      let renewed: String? = try await portal.database.read { try $0.value("SELECT password_hash FROM accounts") }
      #expect(renewed != old)
      #expect(try await portal.visitor(from: "192.0.2.8").signIn(email, composed).text.contains("Guten Tag"))
    }
  }

  @Test(arguments: eachEngine())
  func `a password asked for in a session is guessed five times, then the device is signed out, and the owner gets in`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      for _ in 1...4 {
        let page = try await lea.submit("/profil/konto-loeschen", [("passwort", "falsches Passwort 123")])
        #expect(page.status == 422)
      }
      let fifth = try await lea.submit(
        "/profil/passwort", [("bisher", "falsches Passwort 123"), ("passwort", "ganz neues Passwort 7")])
      #expect(fifth.text.contains("Sie sind auf diesem Gerät abgemeldet"))
      #expect(try await lea.get("/profil").path.hasPrefix("/anmelden"), "who took the session is out")
      #expect(try await portal.visitor(from: "192.0.2.7").signIn(email).text.contains("Guten Tag"))
      #expect(try await lea.signIn(email).text.contains("Guten Tag"), "the own device signs in as well")
      let page = try await lea.submit("/profil/passwort", [("bisher", "nochmals falsch 1"), ("passwort", "x")])
      #expect(page.status == 422, "and counts anew")
    }
  }

  @Test(arguments: eachEngine())
  func `fifty guesses at once within a session are compared five times`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      try await lea.get("/profil/passwort")
      let token = Browser.token(in: try await lea.get("/profil/passwort").body) ?? ""
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<50 {
          group.addTask {
            let fields = [("bisher", "geraten \(number)"), ("passwort", "ganz neues Passwort 7"), ("formular", token)]
            _ = try await lea.send("POST", "/profil/passwort", Browser.encode(fields))
          }
        }
        try await group.waitForAll()
      }
      let noted: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM journal_entries WHERE event = 'account.password.wrong'")
      }
      #expect(noted == 4)
    }
  }

  @Test(arguments: eachEngine())
  func `a changed password gives the session another token, and a reset forgets the devices`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      let token = lea.cookie("kp_session")
      try await lea.submit(
        "/profil/passwort", [("bisher", Browser.password), ("passwort", "ganz neues Passwort 7")])
      #expect(lea.cookie("kp_session") != token)
      #expect(try await lea.get("/profil").path == "/profil")
      let thief = portal.visitor(from: "203.0.113.7")
      thief.setCookie("kp_session", token)
      #expect(try await thief.get("/profil").path.hasPrefix("/anmelden"))
      let elsewhere = portal.visitor(from: "192.0.2.9")
      try await elsewhere.submit("/passwort-vergessen", [("email", email)])
      try await elsewhere.redeem(
        email, try await portal.newestCode(to: email) ?? "", password: "noch ein Passwort 8")
      let devices: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM devices") }
      #expect(devices == 1, "the one of the reset")
    }
  }
}
