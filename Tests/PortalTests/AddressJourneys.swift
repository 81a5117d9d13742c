import Accounts
import Chronology
import Database
import Portal
import Settings
import TestDatabases
import TestPortal
import Testing

/// Addresses with umlauts in their domain, from the form to the mail.
struct AddressJourneys {
  private let written = "lea@müller-bäckerei.example"
  @Test(arguments: eachEngine())
  func `an address with umlauts works in either form, is one account, and is shown as written`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let wire = try #require(EmailAddress(written)).key
      for (registered, other) in [(written, wire), (wire, written.uppercased())] {
        let lea = portal.visitor()
        try await lea.register("Lea", "Sommer", registered)
        let code = try #require(try await portal.newestCode(to: wire))
        #expect(try await lea.redeem(other, code).text.contains("Guten Tag"))
        #expect(try await lea.get("/profil").text.contains(written))
        #expect(try await portal.visitor(from: "192.0.2.7").signIn(other).text.contains("Guten Tag"))
        #expect(try await portal.visitor(from: "192.0.2.8").signIn(registered).text.contains("Guten Tag"))
        let forgetful = portal.visitor(from: "192.0.2.9")
        try await forgetful.submit("/passwort-vergessen", [("email", other)])
        let reset = try #require(try await portal.newestCode(to: wire))
        #expect(reset != code)
        let count: Int? = try await portal.database.read {
          try $0.value("SELECT count(*) FROM accounts WHERE state <> 'deleted'")
        }
        #expect(count == 1)
        portal.time.advance(.hours(2))
        try await portal.erase(wire)
      }
    }
  }

  @Test(arguments: eachEngine())
  func `a name that a stranger typed for an address is confirmed by its owner`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let email = "lea@holzwerk.example"
      try await portal.visitor(from: "203.0.113.7").register("Böser", "Name", email)
      let lea = portal.visitor(from: "192.0.2.7")
      try await lea.submit("/passwort-vergessen", [("email", email)])
      let fields = [
        ("email", email), ("code", try await portal.newestCode(to: email) ?? ""), ("passwort", Browser.password),
      ]
      let asked = try await lea.submit("/startcode", fields)
      #expect(asked.text.contains("Stimmt Ihr Name?"))
      #expect(asked.value(of: "vorname") == "Böser")
      let empty = try await lea.press("/startcode", fields + [("vorname", " "), ("nachname", "Sommer")])
      #expect(empty.status == 422)
      let start = try await lea.press("/startcode", fields + [("vorname", "Lea"), ("nachname", "Sommer")])
      #expect(start.text.contains("Guten Tag, Lea Sommer"))
    }
  }

  @Test func `letters outside ASCII before the at sign are told kindly`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let page = try await portal.visitor().register("Jürgen", "Sommer", "jürgen@holzwerk.example")
      #expect(page.status == 422)
      #expect(page.text.contains("Vor dem @ stehen Umlaute"))
    }
  }

  @Test(arguments: eachEngine())
  func `the chamber's address is an address`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.officer()
      for bad in ["keine", "amt@kammer", "amt@kammer.example\nBcc: x@y.example", "a@b@c.example"] {
        try await officer.get("/kammer/einstellungen")
        let page = try await officer.press(
          "/kammer/einstellungen", [("schluessel", "chamber.email"), ("chamber.email", bad)])
        #expect(page.status == 422, "\(bad)")
      }
      let good = try await officer.press(
        "/kammer/einstellungen", [("schluessel", "chamber.email"), ("chamber.email", "amt@kammer-köln.example")])
      #expect(good.status == 200)
      #expect(portal.application.settings[ChamberIdentity.email] == "amt@kammer-köln.example")
    }
  }
}

extension TestPortal {
  /// Takes an account away at once, so that its address is free.
  fileprivate func erase(_ key: String) async throws {
    try await database.write {
      try $0.execute("UPDATE accounts SET state = 'leaving', deletion_due_at = 1 WHERE email_key = \(key)")
    }
    try await application.tidy()
  }
}
