import Chronology

/// The usual week of a record.
package struct WeekPlan: Sendable, Equatable {
  /// Days of the vocational school (Berufsschultage); 1 is Monday.
  package var schoolDays: Set<Int>
  package var workMinutes: Int
  package var schoolMinutes: Int

  package init(schoolDays: Set<Int> = [], workMinutes: Int, schoolMinutes: Int) {
    self.schoolDays = schoolDays
    self.workMinutes = workMinutes
    self.schoolMinutes = schoolMinutes
  }

  /// Five equal days of the weekly hours in the contract, or of eight hours if it has none. A school day counts the
  /// same: § 15 (2) no. 2 BBiG.
  package static func usual(weeklyTenths: Int?) -> WeekPlan {
    let minutes = (weeklyTenths ?? 400) * 6 / 5
    return WeekPlan(workMinutes: minutes, schoolMinutes: minutes)
  }
}

/// A school day from a timetable.
package struct SchoolDay: Sendable, Equatable {
  package var minutes: Int
  /// Subjects, one per line.
  package var topics: String

  package init(minutes: Int, topics: String) {
    self.minutes = minutes
    self.topics = topics
  }
}

/// The initial content of a week, and how texts are merged.
package enum PlanRules {
  /// The initial content: working days by the plan, public holidays, school days with the subjects of the timetable.
  package static func content(
    of week: CalendarWeek, training: ClosedRange<CalendarDate>, _ plan: WeekPlan, state: FederalState?,
    timetable: [CalendarDate: SchoolDay] = [:]
  ) -> WeekContent {
    var content = WeekContent()
    for (index, day) in week.days.enumerated() where training.contains(day) {
      let isHoliday = HolidayRules.holiday(on: day, in: state) != nil
      // A recurring lesson falls on a public holiday only because nobody excluded that day.
      if let school = timetable[day], !isHoliday {
        content.days[index].kind = .school
        content.days[index].minutes = school.minutes
        content.days[index].entries = school.topics
      } else if day.weekday <= 5 {
        let isSchool = plan.schoolDays.contains(day.weekday)
        content.days[index].kind = isHoliday ? .publicHoliday : isSchool ? .school : .company
        content.days[index].minutes = isHoliday ? 0 : isSchool ? plan.schoolMinutes : plan.workMinutes
      }
    }
    return content
  }

  /// A day merged with another; existing content is kept.
  package static func day(_ day: DayContent, with other: DayContent) -> DayContent {
    var result = day
    if day.entries.isEmpty, day.kind != .publicHoliday, let kind = other.kind {
      result.kind = kind
      result.minutes = other.minutes
    }
    result.entries = lines(day.entries, and: other.entries)
    return result
  }

  /// A week merged with another, where nothing is written yet. Public holidays stay.
  package static func week(_ week: WeekContent, with other: WeekContent) -> WeekContent {
    var result = week
    for index in week.days.indices where week.days[index].entries.isEmpty && other.days[index].kind != .publicHoliday {
      result.days[index] = day(week.days[index], with: other.days[index])
    }
    if week.department.isEmpty { result.department = other.department }
    if week.activities.isEmpty { result.activities = other.activities }
    return result
  }

  /// Appends the lines that are not there yet.
  static func lines(_ text: String, and more: String) -> String {
    let lines = text.split(separator: "\n")
    let known = Set(lines)
    return (lines + more.split(separator: "\n").filter { !known.contains($0) }).joined(separator: "\n")
  }
}
