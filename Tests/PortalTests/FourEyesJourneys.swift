import Accounts
import Chamber
import Chronology
import Database
import Office
import Portal
import Postbox
import Settings
import TestDatabases
import TestPortal
import Testing

/// Two officers agree on one thing, and neither on something else than both have seen.
struct FourEyesJourneys {
  @Test(arguments: eachEngine())
  func `the log names what was proposed, for whom, why, by whom, and who agreed`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (klaus, karla, path) = try await portal.officersAndAccount()
      try await klaus.press("\(path)/loeschen", [("grund", "Zwei Konten")])
      #expect(try await karla.get("/kammer").text.contains("Löschung eines Kontos: Lea Sommer"))
      try await karla.get("\(path)/loeschen")
      try await karla.press("\(path)/loeschen")
      let log = try await klaus.get("/kammer/protokoll?ereignis=four_eyes")
      #expect(log.text.contains("Einem Vorschlag zugestimmt Lea Sommer Karla Amtfrau"))
      #expect(log.text.contains("Vorschlag zur Zustimmung vorgelegt Lea Sommer Klaus Amtmann"))
      #expect(log.text.contains("Grund: Zwei Konten") && log.text.contains("vorgeschlagen von: Klaus Amtmann"))
      #expect(log.text.contains("Vorschlag: Löschung eines Kontos"))
    }
  }

  @Test(arguments: eachEngine())
  func `a proposal that was changed after the other looked is not agreed to`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (klaus, karla, path) = try await portal.officersAndAccount()
      try await klaus.press("\(path)/loeschen", [("grund", "Zwei Konten")])
      try await karla.get("\(path)/loeschen")
      portal.time.advance(.minutes(1))
      try await klaus.get(path)
      try await klaus.press("\(path)/loeschen", [("grund", "Betrug")])
      let stale = try await karla.press("\(path)/loeschen")
      #expect(stale.status == 409 && stale.text.contains("Der Vorschlag ist inzwischen ein anderer"))
      #expect(try await karla.press("\(path)/loeschen", [("vorschlag", "")]).status == 409, "nor one nobody saw")
      #expect(try await portal.state(of: "lea@sommer.example") == "active")
      #expect(try await karla.get("\(path)/loeschen").text.contains("Betrug"))
      try await karla.press("\(path)/loeschen")
      #expect(try await portal.state(of: "lea@sommer.example") == "leaving")
    }
  }

  @Test(arguments: eachEngine())
  func `of 50 who agree at once one decides, and none decides what nobody proposed`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (klaus, karla, path) = try await portal.officersAndAccount()
      try await klaus.press("\(path)/loeschen", [("grund", "Zwei Konten")])
      try await karla.get("\(path)/loeschen")
      let answers = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<50 { group.addTask { try await karla.press("\(path)/loeschen").status } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count == 50 && !answers.contains(500))
      let scheduled: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM journal_entries WHERE event = 'account.deletion.scheduled'")
      }
      #expect(scheduled == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `whom it is about neither agrees nor takes it back, and others say no with a reason`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let klaus = try await portal.officer()
      let karla = try await portal.secondOfficer()
      let path = try await klaus.pathOfAccount("amtfrau")
      try await klaus.get(path)
      try await klaus.press("\(path)/loeschen", [("grund", "Ruhestand")])
      let proposal = "/kammer/vorschlaege/account_deletion/\(path.split(separator: "/").last ?? "")"
      // What a third officer would send: it is not the form that keeps her from it.
      let seen = try await portal.fingerprint(in: try await portal.officer("ina@kammer.example"), "\(path)/loeschen")
      #expect(seen != "unseen")
      for action in ["zuruecknehmen", "nicht-zustimmen"] {
        let answer = try await karla.submitOnce(
          "\(proposal)/\(action)", [("grund", "Will ich nicht"), ("vorschlag", seen)], from: "/kammer")
        #expect(answer.status == 409, "\(action)")
        let words = action == "zuruecknehmen" ? "hat jemand anders vorgeschlagen" : "Darüber entscheiden andere"
        #expect(answer.text.contains(words), "\(action)")
      }
      #expect(try await karla.get(path).text.contains("Vorgeschlagen: Löschung eines Kontos"), "she may know of it")
      #expect(try await klaus.submitOnce("\(proposal)/nicht-zustimmen", [("grund", "Doch")], from: path).status == 404)
      #expect(try await klaus.submit("\(proposal)/zuruecknehmen", [], from: path).text.contains("zurückgenommen"))
      #expect(try await !karla.get(path).text.contains("Vorgeschlagen:"))
    }
  }

  @Test(arguments: eachEngine())
  func `the second officer does not agree, says why, and the first reads it`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (klaus, karla, path) = try await portal.officersAndAccount()
      try await klaus.press("\(path)/loeschen", [("grund", "Zwei Konten")])
      let proposal = "/kammer/vorschlaege/account_deletion/\(path.split(separator: "/").last ?? "")"
      try await karla.get("\(path)/loeschen")
      #expect(try await karla.press("\(proposal)/nicht-zustimmen").status == 422)
      try await karla.get("\(path)/loeschen")
      let done = try await karla.press("\(proposal)/nicht-zustimmen", [("grund", "Das zweite gehört der Schwester")])
      #expect(done.text.contains("Der Vorschlag ist damit erledigt"))
      let log = try await klaus.get(path)
      #expect(log.text.contains("Einem Vorschlag nicht zugestimmt") && log.text.contains("gehört der Schwester"))
      #expect(try await portal.state(of: "lea@sommer.example") == "active")
    }
  }

  @Test(arguments: eachEngine())
  func `what was settled in another way asks nobody any more, nor hides what still waits`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let (klaus, karla, path) = try await portal.officersAndAccount()
      let document = try await portal.issue(
        klaus, try await portal.pdf(["Bescheid"]),
        RightPersonJourneys.notice.map { $0.0 == "nummer" ? ("nummer", "A-1001") : $0 }
      ).path
      try await klaus.submit("\(document)/zurueckziehen", [("grund", "Tippfehler im Betrag")])
      #expect(try await karla.get("/kammer").text.contains("Bescheid über die Verkürzung"))
      try await klaus.submit("\(document)/falsche-person", [("grund", "Falsche Nummer")])
      let (now, ids) = (portal.time.now, 1000..<1100)
      try await portal.database.write { connection in
        for id in ids {
          try connection.execute(
            """
            INSERT INTO four_eyes_proposals (kind, subject_id, reason, proposed_by, proposed_at)
            SELECT 'request_refusal', \(id), 'längst erledigt', id, \(now) FROM accounts
            WHERE email = 'amt@kammer.example'
            """)
        }
      }
      portal.time.advance(.minutes(1))
      try await klaus.submit("\(path)/loeschen", [("grund", "Zwei Konten")])
      let tasks = try await karla.get("/kammer")
      #expect(tasks.text.contains("Löschung eines Kontos: Lea Sommer"))
      #expect(!tasks.text.contains("längst erledigt") && !tasks.text.contains("Tippfehler im Betrag"))
      #expect(try await karla.get(document).text.contains("Vorgeschlagen:") == false)
    }
  }

  @Test(arguments: eachEngine())
  func `switching the four eyes off is taken back by the first officer and declined by the second`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (klaus, karla) = (try await portal.officer(), try await portal.secondOfficer())
      let off = [("schluessel", "chamber.fourEyes"), ("chamber.fourEyes", "false"), ("vorher", "true")]
      let (settings, proposal) = ("/kammer/einstellungen", "/kammer/vorschlaege/four_eyes_off/0")
      try await klaus.submit(settings, off)
      try await klaus.get(settings)
      #expect(try await klaus.press("\(proposal)/zuruecknehmen").text.contains("zurückgenommen"))
      try await klaus.submit(settings, off)
      let seen = try await portal.fingerprint(in: karla, settings)
      let declined = try await karla.press("\(proposal)/nicht-zustimmen", [("grund", "Wir bleiben zu zweit")])
      #expect(declined.text.contains("Der Vorschlag ist damit erledigt"))
      let late = try await karla.submit(settings, off + [("vorschlag", seen)])
      #expect(late.status == 409 && late.text.contains("Der Vorschlag ist inzwischen ein anderer"))
      #expect(try await portal.count("four_eyes_proposals") == 0, "a late yes is no proposal of one's own")
      #expect(portal.application.settings[OfficeSettings.fourEyes])
    }
  }

  @Test(arguments: eachEngine())
  func `one officer does not switch the four eyes off alone; two do, or the command line`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let klaus = try await portal.officer()
      let off = [("schluessel", "chamber.fourEyes"), ("chamber.fourEyes", "false"), ("vorher", "true")]
      let settings = "/kammer/einstellungen"
      let alone = try await klaus.submit(settings, off)
      #expect(alone.status == 409 && alone.text.contains("kammerportal staff four-eyes off"))
      let karla = try await portal.secondOfficer()
      #expect(try await klaus.submit(settings, off).text.contains("Eine zweite Person aus der Kammer muss zustimmen"))
      #expect(try await klaus.submit(settings, off).text.contains("Sie haben das vorgeschlagen"), "twice is not two")
      #expect(portal.application.settings[OfficeSettings.fourEyes])
      let seen = try await portal.fingerprint(in: karla, settings)
      #expect(try await karla.submit(settings, off).status == 409, "what nobody read nobody agrees to")
      try await karla.submit(settings, off + [("vorschlag", seen)])
      #expect(!portal.application.settings[OfficeSettings.fourEyes])
      try await portal.application.setFourEyes(true)
      #expect(portal.application.settings[OfficeSettings.fourEyes])
    }
  }
}

extension TestPortal {
  /// Two officers and the path of somebody's account.
  fileprivate func officersAndAccount() async throws -> (klaus: Browser, karla: Browser, path: String) {
    let lea = visitor()
    try await lea.registered("Lea", "Sommer", "lea@sommer.example", on: self)
    let klaus = try await officer()
    let karla = try await secondOfficer()
    let path = try await klaus.pathOfAccount("sommer")
    try await klaus.get("\(path)/loeschen")
    return (klaus, karla, path)
  }

  fileprivate func fingerprint(in officer: Browser, _ path: String) async throws -> String {
    try await officer.get(path).body.firstMatch(of: /name="vorschlag" value="([0-9a-f]+)"/).map { String($0.output.1) }
      ?? "unseen"
  }

  fileprivate func state(of email: String) async throws -> String? {
    try await database.read { try $0.value("SELECT state FROM accounts WHERE email_key = \(email)") }
  }
}
