import Chronology
import Companies
import Database
import Portal
import TestDatabases
import TestPortal
import Testing
import Work

/// A file is decided about what is stored when it lands, not about what was stored when it was read.
struct ImportOutdatedTests {
  private static let count = 1001
  private static let nothing: SQL = "DELETE FROM jobs WHERE 1 = 0"

  /// Imports a file of two portions, during the first of which a colleague changes what the last line is about.
  private static func run(
    _ kind: String, _ portal: TestPortal, _ lines: [String], meanwhile: SQL
  ) async throws -> ImportReport {
    let importer = try #require(portal.application.importKind(kind))
    let file = try await importer.read(
      Array(lines.joined(separator: "\n").utf8), today: portal.application.clock.day(of: portal.time.now))
    let database = portal.database
    return try await file.run(by: nil, now: portal.time.now, decisions: .none) { done, _ in
      guard done <= 1000 else { return }
      try await database.write { _ = try $0.execute(meanwhile) }
    }
  }

  private static func examiners(_ email: String) -> [String] {
    ["prüfernummer;vorname;nachname;email;ausschuss"]
      + (1...count).map { "P-\($0 + 10000);Marion;Berger;\(email);Bäcker 1" }
  }

  private static func companies(_ email: String) -> [String] {
    ["betriebsnummer;name;strasse;plz;ort;email"]
      + (1...count).map { "\($0 + 10000);Betrieb \($0);Weg \($0);24103;Kiel;\(email)" }
  }

  @Test(arguments: eachEngine())
  func `a person who was changed meanwhile is compared anew`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let change: SQL = """
        UPDATE examiners SET content_hash = \([UInt8(7)]), last_name = 'Neu' WHERE number_key = 'P11001'
        """
      _ = try await Self.run("examiners", portal, Self.examiners("a@x.example"), meanwhile: Self.nothing)
      await #expect(throws: ImportOutdated.self) {
        _ = try await Self.run("examiners", portal, Self.examiners("b@x.example"), meanwhile: change)
      }
      let again = try await Self.run(
        "examiners", portal, Self.examiners("b@x.example"), meanwhile: Self.nothing)
      #expect((again.unchanged, again.undecided) == (1000, 1), "somebody else by now: an officer is asked")
    }
  }

  @Test(arguments: eachEngine())
  func `a company that was added or changed meanwhile is compared anew`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let change: SQL = "UPDATE companies SET content_hash = \([UInt8(7)]) WHERE number_key = '11001'"
      _ = try await Self.run(
        "companies", portal, Self.companies("a@x.example"), meanwhile: Self.nothing)
      await #expect(throws: ImportOutdated.self) {
        _ = try await Self.run("companies", portal, Self.companies("b@x.example"), meanwhile: change)
      }
      let again = try await Self.run(
        "companies", portal, Self.companies("b@x.example"), meanwhile: Self.nothing)
      #expect((again.unchanged, again.changed) == (1000, 1))
    }
  }
}
