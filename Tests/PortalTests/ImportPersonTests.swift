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
      #expect(mistyped.problems.map(\.reason) == ["import.conflictPerson"])
      #expect(try await apprentice(of: "V-1", portal) == "A-1001")
      let spelled = try await portal.importFile("apprenticeships", Self.header, "a 1001\(line)")
      #expect(spelled.undecided == 0, "the same number in other letters")
      let meant = try await portal.importFile(
        "apprenticeships", Self.header, "A-1009\(line)", accepting: [.person])
      #expect(meant.changed == 1)
      #expect(try await apprentice(of: "V-1", portal) == "A-1009")
    }
  }
}
