import Foundation
import Testing

@testable import Typesetting

/// A calendar file, and the days that a person who looks into it with a calendar program sees.
struct TimetableCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let content: [UInt8]
  /// `2026-12-01 90 Religion, Ethik`
  let days: [String]

  init(_ name: String, _ events: [String], before: String = "", _ days: [String]) {
    self.init(name, bytes: [UInt8](TimetableTests.calendar(events, before: before).utf8), days)
  }

  init(_ name: String, bytes: [UInt8], _ days: [String]) {
    testDescription = name
    content = bytes
    self.days = days
  }
}

/// One after the other on one worker, which ends by itself when it rests.
@Suite(.serialized) struct TimetableTests {
  private static let typesetter = TestBench.typesetter()

  static func calendar(_ events: [String], before: String = "") -> String {
    let body = events.map { "BEGIN:VEVENT\n\($0)\nEND:VEVENT\n" }.joined()
    return "BEGIN:VCALENDAR\nVERSION:2.0\n\(before)\(body)END:VCALENDAR\n".replacing("\n", with: "\r\n")
  }

  private func days(_ content: [UInt8]) async throws -> [String] {
    let found = try await Self.typesetter.timetable(
      in: content, first: "2026-08-03", last: "2029-07-31", zone: "Europe/Berlin", of: 1)
    return found.map { "\($0.day) \($0.minutes) \($0.topics.joined(separator: ", "))" }
  }

  @Test(arguments: TimetableCase.all)
  func `a timetable says the days that its calendar shows`(one: TimetableCase) async throws {
    #expect(try await days(one.content) == one.days)
  }

  @Test(arguments: ["", "kein Kalender", "%PDF-1.7", "BEGIN:VEVENT\nEND:VEVENT"])
  func `what is no calendar is told`(text: String) async {
    let error = await #expect(throws: TypesettingError.self) { try await days([UInt8](text.utf8)) }
    guard case .document = error else { return #expect(Bool(false), "\(String(describing: error))") }
  }

  private static let first = "DTSTART:20261201T080000\nDTEND:20261201T093000\nSUMMARY:Fachkunde"

  @Test(arguments: [
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2",
    "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31;BYSETPOS=3", "FREQ=SECONDLY", "FREQ=HOURLY;INTERVAL=1",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=WEEKLY;COUNT=999999999", "FREQ=WEEKLY;INTERVAL=99999999999999999999", "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=3",
    "FREQ=FOO", "FREQ=DAILY;BYHOUR=0,6,12,18;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,10,20,30,40,50",
  ])
  func `no rule keeps the reading busy`(rule: String) async throws {
    let file = Self.calendar(["\(Self.first)\nRRULE:\(rule)"])
    // A file that takes longer than it may is given back, which would be an error here.
    _ = try await days([UInt8](file.utf8))
  }

  @Test func `a zone that repeats each second is never counted`() async throws {
    let zone = """
      BEGIN:VTIMEZONE
      TZID:Eigene
      BEGIN:STANDARD
      DTSTART:16010101T000000
      TZOFFSETFROM:+0100
      TZOFFSETTO:+0100
      RRULE:FREQ=SECONDLY
      END:STANDARD
      END:VTIMEZONE

      """
    let file = Self.calendar(["DTSTART;TZID=Eigene:20261201T080000\nDTEND;TZID=Eigene:20261201T093000"], before: zone)
    #expect(try await days([UInt8](file.utf8)) == ["2026-12-01 90 "])
  }

  @Test func `a file full of rules that never come true is given back soon`() async {
    let rules = (0..<500).map { "UID:\($0)\n\(Self.first)\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30" }
    // By its own budget, before the worker would be ended.
    await #expect(throws: TypesettingError.tooLarge) { try await days([UInt8](Self.calendar(rules).utf8)) }
  }

  @Test func `more events than anybody has are given back`() async {
    let events = (0...10_000).map { "UID:\($0)\n\(Self.first)" }
    await #expect(throws: TypesettingError.tooLarge) { try await days([UInt8](Self.calendar(events).utf8)) }
  }

  @Test func `the result is limited in days, subjects and lengths`() async throws {
    let long = String(repeating: "Ü", count: 5000)
    let many = (0..<200).map { "UID:\($0)\nDTSTART:20261201T080000\nDTEND:20261201T093000\nSUMMARY:\($0) \(long)" }
    let endless = "UID:e\nDTSTART:19700101T080000\nDTEND:19700101T090000\nRRULE:FREQ=DAILY\nSUMMARY:a"
    let found = try await Self.typesetter.timetable(
      in: [UInt8](Self.calendar(many + [endless]).utf8), first: "2026-12-01", last: "2026-12-31", zone: "Europe/Berlin",
      of: 1)
    #expect(found.count == 31)
    #expect(found[0].topics.count <= 30 && found[0].topics.joined().utf8.count <= 2000)
    #expect(found[0].topics.allSatisfy { $0.count <= 200 })
  }

  @Test func `one person has one calendar read at a time`() async {
    let typesetter = TestBench.typesetter()
    let file = [UInt8](Self.calendar([Self.first]).utf8)
    let refused = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<50 {
        group.addTask {
          do {
            _ = try await typesetter.timetable(
              in: file, first: "2026-08-03", last: "2029-07-31", zone: "Europe/Berlin", of: 7)
            return false
          } catch { return error as? TypesettingError == .busy }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    await typesetter.stop()
    #expect(refused > 0 && refused < 50)
  }
}
