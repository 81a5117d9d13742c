import Chronology
import Companies
import Database
import Foundation
import Portal
import TestDatabases
import TestPortal
import Testing
import Work

struct CompanyImportTests {
  private let header = "Betriebsnummer;Name;Straße;PLZ;Ort;E-Mail;Hauptbetrieb;aktiv_von;aktiv_bis;PIN"

  private func importing(_ text: String, encoding: String.Encoding = .utf8, into portal: TestPortal) async throws
    -> ImportReport
  {
    let bytes = [UInt8](try #require(text.data(using: encoding)))
    return try await portal.companyImport(of: bytes).run(by: nil, now: portal.time.now) { _, _ in }
  }

  private func names(_ portal: TestPortal) async throws -> [String] {
    try await portal.database.read {
      try $0.rows("SELECT name FROM companies ORDER BY name_key").map { try $0["name"] }
    }
  }

  @Test(arguments: eachEngine())
  func `each bad line is reported with number, column, value and reason, the good ones land`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      let file = """
        \(header)
        400 1;Tischlerei Grün;Weg 1;12345;Ort;a@b.de;;;;
        ;Ohne Nummer;Weg 1;12345;Ort;;;;;
        400 2;;Weg 1;12345;Ort;;;;;
        400 3;Falsche PLZ;Weg 1;1234;Ort;;;;;
        400 4;Falsche Mail;Weg 1;12345;Ort;a(at)b.de;;;;

        400 1;Doppelt;Weg 1;12345;Ort;;;;;
        400 5;Kein Tag;Weg 1;12345;Ort;;;31.02.2026;;
        400 6;Verkehrt;Weg 1;12345;Ort;;;01.01.2026;31.12.2025;
        400 7;Verwaist;Weg 1;12345;Ort;;999;;;
        400 8;Filiale;Weg 1;A-1010;Wien;;400 1;;;
        """
      let report = try await importing(file, into: portal)
      #expect(try await names(portal) == ["Falsche Mail", "Falsche PLZ", "Filiale", "Tischlerei Grün"])
      #expect((report.lines, report.added, report.refused) == (10, 4, 6))
      let found = report.problems.map {
        "\($0.line) \($0.column) \($0.value) \($0.reason.split(separator: ".").last ?? "")"
      }
      #expect(
        found == [
          "3 betriebsnummer  missing", "4 name  missing", "8 betriebsnummer 400 1 duplicate",
          "9 aktiv_von 31.02.2026 date", "10 aktiv_bis 31.12.2025 order", "11 hauptbetrieb 999 headOffice",
        ])
      #expect(
        report.warnings.map { "\($0.line) \($0.column) \($0.value) \($0.reason)" } == [
          "5 plz 1234 import.postcode", "6 email a(at)b.de import.email",
        ], "they land without the value")
      let headOffice: String? = try await portal.database.read {
        try $0.value("SELECT h.name FROM companies c JOIN companies h ON h.id = c.head_office_id")
      }
      #expect(headOffice == "Tischlerei Grün")
    }
  }

  @Test(arguments: eachEngine())
  func `the same file twice changes nothing`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let file = "\(header)\n400 1;Grün;Weg 1;12345;Ort;;;;;K7M2-99\n400 2;Blau;Weg 1;12345;Ort;;400 1;;;\n"
      let first = try await importing(file, into: portal)
      #expect((first.added, first.pins) == (2, 1))
      let second = try await importing(file, into: portal)
      #expect((second.added, second.changed, second.unchanged, second.pins) == (0, 0, 2, 0))
      let third = try await importing(file.replacing("Blau", with: "Hellblau"), into: portal)
      #expect((third.added, third.changed, third.unchanged) == (0, 1, 1))
      #expect(try await names(portal) == ["Grün", "Hellblau"])
    }
  }

  @Test(arguments: eachEngine())
  func `a PIN comes in for a company that is as it was`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let file = "\(header)\n400 1;Grün;Weg 1;12345;Ort;;;;;\n400 2;Blau;Weg 1;12345;Ort;;;;;\n"
      _ = try await importing(file, into: portal)
      let withPIN = file.replacing("Blau;Weg 1;12345;Ort;;;;;", with: "Blau;Weg 1;12345;Ort;;;;;K7M2-99")
      let report = try await importing(withPIN, into: portal)
      #expect((report.changed, report.unchanged, report.pins) == (0, 2, 1))
      let holder: String? = try await portal.database.read {
        try $0.value("SELECT c.name FROM pins p JOIN companies c ON c.id = p.company_id")
      }
      #expect(holder == "Blau")
    }
  }

  @Test(arguments: eachEngine())
  func `a branch comes to its head office, wherever that stands in the file, and goes from it`(
    engine: Engine
  ) async throws {
    try await TestPortal.with(engine) { portal in
      func headOffices() async throws -> [String] {
        try await portal.database.read { connection in
          let rows = try connection.rows(
            "SELECT c.name, h.name AS head FROM companies c JOIN companies h ON h.id = c.head_office_id ORDER BY c.name"
          )
          return try rows.map { row in
            let (name, head): (String, String) = (try row["name"], try row["head"])
            return "\(name) of \(head)"
          }
        }
      }
      let file = "\(header)\n400 2;Blau;Weg 1;12345;Ort;;400 1;;;\n400 1;Grün;Weg 1;12345;Ort;;;;;\n"
      _ = try await importing(file, into: portal)
      #expect(try await headOffices() == ["Blau of Grün"])
      try await portal.database.write { _ = try $0.execute("UPDATE companies SET head_office_id = NULL") }
      #expect(try await importing(file, into: portal).unchanged == 2)
      #expect(try await headOffices() == ["Blau of Grün"], "an import that was interrupted before is made good")
      _ = try await importing(file.replacing(";400 1;;;", with: ";;;;"), into: portal)
      #expect(try await headOffices().isEmpty)
    }
  }

  @Test(arguments: ["\u{FEFF}", ""], ["\n", "\r\n", "\r"])
  func `UTF-8 with and without mark and all line ends are read`(mark: String, lineEnd: String) async throws {
    try await TestPortal.with(.sqlite) { portal in
      let file =
        mark + [header, "400 1;Bäckerei Öz;Weg 1;12345;Ort;;;;;", "", "400 2;Café;;;;;;;;"].joined(separator: lineEnd)
      let report = try await importing(file, into: portal)
      #expect(report.added == 2)
      let names = try await names(portal)
      #expect(names == ["Bäckerei Öz", "Café"])
    }
  }

  @Test func `Windows-1252, commas, quotes and line breaks within quotes are read`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let file = "number,name,name2\r\n1,\"Müller, \"\"Söhne\"\" – Straße €\",\"zwei\r\nZeilen\"\r\n2,Weiß,\r\n"
      let report = try await importing(file, encoding: .windowsCP1252, into: portal)
      #expect(report.problems.isEmpty)
      #expect(try await names(portal) == ["Müller, \"Söhne\" – Straße €", "Weiß"])
    }
  }

  @Test(arguments: ["", "nur eine Spalte\n1\n", "ort;plz\nX;12345\n", "nummer;name\n1;\"offen\n"])
  func `what is no table of companies is refused as a whole`(file: String) async throws {
    try await TestPortal.with(.sqlite) { portal in
      _ = await #expect(throws: TableFileError.self) { _ = try await importing(file, into: portal) }
    }
  }

  @Test func `the preview tells what would happen and changes nothing`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let bytes = [UInt8]("\(header)\n400 1;Grün;Weg 1;12345;Ort;;;;;\n".utf8)
      let report = try await portal.companyImport(of: bytes).preview()
      #expect(report.added == 1)
      #expect(try await names(portal).isEmpty)
    }
  }

  @Test(arguments: eachEngine())
  func `a legal form that stays is no change of the name`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      func line(_ name: String, _ form: String, _ street: String) -> String {
        "betriebsnummer;name;rechtsform;strasse;plz;ort\n400 1;\(name);\(form);\(street);24103;Kiel\n"
      }
      _ = try await importing(line("Hotel Schulze", "GmbH", "Weg 1"), into: portal)
      let moved = try await portal.companyImport(of: [UInt8](line("Hotel Schulze", "GmbH", "Weg 2").utf8)).preview()
      #expect(moved.changes.map { "\($0.column): \($0.before) → \($0.after)" } == ["strasse: Weg 1 → Weg 2"])
      _ = try await importing(line("Hotel Schulze", "GmbH", "Weg 2"), into: portal)
      _ = try await importing(line("Hotel Schulze", "AG", "Weg 2"), into: portal)
      let logged: [String] = try await portal.database.read { connection in
        try connection.rows("SELECT details FROM journal_entries WHERE event = 'company.changed' ORDER BY id").map {
          try $0["details"]
        }
      }
      #expect(
        logged == [
          #"{"street":"Weg 1 → Weg 2"}"#, #"{"name":"Hotel Schulze GmbH → Hotel Schulze AG"}"#,
        ])
    }
  }

  @Test(arguments: eachEngine())
  func `60,000 lines land`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let lines = (1...60_000).map { "\(500_000 + $0);Betrieb Nr \($0) Jäger;Weg \($0);12345;Ort;;;;;" }
      let report = try await importing(header + "\n" + lines.joined(separator: "\n"), into: portal)
      #expect(report.added == 60_000)
      let count: Int? = try await portal.database.read { try $0.value("SELECT count(*) FROM companies") }
      #expect(count == 60_000)
    }
  }
}
