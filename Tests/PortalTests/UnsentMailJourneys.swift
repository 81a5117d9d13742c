import Accounts
import Chronology
import Companies
import Database
import Portal
import Settings
import TestDatabases
import TestPortal
import Testing
import Work

/// What happens where a mail or a letter may not go: nothing is used up, nothing is told, nothing typed is lost.
struct UnsentMailJourneys {
  private let bakery = "400 2001;Bäckerei Müller;;;Brückenstraße 5;12347;Musterstadt;;;;;;KMPR-TZWB-LHL"

  private func count(_ sql: SQL, _ portal: TestPortal) async throws -> Int {
    try await portal.database.read { try $0.value(sql) ?? 0 }
  }

  @Test(arguments: eachEngine())
  func `the code of a letter is not used up when its mail cannot go, and works an hour later`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let code = try await portal.letterCode(ofApprentice: "A-1001")
      let email = "lea@sommer.example"
      for _ in 1...3 { try await portal.visitor(from: "203.0.113.7").register("Böser", "Name", email) }
      let fields = [("benutzername", "A-1001"), ("code", code), ("email", email)]
      let lea = portal.visitor(from: "192.0.2.30")
      let refused = try await lea.submit("/zugangsdaten", fields)
      #expect(refused.status == 422 && refused.text.contains("Bitte warten Sie eine Stunde"))
      #expect(refused.body.contains(code), "what was typed is still there")
      #expect(try await count("SELECT count(*) FROM postal_codes WHERE state = 'live'", portal) == 1)
      #expect(try await count("SELECT count(*) FROM function_grants", portal) == 0)
      portal.time.advance(.minutes(61))
      #expect(try await lea.submit("/zugangsdaten", fields).path.hasPrefix("/startcode"))
      #expect(try await count("SELECT count(*) FROM function_grants WHERE state <> 'ended'", portal) == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `letter codes end after fifty wrong tries, however the number is typed`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let code = try await portal.letterCode(ofApprentice: "A-1001")
      let wrong = code == "BBBB-BBBB-BBB" ? "CCCC-CCCC-CCH" : "BBBB-BBBB-BBB"
      let guesser = portal.visitor(from: "203.0.113.7")
      var statuses: [Int] = []
      for name in ["A-1001", "a 1001", "A1001", "a.10.01", "A/1001", "a1001", "A 10 01"] {
        statuses.append(
          try await guesser.submit(
            "/zugangsdaten", [("benutzername", name), ("code", wrong), ("email", "a@b.example")]
          )
          .status)
      }
      #expect(statuses == [422, 422, 422, 422, 422, 429, 429], "one count for all ways to type it")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...60 {
          let visitor = portal.visitor(from: "10.2.0.\(number)")
          group.addTask {
            let fields = [("benutzername", "A-1001"), ("code", wrong), ("email", "a@b.example")]
            _ = try await visitor.submitOnce("/zugangsdaten", fields)
          }
        }
        try await group.waitForAll()
      }
      let late = try await portal.visitor(from: "10.3.0.1").submit(
        "/zugangsdaten", [("benutzername", "A-1001"), ("code", code), ("email", "lea@sommer.example")])
      #expect(late.status == 422 && late.text.contains("passen nicht zusammen"))
    }
  }

  @Test(arguments: eachEngine())
  func `an administrator invites forty strangers in an hour, not one more, also all at once`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, company) = try await portal.administrator(of: bakery)
      let form = try await petra.get("\(company)/einladen")
      let token = Browser.token(in: form.body) ?? ""
      let sent = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 1...60 {
          group.addTask {
            let fields = [
              ("vorname", "Jonas"), ("nachname", "Korn"), ("email", "fremd\(number)@fremd.example"),
              ("rolle", "mitglied"), ("rechte", "training"), ("bis", ""), ("formular", token),
            ]
            return try await petra.send("POST", "\(company)/einladen", Browser.encode(fields)).status
          }
        }
        return try await group.reduce(into: 0) { $0 += $1 == 303 ? 1 : 0 }
      }
      #expect(sent == 40)
      #expect(try await count("SELECT count(*) FROM accounts WHERE state = 'pending'", portal) == 40)
      let refused = try await petra.invite("Mia", role: "mitglied", to: company)
      #expect(refused.status == 422 && refused.text.contains("sehr viele E-Mails an neue Adressen"))
      #expect(refused.body.contains("mia@baeckerei.example"), "what was typed is still there")
      portal.time.advance(.minutes(61))
      try await petra.signIn("petra@baeckerei.example")
      #expect(try await petra.invite("Mia", role: "mitglied", to: company).status == 200)
    }
  }

  @Test(arguments: eachEngine())
  func `no account is left behind where its mail was refused`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (petra, company) = try await portal.administrator(of: bakery)
      let accounts = try await count("SELECT count(*) FROM accounts", portal)
      for _ in 1...3 { try await petra.invite("Jonas", role: "mitglied", to: company) }
      try await portal.database.write { connection in
        // As after an erased registration: the mails are remembered, the account is gone.
        try connection.execute("UPDATE mails SET account_id = NULL, recipient_key = 'mia@baeckerei.example'")
      }
      #expect(try await petra.invite("Mia", role: "mitglied", to: company).status == 422)
      try await portal.visitor().register("Mia", "Korn", "mia@baeckerei.example")
      #expect(try await count("SELECT count(*) FROM accounts", portal) == accounts + 1)
    }
  }

  @Test(arguments: eachEngine())
  func `the answer to a request for a PIN and what the pages show are the same for numbers of no company`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery)
      var shown: [[String]] = []
      var askers: [(visitor: Browser, number: String)] = []
      for (person, number) in [("petra", "400 2001"), ("anton", "499 9999")] {
        let visitor = portal.visitor(from: "192.0.2.\(40 + shown.count)")
        askers.append((visitor, number))
        try await visitor.registered("Petra", "Holz", "\(person)@baeckerei.example", on: portal)
        let answer = try await visitor.submit("/betrieb-freischalten/neue-pin", [("betriebsnummer", number)])
        let again = try await visitor.submit("/betrieb-freischalten/neue-pin", [("betriebsnummer", number)])
        let pages = [answer, again, try await visitor.get("/betrieb-freischalten"), try await visitor.get("/")]
        shown.append(pages.map { "\($0.status) \($0.text.replacing(number, with: "X"))" })
      }
      #expect(shown[0] == shown[1])
      #expect(shown[0][0].contains("Ihre PIN für Betriebsnummer X"))

      let officer = try await portal.officer()
      func shownNow() async throws -> [String] {
        var pages: [String] = []
        for one in askers {
          pages.append(try await one.visitor.get("/betrieb-freischalten").text.replacing(one.number, with: "X"))
        }
        return pages
      }
      try await officer.get("/kammer/briefe")
      let run = try await officer.press("/kammer/briefe/drucken", [("art", "pin")]).path
      try await portal.application.longWorker.performAllDue()
      let printed = try await shownNow()
      #expect(printed[0] == printed[1])
      #expect(printed[0].contains("PIN-Briefe gedruckt (erledigt)"))
      try await officer.get(run)
      try await officer.press("\(run)/versandt")
      let posted = try await shownNow()
      #expect(posted[0] == posted[1])
      #expect(posted[0].contains("PIN-Briefe in der Post (erledigt)"))
    }
  }

  @Test(arguments: eachEngine())
  func `one letter a week goes to a company, whoever asks, also all at once`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery)
      var askers: [Browser] = []
      for number in 1...12 {
        let asker = portal.visitor(from: "192.0.2.\(number)")
        try await asker.registered("Eva", "Fremd", "eva\(number)@fremd.example", on: portal)
        askers.append(asker)
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for asker in askers {
          group.addTask {
            _ = try await asker.submitOnce("/betrieb-freischalten/neue-pin", [("betriebsnummer", "400 2001")])
          }
        }
        try await group.waitForAll()
      }
      #expect(try await count("SELECT count(*) FROM pins WHERE origin = 'request'", portal) == 1)
      _ = try await portal.application.startAllLetterRuns()
      try await portal.application.longWorker.performAllDue()
      portal.time.advance(.days(8))
      let late = portal.visitor(from: "192.0.2.99")
      try await late.registered("Petra", "Holz", "petra@baeckerei.example", on: portal)
      try await late.submit("/betrieb-freischalten/neue-pin", [("betriebsnummer", "400 2001")])
      #expect(try await count("SELECT count(*) FROM pins WHERE origin = 'request'", portal) == 2)
    }
  }
}

extension TestPortal {
  /// The start code in the letter of an apprentice, printed for all who have no address.
  fileprivate func letterCode(ofApprentice number: String) async throws -> String {
    let officer = try await officer()
    try await officer.get("/kammer/zugaenge")
    try await officer.press("/kammer/zugaenge", [("was", "apprentice-letters")])
    _ = try await application.startAllLetterRuns()
    try await application.longWorker.performAllDue()
    let text = try await lettersText("access-1.pdf")
    #expect(text.contains(number))
    return text.firstMatch(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/).map { String($0.output) } ?? ""
  }
}
