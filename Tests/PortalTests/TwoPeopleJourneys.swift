import Accounts
import Chronology
import Database
import Portal
import Postbox
import Settings
import TestDatabases
import TestPortal
import Testing
import Work

/// Two people with one address stay two.
struct TwoPeopleJourneys {
  private static let family = "familie@zwilling.example"

  @Test(arguments: eachEngine())
  func `twins with the family's address get an account each, and each code opens its own`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let officer = try await portal.twins()
      let asked = try await officer.get("/kammer/zugaenge/apprentice")
      #expect(asked.text.contains("Diese Adressen gehören zu mehreren Personen"))
      #expect(asked.text.contains("Max Zwilling (A-2001), Moritz Zwilling (A-2002)"))
      let codes = try await portal.inviteTwins(officer)
      let (max, moritz) = (portal.visitor(from: "192.0.2.30"), portal.visitor(from: "192.0.2.31"))
      let second = try await moritz.redeem(Self.family, codes.moritz)
      #expect(second.text.contains("Guten Tag, Moritz Zwilling"))
      #expect(try await max.redeem(Self.family, codes.max).text.contains("Guten Tag, Max Zwilling"))
      let (of, its) = (try await portal.entry("Max", for: max), try await portal.entry("Moritz", for: moritz))
      #expect(try await max.get(of).status == 200)
      #expect(try await max.get(its).status == 404)
      #expect(try await moritz.get(its).status == 200)
      #expect(try await moritz.get(of).status == 404)
      for (number, name) in [("A-2001", "Max"), ("A-2002", "Moritz")] {
        let visitor = portal.visitor(from: "192.0.2.40")
        #expect(try await visitor.signIn(number).text.contains("Guten Tag, \(name) Zwilling"))
      }
      let either = try await portal.visitor(from: "192.0.2.41").signIn(Self.family)
      #expect(either.text.contains("nehmen Sie Ihren Benutzernamen"), "one address, one password: who is it?")
    }
  }

  @Test(arguments: eachEngine())
  func `a code typed where the other is signed in opens the one it was made for and changes nothing else`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let codes = try await portal.inviteTwins(try await portal.twins())
      let shared = portal.visitor(from: "192.0.2.30")
      try await shared.redeem(Self.family, codes.max, password: "elf Boote im Hafen")
      let told = try await shared.get("/startcode")
      #expect(told.text.contains("Sie sind als Max Zwilling angemeldet"))
      let page = try await shared.redeem(Self.family, codes.moritz, password: "zwei Möwen am Kai")
      #expect(page.text.contains("Guten Tag, Moritz Zwilling") && page.text.contains("Benutzernamen: A-2002"))
      let again = portal.visitor(from: "192.0.2.31")
      #expect(try await again.signIn(Self.family, "elf Boote im Hafen").text.contains("Guten Tag, Max"))
      let other = portal.visitor(from: "192.0.2.32")
      #expect(try await other.signIn(Self.family, "zwei Möwen am Kai").text.contains("Guten Tag, Moritz"))
      #expect(try await portal.pairs() == ["Max Zwilling", "Moritz Zwilling"])
    }
  }

  @Test(arguments: eachEngine())
  func `a forgotten password is asked for by user name and comes to the family's address for that person`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let codes = try await portal.inviteTwins(try await portal.twins())
      let (max, moritz) = (portal.visitor(from: "192.0.2.30"), portal.visitor(from: "192.0.2.31"))
      try await max.redeem(Self.family, codes.max, password: "elf Boote im Hafen")
      try await moritz.redeem(Self.family, codes.moritz, password: "zwei Möwen am Kai")
      portal.time.advance(.hours(2))
      let forgetful = portal.visitor(from: "192.0.2.33")
      try await forgetful.submit("/passwort-vergessen", [("email", "A-2002")])
      let mail = try #require(try await portal.newestMail(to: Self.family))
      #expect(mail.text.contains("Moritz Zwilling"))
      let back = try await forgetful.redeem(Self.family, try #require(mail.code), password: "ganz neues Passwort 7")
      #expect(back.text.contains("Guten Tag, Moritz"))
      let still = portal.visitor(from: "192.0.2.34")
      #expect(try await still.signIn("A-2001", "elf Boote im Hafen").text.contains("Guten Tag, Max"))
    }
  }

  @Test(arguments: eachEngine())
  func `both codes entered 50 times at once make two accounts with the right names`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let codes = try await portal.inviteTwins(try await portal.twins())
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<50 {
          group.addTask {
            let visitor = portal.visitor(from: "192.0.2.\(number + 10)")
            try await visitor.redeem(Self.family, number.isMultiple(of: 2) ? codes.max : codes.moritz)
          }
        }
        try await group.waitForAll()
      }
      #expect(try await portal.pairs() == ["Max Zwilling", "Moritz Zwilling"])
      #expect(try await portal.accounts(at: Self.family) == 2)
    }
  }

  @Test(arguments: eachEngine())
  func `both invited 50 times at once are two accounts, and a parent's account there stays the parent's`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      _ = try await portal.twins()
      try await portal.application.settings.change(
        AccountSettings.mailsPerHour.declaration, to: "20", from: portal.time.now, by: nil, address: "",
        now: portal.time.now)
      let parent = portal.visitor(from: "192.0.2.30")
      try await parent.registered("Eva", "Zwilling", Self.family, on: portal)
      let address = try #require(EmailAddress(Self.family))
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<50 {
          group.addTask { try await portal.invite(number.isMultiple(of: 2) ? "A-2001" : "A-2002", at: address) }
        }
        try await group.waitForAll()
      }
      #expect(try await portal.pairs() == ["Max Zwilling", "Moritz Zwilling"])
      #expect(try await portal.accounts(at: Self.family) == 3)
      #expect(!(try await parent.get("/")).text.contains("Ist das Ihre Funktion"))
    }
  }
}

