import Chronology
import Testing

/// The public holidays of the federal states.
struct HolidayTests {
  @Test(arguments: [
    ("2026-01-01", FederalState.berlin, Holiday.newYear), ("2026-04-03", .hesse, .goodFriday),
    ("2026-04-06", .saxony, .easterMonday), ("2026-05-14", .bremen, .ascension), ("2026-05-25", .bavaria, .whitMonday),
    ("2027-03-29", .hamburg, .easterMonday), ("2024-04-01", .hamburg, .easterMonday), ("2026-10-03", .hesse, .unity),
    ("2026-12-26", .saarland, .boxingDay),
  ])
  func `some holidays are kept in all states`(day: String, state: FederalState, holiday: Holiday) throws {
    let date = try #require(CalendarDate(day))
    #expect(HolidayRules.holiday(on: date, in: state) == holiday)
    #expect(HolidayRules.holiday(on: date, in: nil) == holiday)
  }

  @Test(
    arguments: [
      ("2026-01-06", [.badenWuerttemberg, .bavaria, .saxonyAnhalt]),
      ("2026-06-04", [.badenWuerttemberg, .bavaria, .hesse, .northRhine, .rhineland, .saarland]),
      ("2026-11-18", [.saxony]), ("2025-11-19", [.saxony]), ("2027-09-20", [.thuringia]),
      ("2022-03-08", [.berlin]), ("2027-03-08", [.berlin, .mecklenburg]), ("2026-11-17", []), ("2026-11-25", []),
      ("2026-11-01", [.badenWuerttemberg, .bavaria, .northRhine, .rhineland, .saarland]),
    ] as [(String, Set<FederalState>)])
  func `others only in some`(day: String, states: Set<FederalState>) throws {
    let date = try #require(CalendarDate(day))
    #expect(Set(FederalState.allCases.filter { HolidayRules.holiday(on: date, in: $0) != nil }) == states)
    #expect(HolidayRules.holiday(on: date, in: nil) == nil)
  }
}
