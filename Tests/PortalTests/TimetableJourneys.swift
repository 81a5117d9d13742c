import Database
import Foundation
import TestDatabases
import TestPortal
import Testing

/// Timetables as schools give them out, uploaded by an apprentice.
struct TimetableJourneys {
  private static let header = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"

  private static func file(_ events: String...) -> [UInt8] {
    let body = events.map { "BEGIN:VEVENT\r\n\($0.replacing("\n", with: "\r\n"))\r\nEND:VEVENT\r\n" }.joined()
    return [UInt8]("\(header)\(body)END:VCALENDAR\r\n".utf8)
  }

  @Test(arguments: eachEngine())
  func `a timetable fills the weeks to come, and holidays stay holidays`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let series = Self.file(
        "UID:f\nDTSTART;TZID=W. Europe Standard Time:20261106T080000\nDTEND;TZID=W. Europe Standard Time:20261106T130000\n"
          + "RRULE:FREQ=WEEKLY;COUNT=10\nSUMMARY:Fachkunde",
        "UID:w\nDTSTART;VALUE=DATE:20261103\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:Berufsschule")
      let taken = try await lea.upload("\(path)/stundenplan", file: series, named: "plan.ics", from: "\(path)/vorgaben")
      #expect(taken.text.contains("Schultage: 12."))
      let week = try await lea.get("\(path)/2026/46")
      #expect(week.text.contains("Fachkunde") && week.text.contains("Berufsschule"))
      #expect(week.body.contains("value=\"5:00\""))
      let newYear = try await lea.get("\(path)/2026/53")
      #expect(!newYear.text.contains("Fachkunde"), "1 January is a public holiday")
    }
  }

  @Test(arguments: eachEngine())
  func `what no timetable is, or takes too long, is told beside the field`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let never = (0..<40).map {
        "UID:\($0)\nDTSTART:20261109T080000\nDTEND:20261109T090000\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
      }
      let body = never.map { "BEGIN:VEVENT\n\($0)\nEND:VEVENT\n" }.joined()
      for (file, words) in [
        ([UInt8]("kein Kalender".utf8), "Das ist keine Kalenderdatei"),
        ([UInt8]("\(Self.header)\(body)END:VCALENDAR\n".utf8), "zu aufwendig"),
        (Self.file("UID:h\nDTSTART;VALUE=DATE:20261109\nSUMMARY:Herbstferien"), "steht kein Unterricht"),
      ] {
        let page = try await lea.upload("\(path)/stundenplan", file: file, named: "x.ics", from: "\(path)/vorgaben")
        #expect(page.status == 422 && page.text.contains(words), "\(words)")
      }
    }
  }

  @Test(arguments: eachEngine())
  func `a text of very many lines is kept, and told before anything is put in`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let (lea, _, path) = try await portal.recordOfLea()
      let week = "\(path)/\(RecordJourneys.week)"
      let lines = (0..<3000).map { "Zeile \($0)" }.joined(separator: "\n")
      let page = try await lea.submit(
        "\(week)/uebernehmen", RecordJourneys.fields([("text0", lines), ("vorwoche", "1")]), from: week)
      #expect(page.status == 422 && page.text.contains("höchstens 200 Zeilen"))
      #expect(page.text.contains("Zeile 2999"), "nothing typed is lost")
    }
  }
}
