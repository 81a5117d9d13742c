import Accounts
import Chronology
import Database
import Foundation
import Portal
import Postbox
import TestDatabases
import TestPortal
import Testing
import TrainingRecords

/// Who signs beside the instructor, and who still may after a change.
struct CoSignerJourneys {
  private static let week = RecordJourneys.week

  @Test(arguments: eachEngine())
  func `a guardian whom the instructor names reads weeks and signs beside, until the apprentice comes of age`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      let page = "\(path)/mitzeichnende"
      let told = try await marion.submit(page, [("rolle", "school"), ("email", "quatsch")], from: page)
      #expect(told.status == 422 && told.text.contains("Bitte nennen Sie die Schule"))
      let anna = try await portal.coSigner(
        "anna@sommer.example", [("rolle", "guardian"), ("vorname", "Anna"), ("nachname", "Sommer")], of: path,
        by: marion)
      #expect(try await anna.get(week).status == 404, "nothing is handed in")
      try await lea.submit("\(week)/einreichen", RecordJourneys.fields(), from: week)
      let seen = try await anna.get(week)
      #expect(seen.text.contains("Brote geformt") && !seen.text.contains("Zurückgeben"))
      for hidden in ["\(path)/ausgabe", "\(path)/auswertung", page, "\(path)/freigabe"] {
        #expect(try await anna.get(hidden).status == 404, "\(hidden)")
      }
      #expect(try await anna.submitOnce("\(week)/abzeichnen", [("inhalt", seen.seen)], from: week).status == 409)
      #expect(try await anna.get(RecordPath.start).text.contains("1 Woche wartet auf Sie"))
      #expect(try await anna.press("\(week)/mitzeichnen", [("inhalt", seen.seen)]).text.contains("mitgezeichnet"))
      #expect(try await anna.press("\(week)/mitzeichnen", [("inhalt", seen.seen)]).status == 409, "once")
      #expect(try await anna.get(RecordPath.start).text.contains("Nichts wartet"))
      try await marion.press("\(week)/abzeichnen", [("inhalt", try await marion.get(week).seen)])
      #expect(try await lea.get(week).text.contains("Anna Sommer (Erziehungsberechtigte/-r)"))
      #expect(try await lea.get(page).text.contains("Anna Sommer"), "who reads is told")
      let pdf = try await lea.submitOnce("\(path)/ausgabe", [("zeitraum", "alles")], from: "\(path)/ausgabe").bytes
      #expect(
        try read(pdf, with: "pdftotext", ["-layout", "FILE", "-"], in: portal.folder).contains(
          "Mitgezeichnet von Anna Sommer"))
      #expect(try await portal.application.trainingRecords.damage() == (1, []))
      // Lea was born on 3 April 2009.
      portal.time.advance(.days(140))
      try await anna.signIn("anna@sommer.example")
      #expect(try await anna.get(week).status == 404, "of age")
    }
  }

  @Test(arguments: eachEngine())
  func `a school sees only weeks with a school day, and nothing once its part is ended`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let (week, before) = ("\(path)/\(Self.week)", "\(path)/2026/45")
      let school = try await portal.coSigner(
        "lehrer@schule.example",
        [("rolle", "school"), ("vorname", "Kai"), ("nachname", "Kreide"), ("einrichtung", "Berufsschule 3")], of: path,
        by: marion)
      try await lea.submit("\(before)/einreichen", RecordJourneys.fields(), from: before)
      let day = [("art1", "school"), ("text1", "Lernfeld 4: \"kind\":\"school\"")]
      try await lea.submit("\(week)/einreichen", RecordJourneys.fields(day), from: week)
      #expect(try await school.get(before).status == 404)
      let list = try await school.get(RecordPath.start)
      #expect(list.text.contains("1 Woche wartet auf Sie") && list.text.contains("Lernfeld 4"))
      #expect(!(try await school.get(path).body.contains("/2026/45")))
      #expect(
        try await school.press("\(RecordPath.start)/abzeichnen", [list.choice]).text.contains(
          "Mitgezeichnete Wochen: 1"))
      let card = try await marion.get("\(path)/mitzeichnende").body
      let end = try #require(card.firstMatch(of: /\/ausbildungsnachweise\/\d+\/mitzeichnende\/\d+\/beenden/)).output
      #expect(try await school.submitOnce(String(end), [], from: RecordPath.start).status == 404)
      try await marion.press(String(end))
      #expect(try await school.get(week).status == 404, "at once")
      #expect(try await lea.get(week).text.contains("Kai Kreide (Berufsschule)"), "what was signed stays")
    }
  }

  @Test(arguments: eachEngine())
  func `whoever trained before clears for thirty days what was written until the change`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      try await lea.submit("\(week)/einreichen", RecordJourneys.fields(), from: week)
      try await portal.importFile(
        "instructors", "ausbildernummer;betriebsnummer;vorname;nachname;email", "B-79;4002001;Nora;Neu;")
      try await portal.importFile(
        "apprenticeships", TestPortal.apprenticeHeader, TestPortal.lea.replacing("B-77", with: "B-79"))
      #expect(try await marion.get(RecordPath.start).text.contains("1 Woche wartet auf Sie"))
      portal.time.advance(.days(10))
      try await lea.signIn("lea@sommer.example")
      try await marion.signIn("marion@berger.example")
      let later = "\(path)/2026/48"
      try await lea.submit("\(later)/einreichen", RecordJourneys.fields(), from: later)
      #expect(try await marion.get(later).status == 404, "of the time after the change")
      let seen = try await marion.get(week)
      #expect(try await marion.press("\(week)/abzeichnen", [("inhalt", seen.seen)]).text.contains("ist abgezeichnet"))
      #expect(
        try await marion.submitOnce("\(week)/wieder-oeffnen", [("grund", "doch")], from: week).status == 409)
      portal.time.advance(.days(25))
      try await marion.signIn("marion@berger.example")
      #expect(try await marion.get(week).status == 404, "the time is over")
    }
  }

  @Test(arguments: eachEngine())
  func `nobody signs the own record, not even while acting for the instructor, and a sign-off needs a second person`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      try await lea.submit("\(week)/einreichen", RecordJourneys.fields(), from: week)
      let (instructor, apprentice): (Int64, Int64) = try await portal.database.read { connection in
        (
          try connection.value("SELECT id FROM instructors WHERE number_key = 'B77'") ?? 0,
          try connection.value("SELECT id FROM apprentices WHERE number_key = 'A1001'") ?? 0
        )
      }
      try await marion.lends("instructor:\(instructor)", to: "lea@sommer.example")
      try await lea.accepts()
      try await lea.act()
      let list = try await lea.get(RecordPath.start)
      #expect(list.text.contains("Sie handeln für") && list.text.contains("Brote geformt"))
      #expect(list.choice.0.isEmpty, "no box for the own week")
      #expect(try await lea.get(week).status == 404)
      let seen = try await marion.get(RecordPath.start).choice
      let tried = try await lea.submitOnce("\(RecordPath.start)/abzeichnen", [seen], from: RecordPath.start)
      #expect(tried.status == 303)
      #expect(try await portal.application.trainingRecords.damage() == (0, []), "nothing was signed")
      _ = try await lea.stopsActing(RecordPath.start)

      try await lea.lends("apprentice:\(apprentice)", to: "marion@berger.example")
      try await marion.accepts()
      try await marion.act()
      let next = "\(path)/2026/45"
      try await marion.submit("\(next)/einreichen", RecordJourneys.fields(), from: next)
      _ = try await marion.stopsActing(RecordPath.start)
      let page = try await marion.get(next)
      let refused = try await marion.submitOnce("\(next)/abzeichnen", [("inhalt", page.seen)], from: next)
      #expect(refused.status == 409 && refused.text.contains("braucht eine zweite Person"))
    }
  }

  @Test(arguments: eachEngine())
  func `an instructor of a company that trains no more sees nothing of the time after it`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let (before, after) = ("\(path)/2026/44", "\(path)/\(Self.week)")
      for week in [before, after] { try await lea.submit("\(week)/einreichen", RecordJourneys.fields(), from: week) }
      // Since Monday, 2 November, imported on the 20th.
      let moved = TestPortal.lea.replacing("4002001", with: "4002002").replacing("B-77", with: "B-78")
      try await portal.importFile("apprenticeships", TestPortal.apprenticeHeader, moved + "02.11.2026")
      #expect(try await marion.get(before).status == 200)
      #expect(try await marion.get(after).status == 404)
      #expect(try await marion.get(RecordPath.start).text.contains("1 Woche wartet auf Sie"))
    }
  }

  @Test(arguments: eachEngine())
  func `fifty presses at once sign a week beside the instructor once`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      try await lea.submit("\(week)/einreichen", RecordJourneys.fields(), from: week)
      let anna = try await portal.coSigner(
        "anna@sommer.example", [("rolle", "guardian"), ("vorname", "Anna"), ("nachname", "Sommer")], of: path,
        by: marion)
      let page = try await anna.get(week)
      let fields = [("inhalt", page.seen), ("formular", Browser.token(in: page.body) ?? "")]
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 1...50 {
          group.addTask { try await anna.send("POST", "\(week)/mitzeichnen", Browser.encode(fields)).status }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.count { $0 == 303 } == 1 && statuses.count { $0 == 409 } == 49)
      #expect(try await portal.application.trainingRecords.damage() == (1, []))
    }
  }

  @Test(arguments: eachEngine())
  func `fifty who name the same person name one, and the apprentice is told by mail`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (_, marion, path) = try await portal.recordOfLea()
      let page = "\(path)/mitzeichnende"
      let token = Browser.token(in: try await marion.get(page).body) ?? ""
      let fields = [
        ("rolle", "school"), ("vorname", "Kai"), ("nachname", "Kreide"), ("einrichtung", "Schule 3"),
        ("email", "kai@schule.example"), ("formular", token),
      ]
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 1...50 {
          group.addTask { try await marion.send("POST", page, Browser.encode(fields)).status }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.count { $0 == 303 } == 1 && statuses.count { $0 == 422 } == 49)
      let named: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM record_co_signers") }
      #expect(named == 1)
      let mail = try await portal.newestMail(to: "lea@sommer.example")
      #expect(mail?.subject.contains("zeichnet in Ihrem Ausbildungsnachweis mit") == true)
      #expect(mail?.text.contains("Kreide") == false, "no names in mails")
    }
  }

  @Test(arguments: eachEngine())
  func `thirty weeks stand on a page of what waits, and all of it can be chosen at once`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      for number in 10...45 {
        let week = "\(path)/2026/\(number)"
        try await lea.submit("\(week)/einreichen", RecordJourneys.fields(), from: week)
      }
      let first = try await marion.get("\(RecordPath.start)?wahl=alle")
      #expect(first.text.contains("36 Wochen warten auf Sie"))
      #expect(first.body.matches(of: /type="checkbox"[^>]*name="woche-/).count == 30)
      #expect(first.body.matches(of: /name="woche-\d+"[^>]*checked/).count == 30)
      let next = try #require(first.body.firstMatch(of: /href="([^"]*nach=\d+[^"]*)"[^>]*rel="next"/)).output.1
      let second = try await marion.get(String(next).replacing("&amp;", with: "&"))
      #expect(second.body.matches(of: /type="checkbox"[^>]*name="woche-/).count == 6)
      #expect(second.text.contains("Woche 45") && !second.text.contains("Woche 39"))
    }
  }
}

extension Browser {
  /// Lets somebody act for a function of one's own, in training records.
  fileprivate func lends(_ function: String, to deputy: String) async throws {
    try await submit(
      "/profil/vertretung/neu",
      [
        ("funktion", function), ("art", "person"), ("vertretung", deputy), ("bis", ""), ("bestaetigung", "spaeter"),
        ("passwort", ""), ("bereiche", "records"),
      ])
  }
}

extension TestPortal {
  /// Somebody who is named to sign beside the instructor, and has accepted.
  func coSigner(_ email: String, _ fields: [(String, String)], of path: String, by instructor: Browser) async throws
    -> Browser
  {
    let page = "\(path)/mitzeichnende"
    try await instructor.submit(page, fields + [("email", email)], from: page)
    let person = visitor(from: "192.0.2.60")
    try await person.redeem(email, try await newestCode(to: email) ?? "")
    return person
  }
}
