import Database
import Portal
import TestDatabases
import TestPortal
import Testing
import Work

/// What stays of a file: which lines and columns, never PINs, nor what people are called.
struct ImportReportTests {
  private static let header = "betriebsnummer;name;ort;pin"

  @Test(arguments: [
    Array("400 1;Müller; Söhne;Kiel;K7M2-99AB\n".utf8), Array("400 1;JÃ¶rgs Laden;Kiel;K7M2-99AB\n".utf8),
    Array("400 2;Öz;Kiel;\n".utf8) + Array("400 1;Caf".utf8) + [0xE9] + Array(";Kiel;K7M2-99AB\n".utf8),
    Array("400 1;K7M2-99AB\n".utf8),
  ])
  func `a line that is told as a whole shows nothing of itself`(line: [UInt8]) async throws {
    try await TestPortal.with(.sqlite) { portal in
      let report = try await portal.companyImport(of: Array("\(Self.header)\n".utf8) + line).preview()
      let told = report.problems + report.warnings
      #expect(told.map(\.column) == [""])
      #expect(told.allSatisfy { $0.value.wholeMatch(of: /([0-9]+ \/ [0-9]+)?/) != nil })
    }
  }

  @Test(arguments: eachEngine())
  func `what nobody decided on is told by line and columns`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let officer = try await portal.officer()
      let page = try await officer.uploadImport(
        "apprenticeships", "azubinummer;vorname;nachname;geburtsdatum;betriebsnummer;berufsnummer;beginn;ende",
        "A-1001;Dmytro;Schreiber;01.02.2001;4002001;29222;01.08.2025;31.07.2028")
      try await officer.press("\(page.path)/starten")
      try await portal.application.longWorker.performAllDue()
      let stored: String? = try await portal.database.read { try $0.value("SELECT report FROM uploaded_imports") }
      let report = try #require(stored)
      for content in ["Lea", "Sommer", "Dmytro", "Schreiber", "2001-02-01"] {
        #expect(!report.contains(content), "\(content)")
      }
      let done = try await officer.get(page.path)
      #expect(done.text.contains("vorname, nachname, geburtsdatum"))
      #expect(done.text.contains("niemand hat bestätigt, dass es dieselbe ist"))
    }
  }
}
