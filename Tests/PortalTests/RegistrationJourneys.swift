import Chronology
import Database
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing

struct RegistrationJourneys {
  @Test(arguments: eachEngine())
  func `a person registers, gets a code by mail, chooses a password and is signed in`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      let sent = try await lea.register("Lea", "Sommer", "lea@holzwerk.example")
      #expect(sent.text.contains("Wir haben eine E-Mail an lea@holzwerk.example geschickt"))
      let code = try #require(try await portal.newestCode(to: "lea@holzwerk.example"))
      let start = try await lea.redeem("lea@holzwerk.example", code)
      #expect(start.path == "/")
      #expect(start.text.contains("Guten Tag, Lea Sommer"))
      #expect(start.text.contains("So geht es weiter"))
    }
  }

  @Test(arguments: eachEngine())
  func `a mail scanner that opens every link before the person changes nothing`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.register("Lea", "Sommer", "lea@holzwerk.example")
      let mail = try #require(try await portal.newestMail(to: "lea@holzwerk.example"))
      let link = try #require(mail.link)
      let before = try await portal.stateOfAccounts()
      for scanner in 1...4 {
        let visitor = portal.visitor(from: "198.51.100.\(scanner)")
        for method in ["GET", "HEAD", "GET", "OPTIONS"] {
          _ = try await visitor.send(
            method, String(link.prefix { $0 != "#" }).replacing("http://portal.test", with: ""))
        }
      }
      #expect(try await portal.stateOfAccounts() == before)
      #expect(link.contains("/startcode#"), "the code stands behind the # only, where no server sees it")
      let start = try await lea.redeem("lea@holzwerk.example", try #require(mail.code))
      #expect(start.text.contains("Guten Tag, Lea Sommer"))
    }
  }

  @Test(arguments: eachEngine())
  func `who has one name only confirms it in another browser as well`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let email = "sukarno@holzwerk.example"
      try await portal.visitor().submit(
        "/registrieren", [("vorname", "Sukarno"), ("nachname", ""), ("einname", "1"), ("email", email)])
      let code = try #require(try await portal.newestCode(to: email))
      let fields = [("email", email), ("code", code), ("passwort", Browser.password)]
      let other = portal.visitor(from: "192.0.2.44")
      let asked = try await other.submit("/startcode", fields)
      #expect(asked.value(of: "nachname") == "Sukarno" && asked.body.contains("name=\"einname\""))
      #expect(asked.body.firstMatch(of: /name="einname"[^>]* checked/) != nil)
      let unticked = try await other.press("/startcode", fields + [("vorname", ""), ("nachname", "Sukarno")])
      #expect(unticked.status == 422)
      let typed = [("vorname", ""), ("nachname", " Suk\u{200B}arno "), ("einname", "1")]
      #expect(try await other.press("/startcode", fields + typed).text.contains("Guten Tag, Sukarno"))
    }
  }

  @Test(arguments: eachEngine())
  func `a used code tells that the account is active and offers the sign-in`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let code = try await portal.visitor().registered("Lea", "Sommer", "lea@holzwerk.example", on: portal)
      let again = try await portal.visitor().redeem("lea@holzwerk.example", code)
      #expect(again.text.contains("Ihr Konto ist schon aktiv"))
      #expect(again.body.contains("href=\"/anmelden\""))
    }
  }

  @Test(arguments: eachEngine())
  func `one code redeemed 50 times at once lets exactly one in`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.visitor().register("Lea", "Sommer", "lea@holzwerk.example")
      let code = try #require(try await portal.newestCode(to: "lea@holzwerk.example"))
      let greeted = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 1...50 {
          group.addTask {
            let page = try await portal.visitor(from: "192.0.2.\(number)").redeem("lea@holzwerk.example", code)
            return page.text.contains("Guten Tag")
          }
        }
        var greeted = 0
        for try await isGreeted in group where isGreeted { greeted += 1 }
        return greeted
      }
      #expect(greeted == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `200 registrations of one address at once make one account`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...200 {
          group.addTask {
            try await portal.visitor(from: "192.0.2.\(number)").register("Lea", "Sommer", "lea@holzwerk.example")
          }
        }
        try await group.waitForAll()
      }
      let accounts: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM accounts") }
      #expect(accounts == 1)
      #expect(try await portal.mailCount(to: "lea@holzwerk.example") <= 3, "nobody's mailbox is flooded")
    }
  }

  @Test(arguments: eachEngine())
  func `a mistyped code is told as a typing error and costs no attempt`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.register("Lea", "Sommer", "lea@holzwerk.example")
      let code = try #require(try await portal.newestCode(to: "lea@holzwerk.example"))
      let mistyped = String(code.dropLast()) + (code.hasSuffix("B") ? "C" : "B")
      for _ in 1...20 {
        let page = try await lea.redeem("lea@holzwerk.example", mistyped)
        #expect(page.status == 422)
        #expect(page.text.contains("Dieser Versuch zählt nicht"))
      }
      #expect(try await lea.redeem("lea@holzwerk.example", code).text.contains("Guten Tag"))
    }
  }

  @Test(arguments: eachEngine())
  func `wrong codes are limited for one network, and the owner elsewhere still gets in`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.register("Lea", "Sommer", "lea@holzwerk.example")
      let code = try #require(try await portal.newestCode(to: "lea@holzwerk.example"))
      let stranger = portal.visitor(from: "203.0.113.9")
      for _ in 1...5 {
        let page = try await stranger.redeem("lea@holzwerk.example", "BBBBBBBBBBB")
        #expect(page.text.contains("passt nicht zu dieser E-Mail-Adresse"))
      }
      #expect(try await stranger.redeem("lea@holzwerk.example", code).status == 429)
      #expect(try await lea.redeem("lea@holzwerk.example", code).text.contains("Guten Tag"))
    }
  }

  @Test(arguments: eachEngine())
  func `a code dies after its time`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lea = portal.visitor()
      try await lea.register("Lea", "Sommer", "lea@holzwerk.example")
      let code = try #require(try await portal.newestCode(to: "lea@holzwerk.example"))
      portal.time.advance(.hours(24))
      #expect(try await lea.redeem("lea@holzwerk.example", code).text.contains("gilt nicht mehr"))
    }
  }

  @Test(arguments: eachEngine())
  func `registering again for a known address looks the same and only tells the owner`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      _ = try await portal.visitor().registered("Lea", "Sommer", "lea@holzwerk.example", on: portal)
      let known = try await portal.visitor(from: "192.0.2.8").registerOnce("Eva", "Fremd", "lea@holzwerk.example")
      let unknown = try await portal.visitor(from: "192.0.2.9").registerOnce("Eva", "Fremd", "eva@fremd.example")
      #expect(known.status == unknown.status)
      #expect(known.body == unknown.body)
      #expect(known.headers.map(\.name) == unknown.headers.map(\.name))
      #expect(try await portal.newestMail(to: "lea@holzwerk.example")?.subject.contains("schon ein Konto") == true)
      let name: String? = try await portal.database.read {
        try $0.value("SELECT first_name FROM accounts WHERE email_key = 'lea@holzwerk.example'")
      }
      #expect(name == "Lea")
    }
  }

  @Test(arguments: eachEngine())
  func `a registration that nobody confirms is erased and the address is free again`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.visitor().register("Lea", "Sommer", "lea@holzwerk.example")
      portal.time.advance(.days(7))
      try await portal.application.tidy()
      let kept: String? = try await portal.database.read { try $0.value("SELECT last_name FROM accounts") }
      #expect(kept == "")
      _ = try await portal.visitor().registered("Lea", "Sommer", "lea@holzwerk.example", on: portal)
    }
  }

  @Test func `bad input is told beside its field and nothing typed is lost`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let page = try await portal.visitor().register("", "Sommer <script>", "lea@@x")
      #expect(page.status == 422)
      #expect(page.text.contains("Bitte geben Sie Ihren Vornamen ein"))
      #expect(page.text.contains("Diese E-Mail-Adresse ist nicht gültig"))
      #expect(page.body.contains("value=\"Sommer &lt;script&gt;\""))
      #expect(page.body.contains("value=\"lea@@x\""))
    }
  }

  @Test func `a password that is too short, common or personal is refused with the reason and the code stays good`()
    async throws
  {
    try await TestPortal.with(.sqlite) { portal in
      let lea = portal.visitor()
      try await lea.register("Leandra", "Sommer", "lea@holzwerk.example")
      let code = try #require(try await portal.newestCode(to: "lea@holzwerk.example"))
      let reasons = [
        ("kurz", "mindestens 12 Zeichen"), ("passwort1234", "zu leicht zu erraten"),
        ("leandra mag Holz", "enthält Ihren Namen"),
      ]
      for (password, reason) in reasons {
        #expect(try await lea.redeem("lea@holzwerk.example", code, password: password).text.contains(reason))
      }
      #expect(try await lea.redeem("lea@holzwerk.example", code).text.contains("Guten Tag"))
    }
  }
}
