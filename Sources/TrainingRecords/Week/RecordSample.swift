import Accounts
import Apprenticeships
import Chronology
import Database

/// Fills a record for the demo: weeks written, submitted and signed as people would do it.
package struct RecordSample: Sendable {
  let apprenticeship: Int64
  let apprentice: Int64
  let instructor: Account
  let clock: WallClock

  package init(apprenticeship: Int64, apprentice: Int64, instructor: Account, clock: WallClock) {
    self.apprenticeship = apprenticeship
    self.apprentice = apprentice
    self.instructor = instructor
    self.clock = clock
  }

  /// - Parameters:
  ///   - lines: activities, one list per week, repeated.
  ///   - tags: items of the framework plan, one per week, repeated.
  ///   - free: how many of the newest weeks stay empty.
  ///   - returned: the instructor's comment on the newest of the others, which is returned; the week before waits.
  package func fill(
    _ lines: [[String]], tags: [String], leaving free: Int, returned: String, now: Instant,
    in connection: any Connection
  ) throws {
    let today = clock.day(of: now)
    guard let record = try WeekQueries.record(apprenticeship, on: today, in: connection) else { return }
    try PlanQueries.save(
      WeekPlan(schoolDays: [2], workMinutes: 480, schoolMinutes: 450), of: apprenticeship, in: connection)
    let weeks = WeekRules.weeks(of: record.training, until: today).dropLast(free)
    for (index, week) in weeks.enumerated() {
      var content = content(of: week, lines[index % lines.count], training: record.training)
      content.tags = tags.isEmpty ? [] : [tags[index % tags.count]]
      let at = clock.start(of: week.sunday)
      guard
        let saved = try WeekQueries.save(
          content, week, of: apprenticeship, over: 0, now: at, in: connection),
        try WeekQueries.move(saved, to: .submitted, now: at, in: connection),
        let submitted = try WeekQueries.week(week, of: apprenticeship, in: connection)
      else { continue }
      try WeekQueries.keepVersion(of: submitted, by: apprentice, now: at, in: connection)
      try WeekQueries.note("submitted", on: submitted, by: apprentice, as: .apprentice, now: at, in: connection)
      if index == weeks.count - 2 { continue }
      let isLast = index == weeks.count - 1
      guard try WeekQueries.move(submitted, to: isLast ? .returned : .signed, now: at, in: connection) else { continue }
      let later = at + .days(1)
      if !isLast {
        _ = try SignOffQueries.add(
          submitted, by: instructor, as: FunctionKind.instructor.rawValue, now: later, in: connection)
      }
      try WeekQueries.note(
        isLast ? "returned" : "signed", on: submitted, by: instructor.id, as: .instructor,
        comment: isLast ? returned : "", now: later, in: connection)
    }
  }

  private func content(
    of week: CalendarWeek, _ lines: [String], training: ClosedRange<CalendarDate>
  ) -> WeekContent {
    var content = WeekContent()
    content.department = week.number % 8 < 4 ? "Bankraum" : "Maschinenraum"
    for (index, day) in week.days.enumerated() where day.weekday <= 5 && training.contains(day) {
      let isSchool = day.weekday == 2
      content.days[index].kind = isSchool ? .school : .company
      content.days[index].minutes = isSchool ? 450 : 480
      content.days[index].entries = isSchool ? "Werkstoffkunde\nFachrechnen" : lines[index % lines.count]
    }
    return content
  }
}
