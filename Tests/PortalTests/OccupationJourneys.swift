import Database
import Portal
import TestDatabases
import TestPortal
import Testing
import Work

/// What the register knows for exams: about occupations, about contracts, about people.
struct OccupationJourneys {
  private static let header =
    "berufsnummer;beruf;fachrichtung;monate;Rechtsgrundlage;Ausbildungsordnung;Prüfungsform;Gewicht Teil 1;KldB"

  @Test(arguments: eachEngine())
  func `the file of occupations says what exams need, and an officer sees where it does not`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let report = try await portal.importFile(
        "occupations", Self.header, "29222;Bäcker/-in;;36;HwO;AO 2004;Zwischenprüfung;;29222",
        "26252;Elektroniker/-in;Energie- und Gebäudetechnik;42;HwO;AO 2021;gestreckt;0,3;")
      #expect(report.changed == 2)
      #expect(report.warnings.map { "\($0.line) \($0.column) \($0.reason)" } == ["3 gewicht_teil_1 import.weight"])
      let officer = try await portal.officer()
      let incomplete = try await officer.get("/kammer/berufe?angaben=fehlen")
      #expect(incomplete.text.contains("Elektroniker/-in") && !incomplete.text.contains("Bäcker/-in"))
      let list = try await officer.get("/kammer/berufe?suche=bäck")
      #expect(list.text.contains("1 Beruf") && list.text.contains("HwO"))
      let page = try await officer.get("/kammer/berufe/1")
      #expect(page.text.contains("AO 2004") && page.text.contains("29222"))
    }
  }

  @Test(arguments: eachEngine())
  func `last year's file, which knows nothing of exams, takes nothing away`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let full = [Self.header, "29222;Bäcker/-in;;36;HwO;AO 2004;Zwischenprüfung;;29222"]
      try await portal.importFile("occupations", full.joined(separator: "\n"))
      try await portal.importFile("occupations", "berufsnummer;beruf;fachrichtung;monate", "29222;Bäcker/-in;;36")
      let officer = try await portal.officer()
      #expect(try await officer.get("/kammer/berufe").text.contains("Zwischenprüfung"))
      let contract = "A-1;Lea;Neu;4002001;29222;01.08.2025;31.07.2028"
      let columns = "azubinummer;vorname;nachname;betriebsnummer;berufsnummer;beginn;ende"
      try await portal.importFile(
        "apprenticeships", "\(columns);geburtsort;telefon;verkuerzung_monate;teilzeit_prozent",
        "\(contract);Kiel;+49 431 1234;6;75 %")
      let again = try await portal.importFile("apprenticeships", columns, contract)
      #expect(again.unchanged == 1, "the old file brings nothing new")
      let id = try #require(
        try await portal.database.read { try $0.value("SELECT id FROM apprenticeships WHERE number = 'A-1'") as Int64? }
      )
      let entry = try await officer.get("/kammer/verzeichnis/\(id)")
      for known in ["Kiel", "+49 431 1234", "um 6 Monate", "75 %"] { #expect(entry.text.contains(known)) }
      let emptied = try await portal.importFile(
        "apprenticeships", "\(columns);geburtsort;telefon;verkuerzung_monate;teilzeit_prozent", "\(contract);;;0;")
      #expect(emptied.changed == 1, "an empty column takes the value away")
      #expect(!(try await officer.get("/kammer/verzeichnis/\(id)")).text.contains("um 6 Monate"))
    }
  }

  @Test(arguments: eachEngine())
  func `a number that cannot be is left out and named, and the stored one stays`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let columns = "azubinummer;nachname;betriebsnummer;berufsnummer;beginn;ende;verkuerzung_monate;telefon"
      let contract = "A-1;Neu;4002001;29222;01.08.2025;31.07.2028"
      try await portal.importFile("apprenticeships", columns, "\(contract);6;0431 1")
      let report = try await portal.importFile("apprenticeships", columns, "\(contract);99;ruf an")
      #expect(report.warnings.map(\.column).sorted() == ["telefon", "verkuerzung_monate"])
      #expect(report.unchanged == 1)
    }
  }

  @Test(arguments: eachEngine())
  func `what nobody can read of an occupation leaves it as it was, an empty cell takes it away`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importFile("occupations", Self.header, "29222;Bäcker/-in;;36;HwO;AO 2004;gestreckt;35;29222")
      let wrong = try await portal.importFile(
        "occupations", Self.header, "29222;Bäcker/-in;;36;Handwerk;AO 2004;gestrekt;0,35;2922")
      #expect(wrong.warnings.count == 4 && wrong.unchanged == 1 && wrong.changed == 0)
      let emptied = try await portal.importFile(
        "occupations", Self.header, "29222;Bäcker/-in;;36;HwO;;Zwischenprüfung;;29222")
      #expect(emptied.changed == 1)
      let page = try await portal.officer().get("/kammer/berufe/1")
      #expect(
        page.text.contains("mit Zwischenprüfung") && !page.text.contains("AO 2004") && !page.text.contains("35 %"))
    }
  }

  @Test(arguments: eachEngine())
  func `a file without a column takes nothing away, of whatever kind`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      try await portal.importFile(
        "companies", "betriebsnummer;name;strasse;plz;ort;email;telefon",
        "4002009;Neu;Weg 1;12345;Ort;a@neu.example;0431 1")
      let company = try await portal.importFile(
        "companies", "betriebsnummer;name;strasse;plz;ort", "4002009;Neu;Weg 1;12345;Ort")
      let instructor = try await portal.importFile(
        "instructors", "ausbildernummer;betriebsnummer;vorname;nachname", "B-77;4002001;Marion;Berger")
      for report in [company, instructor] { #expect(report.unchanged == 1 && report.changed == 0) }
    }
  }

  @Test(arguments: eachEngine())
  func `the confirmation names register and exam by the law of the occupation, and how the contract differs`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      let petra = try await portal.bakerOfRegister()
      try await portal.importFile("occupations", Self.header, "29222;Bäcker/-in;;36;BBiG;AO 2004;Zwischenprüfung;;")
      try await portal.importFile(
        "apprenticeships",
        "azubinummer;vorname;nachname;geburtsdatum;betriebsnummer;berufsnummer;beginn;ende;eintragung;geburtsort;"
          + "verkuerzung_monate;teilzeit_prozent",
        "A-1002;Max;Meier;05.06.2008;4002001;29222;01.08.2026;31.01.2029;20.08.2026;Kiel;6;75")
      try await portal.confirmEntries(by: try await portal.officer())
      let pdf = try await petra.get("\(try await petra.newestDocument())/inhalt").bytes
      let text = try read(pdf, with: "pdftotext", ["-layout", "FILE", "-"], in: portal.folder)
      for words in [
        "5. Juni 2008 in Kiel", "um 6 Monate verkürzt, Teilzeit mit 75 %",
        "Verzeichnis der Berufsausbildungsverhältnisse",
        "Abschlussprüfung",
      ] {
        #expect(text.contains(words), "\(words) in \(text)")
      }
    }
  }
}
