import Accounts
import Chamber
import Chronology
import Database
import Foundation
import Portal
import Settings
import TestDatabases
import TestPortal
import Testing
import TrainingRecords
import Web
import Work

/// A file does nothing to somebody that a person has to decide on.
struct ImportStopTests {
  private static let header =
    "azubinummer;vertragsnummer;vorname;nachname;geburtsdatum;betriebsnummer;berufsnummer;ausbildernummer;beginn;ende;lösung"

  private func names(_ portal: TestPortal) async throws -> [String] {
    try await portal.database.read { connection in
      try connection.rows("SELECT first_name, last_name, birth_date FROM apprentices ORDER BY number_key").map { row in
        let birth: CalendarDate? = try row["birth_date"]
        let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
        return "\(first) \(last) \(birth?.description ?? "")"
      }
    }
  }

  @Test(arguments: eachEngine())
  func `a number that means somebody else waits for an officer, who sees both`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let before = try await names(portal)
      let page = try await officer.uploadImport(
        "apprenticeships", Self.header,
        "A-1001;V-9;Dmytro;Schreiber;01.02.2001;4002001;29222;;01.08.2026;31.07.2029;",
        "A-1002;A-1002;Max;Meier-Yilmaz;05.06.2008;4002001;29222;;01.08.2024;31.07.2027;")
      #expect(page.text.contains("Wahrscheinlich eine andere Person: 1") && page.text.contains("Anderer Nachname: 1"))
      #expect(page.text.contains("nachname: Sommer") && page.text.contains("nachname: Schreiber"))
      #expect(page.text.contains("2 Zeilen brauchen noch eine Entscheidung"))
      #expect(!page.body.contains("value=\"person\""), "never for many at once")
      try await officer.press("\(page.path)/starten")
      try await portal.application.longWorker.performAllDue()
      let done = try await officer.get(page.path)
      #expect(done.text.contains("niemand hat bestätigt, dass es dieselbe ist"))
      #expect(try await names(portal) == before)
    }
  }

  @Test func `addresses that several people of a file have are told before anything is read in`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let header = Self.header.replacing(";lösung", with: ";email")
      let lines = [
        "A-51;V-51;Mia;Zwilling;03.04.2009;4002001;29222;;01.08.2025;31.07.2028;Familie@Zwilling.example",
        "A-52;V-52;Ben;Zwilling;03.04.2009;4002001;29222;;01.08.2025;31.07.2028;familie@zwilling.example",
        "A-53;V-53;Ida;Einzel;03.04.2009;4002001;29222;;01.08.2022;31.07.2025;ida@einzel.example",
        "A-53;V-54;Ida;Einzel;03.04.2009;4002001;29222;;01.08.2025;31.07.2028;ida@einzel.example",
      ]
      let page = try await officer.uploadImport("apprenticeships", header, lines[0], lines[1], lines[2], lines[3])
      #expect(page.text.contains("Diese Adressen gehören zu mehreren Personen"))
      #expect(page.text.contains("familie@zwilling.example Mia Zwilling (A-51), Ben Zwilling (A-52)"))
      #expect(!page.text.contains("ida@einzel.example Ida"), "two contracts of one person are one person")
      try await officer.press("\(page.path)/starten")
      try await portal.application.longWorker.performAllDue()
      #expect(try await !officer.get(page.path).text.contains("familie@zwilling.example"), "names do not stay in it")
      let again = try await officer.uploadImport("apprenticeships", header, lines[0], lines[1], lines[2], lines[3])
      #expect(!again.text.contains("Diese Adressen gehören"), "what changes nothing is not told again")
    }
  }

  @Test(arguments: eachEngine())
  func `what an officer decides lands, and stands in the log`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let page = try await officer.uploadImport(
        "apprenticeships", Self.header,
        "A-1001;A-1001;Lea;Winter;03.04.2009;4002001;29222;B-77;01.08.2025;31.07.2028;",
        "A-1002;A-1002;Max;Maier-Sommer;05.06.2008;4002001;29222;;01.08.2024;31.07.2027;",
        "A-1003;A-1003;Anna;Ganzanders;;4002002;26252;B-78;01.09.2025;28.02.2029;")
      let all = try await officer.press("\(page.path)/entscheiden", [("alle", "name")])
      #expect(all.text.contains("Eine Zeile braucht noch eine Entscheidung"))
      let late = try await officer.press("\(page.path)/entscheiden", [("alle", "name")])
      #expect(late.status == 409 && late.text.contains("nichts mehr zu entscheiden"))
      try await officer.get(page.path)
      let box = try #require(all.body.firstMatch(of: /name="(uebernehmen-[0-9a-f]+)"/)).output.1
      #expect(try await officer.press("\(page.path)/entscheiden").status == 409, "nothing was chosen")
      #expect(try await officer.press("\(page.path)/entscheiden", [("alle", "person")]).status == 409)
      try await officer.get(page.path)
      try await officer.press("\(page.path)/entscheiden", [(String(box), "1")])
      try await officer.press("\(page.path)/starten")
      try await portal.application.longWorker.performAllDue()
      #expect(
        try await names(portal)
          == ["Lea Winter 2009-04-03", "Max Maier-Sommer 2008-06-05", "Anna Ganzanders "])
      let log = try await officer.get("/kammer/protokoll?ereignis=import")
      #expect(log.text.contains("Zeile einer Datei bestätigt") && log.text.contains("Ganzanders"))
      #expect(log.text.contains("Art: Anderer Nachname"), "in words, whatever is stored")
    }
  }

  @Test(arguments: eachEngine())
  func `nobody loses access by a file that nobody looked at`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (_, _, _) = try await portal.recordOfLea()
      let late = try await portal.importFile(
        "apprenticeships", Self.header, "A-1001;A-1001;Lea;Sommer;03.04.2009;4002001;29222;B-77;01.08.2025;31.08.2025;")
      #expect((late.changed, late.problemCount) == (0, 1))
      #expect(late.problems.first?.reason == "import.conflictEnd")
      let gone = try await portal.importFile(
        "instructors", "ausbildernummer;betriebsnummer;vorname;nachname;aktiv_bis",
        "B-77;4002001;Marion;Berger;31.12.2025")
      #expect((gone.changed, gone.problems.first?.reason) == (0, "import.conflictEnd"))
      let other = try await portal.importFile(
        "instructors", "ausbildernummer;betriebsnummer;vorname;nachname;aktiv_bis",
        "B-78;4002002;Ali;Yıldız;31.12.2025")
      #expect(other.changed == 1, "nobody signs in as him")
    }
  }

  @Test(arguments: [
    ("09.03.08;01.08.2026;31.07.2029;", "geburtsdatum shortYear"),
    ("09.03.2008;1.8.26;31.07.2029;", "beginn shortYear"),
    ("09.03.2008;1.8.202;31.07.2029;", "beginn shortYear"), ("09.03.2008;26-08-01;31.07.2029;", "beginn shortYear"),
    ("09.03.2008;01.08.2026;31.12.9999;", "ende farAway"), ("01.01.1900;01.08.2026;31.07.2029;", "geburtsdatum birth"),
    ("01.01.2030;01.08.2026;31.07.2029;", "geburtsdatum birth"),
    ("46235;01.08.2026;31.07.2029;", "geburtsdatum spreadsheetDay"),
    ("09.03.2008;01.08.2022;31.07.2025;01.01.2010", "losung orderDissolved"),
    ("09.03.2008;01.08.2026;31.07.2025;", "ende order"),
    ("09.03.2008;01.08.2010;31.07.2013;", "geburtsdatum birthOrder"),
    ("09.03.2008;01.08.2026;31.07.2046;", "ende tooLongTraining"), ("09.03.2008;01.08.2026;31.07.2029;", ""),
  ])
  func `days that cannot be meant are told with the line`(days: String, problem: String) async throws {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.importRegister()
      let parts = days.split(separator: ";", omittingEmptySubsequences: false)
      let report = try await portal.importFile(
        "apprenticeships", Self.header,
        "Z-1;;Pia;Probe;\(parts[0]);4002001;29222;;\(parts[1]);\(parts[2]);\(parts[3])")
      #expect(report.problems.map { "\($0.column) \($0.reason.dropFirst(7))" }.joined() == problem)
      #expect(report.added == (problem.isEmpty ? 1 : 0))
    }
  }

  @Test func `one number cannot be two people of one file`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      try await portal.importRegister()
      let report = try await portal.importFile(
        "apprenticeships", Self.header, "Z-1;V-1;Pia;Probe;09.03.2008;4002001;29222;;01.08.2026;31.07.2029;",
        "Z-1;V-2;Ben;Anders;09.03.2007;4002001;29222;;01.08.2026;31.07.2029;")
      #expect((report.added, report.refused, report.problems.first?.otherLine) == (1, 1, 2))
    }
  }

  @Test(arguments: eachEngine())
  func `a value that may be missing never drops the line, nor what is stored`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let header = "ausbildernummer;betriebsnummer;vorname;nachname;email"
      let changed = try await portal.importFile("instructors", header, "B-77;4002001;Marion;Berger;marion(at)x")
      #expect((changed.unchanged, changed.warningCount, changed.refused) == (1, 1, 0))
      let new = try await portal.importFile("instructors", header, "B-90;4002001;Neu;Person;#NV")
      #expect((new.added, new.warningCount) == (1, 1))
      #expect(try await portal.importFile("instructors", header, "B-90;4002001;Neu;Person;#NV").unchanged == 1)
      let emails: [String] = try await portal.database.read { connection in
        try connection.rows("SELECT email FROM instructors WHERE number_key IN ('B77', 'B90') ORDER BY number_key").map
        {
          try $0["email"]
        }
      }
      #expect(emails == ["marion@berger.example", ""])
    }
  }

  @Test func `every reason of an import has its words in both languages`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      for language in Language.allCases {
        let t = portal.application.site.catalogue.texts(in: language)
        for reason in ImportReason.allCases { #expect(t.has(reason.textKey), "\(reason.textKey) in \(language)") }
        for look in FileLook.allCases { #expect(t.has("chamber.import.look.\(look.rawValue)")) }
        for kind in ImportConflict.Kind.allCases { #expect(t.has("chamber.import.conflictText.\(kind.rawValue)")) }
      }
    }
  }
}

extension Browser {
  /// Uploads lines as a file of a kind.
  func uploadImport(_ kind: String, _ lines: String...) async throws -> Page {
    try await upload(
      "/kammer/einlesen", file: [UInt8]((lines.joined(separator: "\n") + "\n").utf8), named: "datei.csv",
      fields: [("art", kind)])
  }
}
