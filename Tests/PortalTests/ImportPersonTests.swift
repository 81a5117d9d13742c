import Database
import Portal
import TestDatabases
import TestPortal
import Testing
import Work

/// A line of a file never gives somebody what belongs to another person.
struct ImportPersonTests {
  private static let header =
    "azubinummer;vertragsnummer;vorname;nachname;geburtsdatum;email;betriebsnummer;berufsnummer;ausbildernummer;beginn;ende"

  private func apprentice(of contract: String, _ portal: TestPortal) async throws -> String? {
    try await portal.database.read { connection in
      try connection.value(
        """
        SELECT p.number FROM apprenticeships s JOIN apprentices p ON p.id = s.apprentice_id
        WHERE s.number = \(contract)
        """)
    }
  }

  @Test(arguments: eachEngine())
  func `a contract whose line has another number of the apprentice waits for an officer`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let line = ";V-1;Lea;Sommer;03.04.2009;;4002001;29222;B-77;01.08.2025;31.07.2028"
      try await portal.importFile("apprenticeships", Self.header, "A-1001\(line)")
      let mistyped = try await portal.importFile("apprenticeships", Self.header, "A-1009\(line)")
      #expect((mistyped.changed, mistyped.undecided) == (0, 1))
      #expect(mistyped.problems.map(\.reason) == ["import.conflictNumber"])
      #expect(try await apprentice(of: "V-1", portal) == "A-1001")
      let spelled = try await portal.importFile("apprenticeships", Self.header, "a 1001\(line)")
      #expect(spelled.undecided == 0, "the same number in other letters")
      let meant = try await portal.importFile(
        "apprenticeships", Self.header, "A-1009\(line)", accepting: [.number])
      #expect(meant.changed == 1)
      #expect(try await apprentice(of: "V-1", portal) == "A-1009")
    }
  }

  @Test(arguments: eachEngine())
  func `a new number of somebody who has one already waits for an officer`(engine: Engine) async throws {
    let header = "azubinummer;vorname;nachname;geburtsdatum;email;betriebsnummer;berufsnummer;beginn;ende"
    let rest = "4002001;29222;01.08.2025;31.07.2028"
    try await TestPortal.with(engine) { portal in
      func people() async throws -> [String] {
        try await portal.database.read { connection in
          try connection.rows("SELECT number FROM apprentices WHERE birth_date = '2009-05-06' ORDER BY number")
            .map { try $0["number"] }
        }
      }
      try await portal.importRegister()
      let first = try await portal.importFile(
        "apprenticeships", header, "A-2001;Mia;Groß;06.05.2009;;\(rest)", "A-2002;Ben;Groß;06.05.2009;;\(rest)")
      #expect((first.added, first.undecided) == (2, 0), "twins are two people")
      let mistyped = try await portal.importFile(
        "apprenticeships", header, "A-2010;MIA;Gross;06.05.2009;;\(rest)", "A-2011;Mia;Klein;06.05.2009;;\(rest)",
        "A-2012;Mia;Groß;07.05.2009;;\(rest)")
      #expect((mistyped.added, mistyped.undecided) == (2, 1))
      #expect(mistyped.problems.map(\.reason) == ["import.conflictTwin"])
      #expect(try await people() == ["A-2001", "A-2002", "A-2011"])
      let meant = try await portal.importFile(
        "apprenticeships", header, "A-2010;Mia;Groß;06.05.2009;;\(rest)", accepting: [.twin])
      #expect((meant.added, meant.undecided) == (1, 0))
      let again = try await portal.importFile("apprenticeships", header, "A-2010;Mia;Groß;06.05.2009;;\(rest)")
      #expect((again.unchanged, again.undecided) == (1, 0), "decided once, asked no more")
    }
  }

  @Test(arguments: eachEngine())
  func `an address that cannot be read is never kept from somebody else`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      try await portal.importCompanies("400 9;Reisebüro Schmid;;;Weg 1;24103;Kiel;post@schmid.example;;;;;")
      func email(_ table: SQL, _ key: String) async throws -> String? {
        try await portal.database.read {
          try $0.value("SELECT email FROM \(sql: table) WHERE number_key = \(key)")
        }
      }
      let line = "A-1002;A-1002;Erika;Fremd;01.02.2007;erika(at)x;4002001;29222;;01.08.2024;31.07.2027"
      let asked = try await portal.importFile("apprenticeships", Self.header, line)
      #expect((asked.undecided, try await email("apprentices", "A1002")) == (1, "max@meier.example"))
      try await portal.importFile("apprenticeships", Self.header, line, accepting: [.person])
      #expect(try await email("apprentices", "A1002") == "")
      try await portal.importFile(
        "instructors", "ausbildernummer;betriebsnummer;vorname;nachname;email", "B-77;4002001;Otto;Anders;otto(at)x",
        accepting: [.person])
      #expect(try await email("instructors", "B77") == "")
      try await portal.importFile(
        "examiners", "prüfernummer;vorname;nachname;email;ausschuss", "P-5;Otto;Anders;otto(at)x;Bäcker 1",
        accepting: [.person])
      #expect(try await email("examiners", "P5") == "")
      try await portal.importCompanies(
        "400 9;Immobilien Winkler;;;Allee 9;20095;Hamburg;post(at)winkler;;;;;", accepting: [.company])
      #expect(try await email("companies", "4009") == "")
    }
  }

  @Test(arguments: eachEngine())
  func `an address that cannot be read is kept of the same person, whoever had the contract`(engine: Engine)
    async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importRegister()
      let rest = "4002001;29222;;01.08.2024;31.07.2027"
      try await portal.importFile(
        "apprenticeships", Self.header, "A-1001;V-7;Lea;Sommer;03.04.2009;lea@sommer.example;\(rest)")
      let landed = try await portal.importFile(
        "apprenticeships", Self.header, "A-1002;V-7;Max;Maier;05.06.2008;max(at)x;\(rest)",
        accepting: [.number, .name])
      #expect((landed.changed, landed.undecided) == (1, 0))
      let email: String? = try await portal.database.read {
        try $0.value("SELECT email FROM apprentices WHERE number_key = 'A1002'")
      }
      #expect(email == "max@meier.example")
    }
  }
}
