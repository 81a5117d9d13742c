import Chronology
import Database
import Foundation
import Portal
import TestDatabases
import TestPortal
import Testing
import Work

/// Work that fails, is taken up again, and clears up after itself.
struct LongWorkJourneys {
  private let bakery = "400 2001;Bäckerei Müller;;;Brückenstraße 5;12347;Musterstadt;;;;;;"

  @Test(arguments: eachEngine())
  func `a letter run that cannot be written says so, and goes on at a press of a button`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (officer, run) = try await portal.requestedRun(bakery)
      let folder = portal.application.configuration.letterFolder
      // A file where the folder should be: nothing can be written there.
      try FileManager.default.createDirectory(
        at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? FileManager.default.removeItem(at: folder)
      try Data().write(to: folder)
      for _ in 1...6 {
        try await portal.application.longWorker.performAllDue()
        portal.time.advance(.minutes(3))
      }
      let failed = try await officer.get(run)
      #expect(failed.body.contains("\(run)/wiederholen"))
      try FileManager.default.removeItem(at: folder)
      try await officer.press("\(run)/wiederholen")
      try await portal.application.longWorker.performAllDue()
      #expect(try await officer.get(run).text.contains("Bereit zum Drucken"))
      #expect(try await portal.lettersText("pin-1.pdf").contains("Petra Holz"))
    }
  }

  @Test(arguments: eachEngine())
  func `the PDF with PINs is removed a week after it was posted, not before`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (officer, run) = try await portal.requestedRun(bakery)
      try await portal.application.longWorker.performAllDue()
      try await officer.get(run)
      try await officer.press("\(run)/versandt")
      let file = portal.application.configuration.letterFolder.appendingPathComponent("pin-1.pdf").path
      portal.time.advance(.days(6))
      try await portal.application.tidy()
      #expect(FileManager.default.fileExists(atPath: file))
      portal.time.advance(.days(2))
      try await portal.application.tidy()
      #expect(!FileManager.default.fileExists(atPath: file))
      try await officer.signIn("amt@kammer.example")
      #expect(try await officer.get("\(run)/pdf").status == 404)
    }
  }

  @Test(arguments: eachEngine())
  func `what an import changes of a company stands in the audit log, with before and after`(engine: Engine) async throws
  {
    try await TestPortal.with(engine) { portal in
      try await portal.importCompanies(bakery)
      try await portal.importCompanies(bakery.replacing("Brückenstraße 5", with: "Hafenweg 1"))
      try await portal.importCompanies(bakery.replacing("Brückenstraße 5", with: "Hafenweg 1"))
      let details = try await portal.database.read { connection in
        try connection.rows("SELECT details FROM journal_entries WHERE event = 'company.changed'").map {
          row -> String in try row["details"]
        }
      }
      #expect(details == [#"{"street":"Brückenstraße 5 → Hafenweg 1"}"#])
    }
  }
}

extension TestPortal {
  /// An officer, and the address of a letter run that waits to be made.
  fileprivate func requestedRun(_ company: String) async throws -> (officer: Browser, run: String) {
    try await importCompanies(company)
    let petra = visitor()
    try await petra.registered("Petra", "Holz", "petra@baeckerei.example", on: self)
    try await petra.submit("/betrieb-freischalten/neue-pin", [("betriebsnummer", "400 2001")])
    let officer = try await officer()
    try await officer.get("/kammer/briefe")
    return (officer, try await officer.press("/kammer/briefe/drucken", [("art", "pin")]).path)
  }
}