extension TestPortal {
  /// The register with twins who have their parents' address, and an officer.
  func twins() async throws -> Browser {
    try await importRegister()
    try await importFile(
      "apprenticeships", Self.apprenticeHeader,
      "A-2001;Max;Zwilling;05.06.2009;;;;familie@zwilling.example;4002001;29222;;01.08.2025;31.07.2028;",
      "A-2002;Moritz;Zwilling;05.06.2009;;;;familie@zwilling.example;4002001;29222;;01.08.2025;31.07.2028;")
    try await database.write {
      // The other Max of the register stands in the way of finding one by the first name.
      _ = try $0.execute("UPDATE apprentices SET first_name = 'Maximilian', email = '' WHERE number_key = 'A1002'")
    }
    return try await officer()
  }

  /// Mails to all apprentices; the codes of the two, found by the first name in the subject.
  fileprivate func inviteTwins(_ officer: Browser) async throws -> (max: String, moritz: String) {
    try await officer.get("/kammer/zugaenge")
    try await officer.press("/kammer/zugaenge", [("was", "apprentice")])
    try await application.longWorker.performAllDue()
    try await deliverMails()
    func code(_ name: String) -> String {
      application.demoMails.first { $0.subject == "Zugang für \(name), Bäckerei Müller" }?.code ?? ""
    }
    return (code("Max"), code("Moritz"))
  }

  func invite(_ number: String, at address: EmailAddress) async throws {
    let accounts = application.accounts
    let cause = Cause(site: application.site, actor: nil, now: time.now)
    do {
      try await database.write { connection in
        guard let person = try accounts.people(named: number, in: connection).first else { return }
        _ = try accounts.openAccount(for: person, at: address, origin: .chamber, cause: cause, in: connection)
      }
    } catch MailLimitReached.address {
      // Only so many mails go to an address within an hour, and what cannot be mailed changes nothing.
    }
  }

  /// Of each twin with an account: its name, where it is the person's.
  func pairs() async throws -> [String] {
    try await database.read { connection in
      try connection.rows(
        """
        SELECT a.first_name, a.last_name, p.first_name AS real_name FROM function_grants g
          JOIN accounts a ON a.id = g.account_id JOIN apprentices p ON p.id = g.subject_id
        WHERE g.kind = 'apprentice' AND g.state = 'held' AND p.last_name = 'Zwilling' ORDER BY p.number_key
        """
      ).map { row in
        let (first, last, real): (String, String, String) = (
          try row["first_name"], try row["last_name"], try row["real_name"]
        )
        return first == real ? "\(first) \(last)" : "\(real) in the account of \(first)"
      }
    }
  }
}
