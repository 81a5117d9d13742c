import Accounts
import Chronology
import Database
import Foundation
import Portal
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
  func `thirty weeks stand on a page of what waits, and all of it can be chosen at once`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      for number in 10...45 {
        let week = "\(path)/2026/\(number)"
        try await lea.submit("\(week)/einreichen", RecordJourneys.fields(), from: week)
      }
      let first = try await marion.get("\(RecordPath.start)?alle")
      #expect(first.text.contains("36 Wochen warten auf Sie"))
      #expect(first.body.matches(of: /type="checkbox"[^>]*name="woche-/).count == 30)
      #expect(first.body.matches(of: /name="woche-\d+"[^>]*checked/).count == 30)
      let next = try #require(first.body.firstMatch(of: /href="([^"]*nach=\d+)"/)).output.1
      let second = try await marion.get(String(next))
      #expect(second.body.matches(of: /type="checkbox"[^>]*name="woche-/).count == 6)
      #expect(second.text.contains("Woche 45") && !second.text.contains("Woche 39"))
    }
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
