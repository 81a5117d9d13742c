import Accounts
import Chronology
import Database
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing

/// Whoever types a name at an address never gets the account that was made for somebody else there.
struct NamedAccountJourneys {
  private static let family = "familie@zwilling.example"

  @Test(arguments: eachEngine())
  func `a twin who registers at the address gets an account beside the invited one`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      _ = try await portal.twins()
      try await portal.invite("A-2001", at: try #require(EmailAddress(Self.family)))
      let invited = try #require(try await portal.newestCode(to: Self.family))
      let moritz = portal.visitor(from: "192.0.2.31")
      try await moritz.register("Moritz", "Zwilling", Self.family)
      let own = try #require(try await portal.newestCode(to: Self.family))
      #expect(try await moritz.redeem(Self.family, own).text.contains("Guten Tag, Moritz Zwilling"))
      #expect(try await portal.pairs() == ["Max Zwilling"])
      let max = portal.visitor(from: "192.0.2.30")
      #expect(try await max.redeem(Self.family, invited).text.contains("Guten Tag, Max Zwilling"), "the code is his")
      #expect(try await portal.accounts(at: Self.family) == 2)
    }
  }

  @Test(arguments: eachEngine())
  func `a code asked for at an invited person's account opens it under that person's name only`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      _ = try await portal.twins()
      try await portal.invite("A-2001", at: try #require(EmailAddress(Self.family)))
      let moritz = portal.visitor(from: "192.0.2.31")
      try await moritz.submit("/passwort-vergessen", [("email", Self.family)])
      let code = try #require(try await portal.newestCode(to: Self.family))
      let page = try await moritz.redeemAsMoritz(code, at: Self.family)
      #expect(page.text.contains("Guten Tag, Max Zwilling"))
      #expect(try await portal.pairs() == ["Max Zwilling"])
    }
  }

  @Test(arguments: eachEngine())
  func `a code of a registration gives no other name once the account became an invited person's`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      _ = try await portal.twins()
      try await portal.visitor(from: "192.0.2.31").register("Max", "Zwilling", Self.family)
      let code = try #require(try await portal.newestCode(to: Self.family))
      try await portal.invite("A-2001", at: try #require(EmailAddress(Self.family)))
      let page = try await portal.visitor(from: "192.0.2.32").redeemAsMoritz(code, at: Self.family)
      #expect(page.text.contains("Guten Tag, Max Zwilling"))
      #expect(try await portal.pairs() == ["Max Zwilling"])
    }
  }

  @Test(arguments: eachEngine())
  func `two colleagues invited to one mailbox have an account each, whether the first has used it or not`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, company) = try await portal.administrator(of: TestPortal.bakeryLine)
      func invite(_ first: String, _ last: String) async throws -> String? {
        let fields = [
          ("vorname", first), ("nachname", last), ("email", "info@baeckerei.example"), ("rolle", "mitglied"),
          ("rechte", "training"), ("bis", ""),
        ]
        try await petra.submit("\(company)/einladen", fields)
        return try await portal.newestCode(to: "info@baeckerei.example")
      }
      let codes = [try #require(try await invite("Anna", "Korn")), try #require(try await invite("Bernd", "Teig"))]
      let anna = try await portal.visitor(from: "192.0.2.61").redeem("info@baeckerei.example", codes[0])
      #expect(anna.text.contains("Guten Tag, Anna Korn"))
      let bernd = try await portal.visitor(from: "192.0.2.62").redeem("info@baeckerei.example", codes[1])
      #expect(bernd.text.contains("Guten Tag, Bernd Teig"))
      let third = try #require(try await invite("Clara", "Salz"))
      let clara = try await portal.visitor(from: "192.0.2.63").redeem("info@baeckerei.example", third)
      #expect(clara.text.contains("Guten Tag, Clara Salz"))
      #expect(try await portal.accounts(at: "info@baeckerei.example") == 3)
    }
  }

  @Test(arguments: eachEngine())
  func `a deputy whom the chamber approves at somebody else's address gets an own account`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let (petra, vera, company) = try await portal.giverAndDeputy()
      let officer = try await portal.officer()
      try await petra.proposes("Nils", "vera@frei.example", company)
      let queue = try await officer.get("/kammer/vertretungen")
      try await officer.press(try #require(queue.path(ending: "genehmigen")))
      let code = try #require(try await portal.newestCode(to: "vera@frei.example"))
      let nils = try await portal.visitor(from: "192.0.2.64").redeem("vera@frei.example", code)
      #expect(nils.text.contains("Guten Tag, Nils Neu"))
      #expect(try await vera.get("/").text.contains("Guten Tag, Vera"))
    }
  }

  @Test(arguments: eachEngine())
  func `the operator's commands reach one of several people at an address, and never just the first`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      _ = try await portal.twins()
      let address = try #require(EmailAddress(Self.family))
      for number in ["A-2001", "A-2002"] {
        try await portal.invite(number, at: address)
        try await portal.visitor(from: "192.0.2.30").redeem(
          Self.family, try #require(try await portal.newestCode(to: Self.family)), password: "Kähne im Nebel \(number)")
      }
      let application = portal.application
      await #expect(throws: OperatorFault.self) { try await application.unlock(Self.family) }
      await #expect(throws: OperatorFault.self) { _ = try await application.resetSecondFactor(Self.family) }
      await #expect(throws: OperatorFault.self) {
        _ = try await application.appointOfficer(Self.family, firstName: "", lastName: "")
      }
      #expect(try await !application.resetSecondFactor("A-2002"))
      #expect(try await !application.unlock("A-2002"), "nobody tried in vain")
      try await portal.visitor(from: "192.0.2.31").signIn("A-2002", "falsches Passwort 123")
      #expect(try await application.unlock("A-2002"))
      let unlocked: String? = try await portal.database.read {
        try $0.value(
          """
          SELECT a.first_name FROM journal_entries j JOIN accounts a ON CAST(a.id AS TEXT) = CAST(j.subject_id AS TEXT)
          WHERE j.event = 'account.unlocked'
          """)
      }
      #expect(unlocked == "Moritz")
      let eva = try await application.appointOfficer(Self.family, firstName: "Eva", lastName: "Zwilling")
      #expect(eva != nil, "she has none of these accounts")
      #expect(try await application.appointOfficer(Self.family, firstName: "Max", lastName: "Zwilling") == nil)
    }
  }

  @Test(arguments: eachEngine())
  func `people whose first neighbour at the address is gone are not doubled`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      _ = try await portal.twins()
      let address = try #require(EmailAddress(Self.family))
      try await portal.visitor(from: "192.0.2.31").register("Eva", "Fremd", Self.family)
      try await portal.invite("A-2001", at: address)
      try await portal.invite("A-2002", at: address)
      #expect(try await portal.accounts(at: Self.family) == 3)
      portal.time.advance(.days(8))
      try await portal.application.tidy()
      #expect(try await portal.accounts(at: Self.family) == 2, "who never came is gone")
      try await portal.invite("A-2001", at: address)
      try await portal.visitor(from: "192.0.2.32").register("Moritz", "Zwilling", Self.family)
      #expect(try await portal.accounts(at: Self.family) == 2)
      #expect(try await portal.pairs() == ["Max Zwilling", "Moritz Zwilling"])
    }
  }
}

extension Browser {
  /// Types a code with the name of the other twin.
  fileprivate func redeemAsMoritz(_ code: String, at email: String) async throws -> Page {
    try await submit(
      "/startcode",
      [
        ("email", email), ("code", code), ("passwort", Browser.password), ("vorname", "Moritz"),
        ("nachname", "Zwilling"),
      ])
  }
}
