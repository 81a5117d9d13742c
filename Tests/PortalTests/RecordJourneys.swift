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
import Work

/// The training record: written, handed in, returned, signed, opened again; and all that may not happen.
struct RecordJourneys {
  /// The week before the clock of the tests: Monday, 9 November 2026.
  static let week = "2026/46"

  /// A week as the form sends it: five days in the company, unless something is changed.
  static func fields(
    revision: Int = 0, _ changes: [(String, String)] = []
  ) -> [(String, String)] {
    let names = Set(changes.map(\.0))
    let days = (0..<5).flatMap {
      [("art\($0)", "company"), ("zeit\($0)", "8"), ("text\($0)", "Brote geformt und gebacken")]
    }
    return ([("fassung", String(revision)), ("abteilung", "Backstube")] + days).filter { !names.contains($0.0) }
      + changes
  }

  @Test(arguments: eachEngine())
  func `a week is written, handed in, returned with a comment, handed in again and signed`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      #expect(try await marion.get(week).status == 404, "a draft is the apprentice's own")
      let saved = try await lea.submit(
        "\(week)/speichern", Self.fields([("text0", "• Teig\u{2028}angesetzt\r\n\r\n")]), from: week)
      #expect(saved.text.contains("Gespeichert.") && saved.text.contains("Entwurf"))
      #expect(try await marion.get(week).status == 404)
      let handedIn = try await lea.submit("\(week)/einreichen", Self.fields(revision: 1), from: week)
      #expect(handedIn.text.contains("Die Woche ist eingereicht"))
      #expect(
        try await lea.submit("\(week)/speichern", Self.fields(revision: 2, [("text0", "später")]), from: path).status
          == 409)
      let waiting = try await marion.get("/ausbildungsnachweise")
      #expect(waiting.text.contains("1 Woche wartet auf Sie") && waiting.text.contains("Brote geformt"))
      #expect(
        try await marion.submit("\(week)/zurueckgeben", [("kommentar", " ")], from: week).text.contains(
          "was zu ändern ist"))
      try await marion.submit(
        "\(week)/zurueckgeben", [("kommentar", "Bitte genauer"), ("tag1", "Welcher Teig?")], from: week)
      let returned = try await lea.get(week)
      #expect(
        returned.text.contains("Bitte genauer") && returned.text.contains("Dienstag, 10. November: Welcher Teig?"))
      try await lea.submit(
        "\(week)/einreichen", Self.fields(revision: 2, [("text1", "Sauerteig geführt")]), from: week)
      let page = try await marion.get(week)
      #expect(page.text.contains("Sauerteig geführt"))
      #expect(try await marion.press("\(week)/abzeichnen", [("inhalt", page.seen)]).text.contains("ist abgezeichnet"))
      #expect(try await lea.get(week).text.contains("Diese Woche kann nur wieder geöffnet werden"))
      #expect(try await lea.get(path).text.contains("1 von"))
      let versions: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM record_versions") }
      #expect(versions == 2, "what was returned is kept")
      #expect(try await portal.application.trainingRecords.damage() == (1, []))
    }
  }

  @Test(arguments: eachEngine())
  func `nothing is signed that was not seen`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      try await lea.submit("\(week)/einreichen", Self.fields(), from: week)
      let seen = try await marion.get(week).seen
      let several = try await marion.get("/ausbildungsnachweise").choice
      try await marion.submit("\(week)/zurueckgeben", [("kommentar", "Bitte mehr")], from: week)
      try await lea.submit("\(week)/einreichen", Self.fields(revision: 1, [("text4", "Heimlich anders")]), from: week)
      #expect(try await marion.press("\(week)/abzeichnen", [("inhalt", seen)]).status == 409)
      #expect(
        try await marion.press("/ausbildungsnachweise/abzeichnen", [several]).text.contains(
          "Abgezeichnet: 0 von 1"))
      let now = try await marion.get("/ausbildungsnachweise").choice
      #expect(
        try await marion.press("/ausbildungsnachweise/abzeichnen", [now]).text.contains(
          "Abgezeichnete Wochen: 1"))
    }
  }

  @Test(arguments: eachEngine())
  func `fifty sign-offs at once make one, and return and sign-off at the same instant one of both`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      try await lea.submit("\(week)/einreichen", Self.fields(), from: week)
      let page = try await marion.get(week)
      let token = Browser.token(in: page.body) ?? ""
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 1...50 {
          group.addTask {
            let isReturn = number % 5 == 0
            let fields = isReturn ? [("kommentar", "Nein")] : [("inhalt", page.seen)]
            return try await marion.send(
              "POST", "\(week)/\(isReturn ? "zurueckgeben" : "abzeichnen")",
              Browser.encode(fields + [("formular", token)])
            ).status
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.count { $0 == 303 } == 1)
      let events: Int? = try await portal.database.read {
        try $0.value("SELECT count(*) FROM record_events WHERE kind IN ('signed', 'returned')")
      }
      #expect(events == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `two devices that write one week lose nothing`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      try await lea.submit("\(week)/speichern", Self.fields([("text0", "vom Telefon")]), from: week)
      let late = try await lea.submit("\(week)/speichern", Self.fields([("text0", "vom Rechner")]), from: week)
      #expect(late.status == 409 && late.text.contains("vom Telefon") && late.text.contains("vom Rechner"))
      let script = try await lea.submitOnce(
        "\(week)/speichern", Self.fields([("text0", "noch einmal"), ("still", "1")]), from: week)
      #expect(script.status == 409 && script.body == "conflict\n")
      let chosen = try await lea.submit(
        "\(week)/speichern", Self.fields(revision: 1, [("text0", "vom Rechner")]), from: week)
      #expect(chosen.text.contains("Gespeichert."))
      #expect(try await lea.get(week).body.contains("vom Rechner"))
    }
  }

  @Test(arguments: eachEngine())
  func `a signed week is opened again with a reason, keeps its old version, and a changed row is found`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      try await lea.submit("\(week)/einreichen", Self.fields(), from: week)
      try await marion.press("\(week)/abzeichnen", [("inhalt", try await marion.get(week).seen)])
      #expect(try await lea.submit("\(week)/wieder-oeffnen", [("grund", "ich")], from: path).status == 404)
      #expect(try await marion.submit("\(week)/wieder-oeffnen", [("grund", "")], from: week).status == 422)
      try await marion.submit("\(week)/wieder-oeffnen", [("grund", "Falsche Abteilung")], from: week)
      #expect(try await lea.get(week).text.contains("Falsche Abteilung"))
      try await lea.submit(
        "\(week)/einreichen", Self.fields(revision: 1, [("abteilung", "Konditorei")]), from: week)
      try await marion.press("\(week)/abzeichnen", [("inhalt", try await marion.get(week).seen)])
      #expect(try await portal.application.trainingRecords.damage() == (1, []))
      try await portal.database.write { connection in
        _ = try connection.execute(
          "UPDATE record_weeks SET content = replace(content, 'Konditorei', 'Chefetage') WHERE state = 'signed'")
      }
      #expect(try await portal.application.trainingRecords.damage().damaged.count == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `an empty week begins as weeks usually are, and takes over what was written before`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      try await lea.submit(
        "\(path)/vorgaben", [("schultag", "2"), ("arbeitszeit", "7:30"), ("schulzeit", "6")], from: "\(path)/vorgaben")
      let empty = try await lea.get(week)
      #expect(empty.body.contains("value=\"7:30\"") && empty.body.contains("value=\"6:00\""))
      #expect(try await marion.get("\(path)/vorgaben").status == 404, "only the apprentice sets it")
      try await lea.submit(
        "\(week)/uebernehmen", Self.fields([("text1", ""), ("quelle1", "vortag"), ("einfuegen", "1")]), from: week)
      let body = try await lea.get(week).body
      #expect(body.components(separatedBy: "Brote geformt und gebacken").count - 1 == 5, "into Tuesday, too")
      try await lea.submit("\(week)/uebernehmen", Self.fields(revision: 2, [("merken", "0")]), from: week)
      #expect(try await lea.get("\(path)/vorgaben").text.contains("Brote geformt und gebacken"))
      let next = "\(path)/2026/47"
      let taken = try await lea.submit("\(next)/uebernehmen", [("fassung", "0"), ("vorwoche", "1")], from: next)
      #expect(taken.text.contains("Übernommen"))
      #expect(try await lea.get(next).body.components(separatedBy: "Brote geformt und gebacken").count > 4)
      let late = try await lea.submit("\(next)/uebernehmen", [("fassung", "0"), ("vorwoche", "1")], from: next)
      #expect(late.status == 409, "another device wrote meanwhile")
    }
  }

  @Test(arguments: eachEngine())
  func `missing and waiting weeks are told once a week by mail, to the company after six weeks`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      try await lea.submit("\(week)/einreichen", Self.fields(), from: week)
      try await portal.application.remindOfRecords()
      #expect(try await portal.reminders(to: "marion@berger.example") == 0, "not before noon")
      portal.time.advance(.hours(3))
      for _ in 1...3 { try await portal.application.remindOfRecords() }
      #expect(try await portal.reminders(to: "marion@berger.example") == 1, "once a week")
      #expect(try await portal.reminders(to: "lea@sommer.example") == 1)
      let mail = try await portal.newestMail(to: "lea@sommer.example")?.text ?? ""
      #expect(mail.contains("vergangene Wochen") && !mail.contains("Sommer"), "no names in mails")
      portal.time.advance(.days(7))
      try await marion.signIn("marion@berger.example")
      try await marion.press("/ausbildungsnachweise/erinnerungen", [("wahl", "never")])
      try await portal.application.remindOfRecords()
      #expect(try await portal.reminders(to: "marion@berger.example") == 1, "not wanted")
      #expect(try await portal.reminders(to: "lea@sommer.example") == 2)
      portal.time.advance(.days(42))
      try await portal.application.remindOfRecords()
      #expect(
        try await portal.newestMail(to: "marion@berger.example")?.text.contains("mindestens einmal im Monat") == true)
    }
  }

  @Test func `a company that keeps records by week asks for the week as a whole`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      try await portal.database.write { connection in
        _ = try connection.execute("INSERT INTO record_companies (company_id, basis) SELECT id, 'week' FROM companies")
      }
      let week = "\(path)/\(Self.week)"
      let days = Self.fields((0..<5).map { ("text\($0)", "") } + [("art1", "school")])
      let told = try await lea.submit("\(week)/einreichen", days, from: week)
      #expect(told.text.contains("was Sie in dieser Woche im Betrieb") && told.text.contains("Themen der Berufsschule"))
      let revision = ("fassung", "1")
      try await lea.submit(
        "\(week)/einreichen",
        days.filter { $0.0 != "fassung" } + [revision, ("taetigkeiten", "Brötchen"), ("schulthemen", "Hygiene")],
        from: week)
      #expect(try await marion.get(week).text.contains("Hygiene"))
      #expect(try await marion.press("/ausbildungsnachweise/fuehrung", [("fuehrung", "day")]).status == 404)
    }
  }

  @Test func `what cannot be handed in is told beside its field, and what was typed is stored`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let week = "\(path)/\(Self.week)"
      let text = String(repeating: "ungeheuer viel Text 🥐 \u{202E}rückwärts\u{0} ", count: 4000)
      let told = try await lea.submit(
        "\(week)/einreichen",
        Self.fields([("text0", text), ("text2", ""), ("zeit1", "acht"), ("art3", ""), ("unterweisung", "Hygiene")]),
        from: week)
      #expect(told.status == 422)
      for words in [
        "Mittwoch: Bitte schreiben Sie", "Dienstag: Bitte geben Sie die Stunden", "Donnerstag: Bitte wählen",
      ] {
        #expect(told.text.contains(words), "\(words)")
      }
      #expect(told.body.contains("value=\"acht\""))
      #expect(try await lea.get(week).body.contains("Hygiene"), "stored, though it was not handed in")
      let future = try await lea.submit("\(path)/2026/48/einreichen", Self.fields(), from: "\(path)/2026/48")
      #expect(future.status == 422 && future.text.contains("noch nicht begonnen"))
      for nowhere in ["2026/54", "2026/0", "1990/5", "2099/1", "x/y", "99999999999999999999/1"] {
        #expect(try await lea.get("\(path)/\(nowhere)").status == 404, "\(nowhere)")
      }
    }
  }
}
