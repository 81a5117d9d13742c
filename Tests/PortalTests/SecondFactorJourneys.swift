import Accounts
import Chronology
import Database
import Foundation
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing

struct SecondFactorJourneys {
  private let email = "lea@holzwerk.example"
  private static let asked = "Code aus der App eingeben"

  /// Lea with a second factor that was set up in the step before.
  private func setUp(
    on portal: TestPortal
  ) async throws -> (lea: Browser, app: OneTimePassword, recoveryCodes: [String]) {
    let lea = portal.visitor()
    try await lea.registered("Lea", "Sommer", email, on: portal)
    let (app, codes) = try await lea.setUpFactor(on: portal)
    portal.time.advance(.seconds(30))
    return (lea, app, codes)
  }

  @Test(arguments: eachEngine())
  func `a second factor is set up with the first code, told by mail, and asked for at the next sign-in`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, app, codes) = try await setUp(on: portal)
      #expect(Set(codes).count == 10)
      #expect(try await portal.newestMail(to: email)?.subject.contains("Zweiter Faktor eingeschaltet") == true)
      let profile = try await lea.get("/profil")
      #expect(profile.text.contains("Eingeschaltet. Nach dem Passwort"))
      #expect(profile.text.contains("Zweiter Faktor eingeschaltet"), "it stands in the log")
      let phone = portal.visitor(from: "192.0.2.77")
      let asked = try await phone.submit(
        "/anmelden", [("email", email), ("passwort", Browser.password), ("weiter", "/betrieb-freischalten")])
      #expect(asked.text.contains(Self.asked))
      #expect(phone.cookie("kp_session") == nil)
      #expect(try await phone.get("/profil").path.hasPrefix("/anmelden"), "the password alone opens nothing")
      phone.setCookie("kp_session", phone.cookie("kp_factor"))
      #expect(try await phone.get("/profil").path.hasPrefix("/anmelden"), "the wait is no session")
      let code = app.code(at: portal.time.now)
      try await phone.get("/anmelden/zweiter-faktor")
      let entered = try await phone.press(
        "/anmelden/zweiter-faktor",
        [("code", "\(code.prefix(3)) \(code.suffix(3))"), ("weiter", "/betrieb-freischalten")])
      #expect(entered.path == "/betrieb-freischalten")
      #expect(phone.cookie("kp_factor") == nil)
      #expect(try await phone.get("/profil").path == "/profil")
    }
  }

  @Test(arguments: eachEngine())
  func `the set-up takes no wrong code, no secret of another account, and ends other sessions`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let eva = portal.visitor(from: "192.0.2.78")
      try await eva.registered("Eva", "Fremd", "eva@fremd.example", on: portal)
      let foreign = try await eva.get("/profil/zweiter-faktor")
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      let phone = portal.visitor(from: "192.0.2.77")
      try await phone.signIn(email)
      let form = try await lea.get("/profil/zweiter-faktor")
      let wrong = try await lea.press(
        "/profil/zweiter-faktor",
        [("geheimnis", form.sealedSecret), ("passwort", Browser.password), ("code", "000000")])
      #expect(wrong.status == 422)
      #expect(wrong.text.contains("Dieser Code stimmt nicht"))
      let shown = (before: try form.shownSecret, after: try wrong.shownSecret)
      #expect(shown.before == shown.after, "the app need not scan again")
      let app = OneTimePassword(secret: try foreign.shownSecret)
      let code = app.code(at: portal.time.now)
      let stolen = try await lea.press(
        "/profil/zweiter-faktor", [("geheimnis", foreign.sealedSecret), ("passwort", Browser.password), ("code", code)])
      #expect(!stolen.text.contains("Ihre Ersatzcodes"))
      #expect(try await phone.get("/profil").path == "/profil")
      try await lea.setUpFactor(on: portal)
      #expect(try await phone.get("/profil").path.hasPrefix("/anmelden"))
      #expect(try await lea.get("/profil").path == "/profil")
    }
  }

  @Test(arguments: eachEngine())
  func `five wrong codes end the sign-in and lock strangers out, told by mail`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, app, _) = try await setUp(on: portal)
      let thief = portal.visitor(from: "203.0.113.7")
      try await thief.signIn(email)
      let wrong = app.wrongCode(at: portal.time.now)
      for _ in 1...4 {
        let page = try await thief.press("/anmelden/zweiter-faktor", [("code", wrong)])
        #expect(page.status == 422)
        #expect(page.text.contains("Dieser Code stimmt nicht"))
      }
      let fifth = try await thief.press("/anmelden/zweiter-faktor", [("code", wrong)])
      #expect(fifth.path == "/anmelden")
      #expect(fifth.text.contains("Bitte melden Sie sich noch einmal an"))
      #expect(thief.cookie("kp_factor") == nil)
      let mail = try #require(try await portal.newestMail(to: email)).text.split(whereSeparator: \.isWhitespace)
      #expect(mail.joined(separator: " ").contains("kennt jemand Ihr Passwort"))
      #expect(try await thief.signIn(email).status == 422, "strangers are locked out, whatever they know")
      try await lea.get("/profil")
      try await lea.press("/abmelden")
      try await lea.signIn(email)
      let own = try await lea.press("/anmelden/zweiter-faktor", [("code", app.code(at: portal.time.now))])
      #expect(own.text.contains("Guten Tag, Lea Sommer"), "the own device still gets in")
    }
  }

  @Test(arguments: eachEngine())
  func `tries at several sign-ins count together, and no typing error counts`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (_, app, _) = try await setUp(on: portal)
      let wrong = app.wrongCode(at: portal.time.now)
      let waiting = portal.visitor(from: "203.0.113.9")
      try await waiting.signIn(email)
      for typed in ["", "12345", "abcdef", "1234567"] {
        let page = try await waiting.press("/anmelden/zweiter-faktor", [("code", typed)])
        #expect(page.text.contains("Der Code hat 6 Ziffern"))
      }
      for number in 1...5 {
        let thief = portal.visitor(from: "203.0.113.\(10 + number)")
        try await thief.signIn(email)
        try await thief.press("/anmelden/zweiter-faktor", [("code", wrong)])
      }
      let late = try await waiting.press("/anmelden/zweiter-faktor", [("code", app.code(at: portal.time.now))])
      #expect(late.path == "/anmelden", "a sign-in that waited does not get around the lock")
    }
  }

  @Test(arguments: eachEngine())
  func `a recovery code works once`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (_, app, codes) = try await setUp(on: portal)
      let phone = portal.visitor(from: "192.0.2.77")
      try await phone.signIn(email)
      let entered = try await phone.press("/anmelden/zweiter-faktor", [("ersatzcode", codes[3].lowercased())])
      #expect(entered.text.contains("Guten Tag, Lea Sommer"))
      #expect(try await phone.get("/profil/zweiter-faktor").text.contains("Unbenutzte Ersatzcodes 9"))
      let other = portal.visitor(from: "192.0.2.79")
      try await other.signIn(email)
      let again = try await other.press("/anmelden/zweiter-faktor", [("ersatzcode", codes[3])])
      #expect(again.text.contains("Dieser Ersatzcode stimmt nicht oder wurde schon benutzt"))
      let typo = try await other.press("/anmelden/zweiter-faktor", [("ersatzcode", "KMPR")])
      #expect(typo.text.contains("Der Code ist unvollständig"))
      let code = app.code(at: portal.time.now)
      #expect(try await other.press("/anmelden/zweiter-faktor", [("code", code)]).text.contains("Guten Tag"))
      let third = portal.visitor(from: "192.0.2.80")
      try await third.signIn(email)
      let used = try await third.press("/anmelden/zweiter-faktor", [("code", code)])
      #expect(used.text.contains("Dieser Code wurde schon benutzt"))
    }
  }

  @Test(arguments: eachEngine())
  func `a new password by mail does not skip the second factor`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (_, app, _) = try await setUp(on: portal)
      let waiting = portal.visitor(from: "192.0.2.70")
      try await waiting.signIn(email)
      let thief = portal.visitor(from: "203.0.113.7")
      try await thief.submit("/passwort-vergessen", [("email", email)])
      let code = try #require(try await portal.newestCode(to: email))
      let page = try await thief.redeem(email, code, password: "ganz neues Passwort 7")
      #expect(page.text.contains(Self.asked))
      #expect(page.text.contains("Ihr neues Passwort gilt"))
      #expect(thief.cookie("kp_session") == nil)
      #expect(try await thief.get("/profil").path.hasPrefix("/anmelden"))
      let old = try await waiting.get("/anmelden/zweiter-faktor")
      #expect(old.path == "/anmelden", "a sign-in with the old password is over")
      try await thief.get("/anmelden/zweiter-faktor")
      let entered = try await thief.press("/anmelden/zweiter-faktor", [("code", app.code(at: portal.time.now))])
      #expect(entered.text.contains("Guten Tag, Lea Sommer"))
    }
  }

  @Test(arguments: eachEngine())
  func `a sign-in waits ten minutes for its code and takes a deletion back only with it`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, app, _) = try await setUp(on: portal)
      try await lea.submit("/profil/konto-loeschen", [("passwort", Browser.password)])
      try await lea.signIn(email)
      portal.time.advance(.minutes(10))
      let late = try await lea.press("/anmelden/zweiter-faktor", [("code", app.code(at: portal.time.now))])
      #expect(late.path == "/anmelden")
      let state: String? = try await portal.database.read { try $0.value("SELECT state FROM accounts") }
      #expect(state == "leaving")
      try await lea.signIn(email)
      let entered = try await lea.press("/anmelden/zweiter-faktor", [("code", app.code(at: portal.time.now))])
      #expect(entered.text.contains("Die Löschung Ihres Kontos ist aufgehoben"))
      try await portal.application.tidy()
    }
  }

  @Test(arguments: eachEngine())
  func `switching off asks for password and code, and is told by mail`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, app, _) = try await setUp(on: portal)
      let path = "/profil/zweiter-faktor/ausschalten"
      try await lea.get("/profil/zweiter-faktor")
      let code = app.code(at: portal.time.now)
      #expect(try await lea.press(path, [("passwort", "falsch"), ("code", code)]).status == 422)
      let wrong = app.wrongCode(at: portal.time.now)
      #expect(try await lea.press(path, [("passwort", Browser.password), ("code", wrong)]).status == 422)
      let off = try await lea.press(path, [("passwort", Browser.password), ("code", code)])
      #expect(off.text.contains("Der zweite Faktor ist ausgeschaltet"))
      #expect(try await portal.newestMail(to: email)?.subject.contains("Zweiter Faktor ausgeschaltet") == true)
      #expect(try await portal.visitor(from: "192.0.2.77").signIn(email).text.contains("Guten Tag"))
    }
  }

  @Test(arguments: eachEngine())
  func `the operator switches it off for somebody who lost everything`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, _, _) = try await setUp(on: portal)
      #expect(try await portal.application.resetSecondFactor(email))
      #expect(try await !portal.application.resetSecondFactor(email))
      #expect(try await lea.get("/profil").path.hasPrefix("/anmelden"))
      #expect(try await lea.signIn(email).text.contains("Guten Tag"))
      #expect(try await portal.newestMail(to: email)?.subject.contains("Zweiter Faktor ausgeschaltet") == true)
    }
  }

  @Test(arguments: eachEngine())
  func `an officer without a second factor is led to the set-up, and the back office opens with it`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine, secondFactorForOfficers: true) { portal in
      let officer = try await portal.officer()
      for path in ["/kammer", "/kammer/konten", "/kammer/protokoll"] {
        let page = try await officer.get(path)
        #expect(page.path == "/profil/zweiter-faktor")
        #expect(page.text.contains("Wer für die Kammer arbeitet, braucht einen zweiten Faktor"))
      }
      let posted = try await officer.press("/kammer/konten/1/sperren")
      #expect(posted.path == "/profil/zweiter-faktor")
      let lea = portal.visitor()
      try await lea.registered("Lea", "Sommer", email, on: portal)
      #expect(try await lea.get("/kammer").status == 404, "to all others the back office does not exist")
      try await officer.setUpFactor(on: portal)
      #expect(try await officer.get("/kammer").path == "/kammer")
      #expect(try await officer.get("/kammer/protokoll").text.contains("Zweiter Faktor eingeschaltet"))
    }
  }

  @Test(arguments: eachEngine())
  func `of twenty who come at once with one code, one gets in`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (_, app, _) = try await setUp(on: portal)
      let code = app.code(at: portal.time.now)
      let phones = (1...20).map { portal.visitor(from: "192.0.2.\($0 + 100)") }
      for phone in phones { try await phone.signIn(email) }
      let entered = try await withThrowingTaskGroup(of: Bool.self) { group in
        for phone in phones {
          group.addTask {
            _ = try await phone.submitOnce("/anmelden/zweiter-faktor", [("code", code)])
            return phone.cookie("kp_session") != nil
          }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(entered == 1)
      let sessions: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM sessions WHERE second_factor = 'passed'")
      }
      #expect(sessions == 2, "the one of the set-up and the one who came first")
    }
  }

  @Test(arguments: eachEngine())
  func `neither secret nor recovery codes are readable in the database`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (_, app, codes) = try await setUp(on: portal)
      let kept = try await portal.database.read { connection -> [[UInt8]] in
        let secrets = try connection.rows("SELECT secret AS kept FROM account_second_factors")
        return try (secrets + connection.rows("SELECT code_hash AS kept FROM recovery_codes")).map { try $0["kept"] }
      }
      #expect(kept.count == 11)
      let plain = [app.secret] + codes.map { [UInt8]($0.replacing("-", with: "").utf8) }
      for bytes in kept {
        for secret in plain { #expect(bytes.firstRange(of: secret) == nil) }
      }
    }
  }
}
