import Chronology
import Database
import Foundation
import Portal
import TestDatabases
import TestPortal
import Testing
import TrainingRecords
import Work

/// What is erased some time after the end of a training counts by the end that people know.
struct RetentionOfChangedEndsTests {
  private static let week = "2026-W47"

  @Test(arguments: eachEngine())
  func `an end that was moved far back erases nothing and announces nothing`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let week = try await portal.writeWeek(of: lea, path)
      func apply() async throws -> String {
        let done = try await RecordRetention(records: portal.application.trainingRecords, site: portal.application.site)
          .apply()
        return "\(done.told) told, \(done.erased) erased"
      }
      // As an earlier version read 31.07.28, and as a wrong file says it.
      for (start, end) in [("0025-08-01", "0028-07-31"), ("2019-08-01", "2022-07-31")] {
        try await portal.database.write { connection in
          _ = try connection.execute(
            "UPDATE apprenticeships SET starts_on = \(start), ends_on = \(end) WHERE number_key = 'A1001'")
        }
        #expect(try await apply() == "0 told, 0 erased")
      }
      let data = try await lea.send("GET", "\(path)/ausgabe/daten.csv")
      #expect(data.status == 200 && data.body.contains("Brote geformt"), "what they take along is never empty")
      #expect(try await lea.get("\(path)/ausgabe").status == 200)
      // Two years after what was written last it is over, and is told first.
      portal.time.advance(.days(760))
      #expect(try await apply() == "1 told, 0 erased")
      portal.time.advance(.days(30))
      #expect(try await apply() == "0 told, 0 erased")
      _ = week
    }
  }

  @Test(arguments: eachEngine())
  func `odd days of earlier versions end nothing`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let officer = try await portal.officer("zweite@kammer.example")
      let id = path.split(separator: "/").last ?? ""
      for (start, end) in [
        ("0025-08-01", "0028-07-31"), ("2025-08-01", "9999-12-31"), ("0001-01-01", "0001-06-30"),
        ("9998-08-01", "9999-12-31"),
      ] {
        try await portal.database.write { connection in
          _ = try connection.execute(
            "UPDATE apprenticeships SET starts_on = \(start), ends_on = \(end) WHERE number_key = 'A1001'")
        }
        for page in [path, "\(path)/ausgabe", "\(path)/vorgaben", "\(path)/2026/47", "/ausbildungsverhaeltnisse/\(id)"]
        {
          #expect(try await lea.get(page).status < 500, "\(page) \(end)")
          #expect(try await marion.get(page).status < 500, "\(page) \(end)")
        }
        for page in ["/kammer/verzeichnis/\(id)", "/kammer/nachweise/\(id)", "/kammer/verzeichnis", "/kammer"] {
          #expect(try await officer.get(page).status < 500, "\(page) \(end)")
        }
      }
    }
  }

  @Test(arguments: eachEngine())
  func `an earlier end that a file brings counts from the day it became known`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      _ = try await portal.writeWeek(of: lea, path)
      portal.time.advance(.days(1200))
      let today = portal.application.clock.day(of: portal.time.now)
      let file = [UInt8](
        "\(TestPortal.apprenticeHeader)\n\(TestPortal.lea.replacing("31.07.2028", with: "31.12.2026"))\n".utf8)
      let importer = try #require(portal.application.importKind("apprenticeships"))
      let report = try await importer.read(file, today: today).run(
        by: nil, now: portal.time.now, decisions: ImportDecisions([], allOf: Set(ImportConflict.Kind.allCases))
      ) { _, _ in }
      #expect(report.changed == 1)
      let retention = RecordRetention(records: portal.application.trainingRecords, site: portal.application.site)
      #expect(try await retention.apply().told == 0, "by the old end nothing was due")
      portal.time.advance(.days(600))
      #expect(try await retention.apply().told == 0)
      portal.time.advance(.days(140))
      #expect(try await retention.apply().told == 1)
    }
  }
}

extension TestPortal {
  fileprivate func writeWeek(of lea: Browser, _ path: String) async throws -> String {
    let week = "\(path)/\(RecordJourneys.week)"
    try await lea.submit("\(week)/einreichen", RecordJourneys.fields(), from: week)
    return week
  }
}
