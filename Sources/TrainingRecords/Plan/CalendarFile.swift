import CICal
import Chronology
import Foundation

/// The school days in a calendar file (iCalendar, RFC 5545), as timetable programs export it. Read by libical, which
/// knows time zones and repetitions.
enum CalendarFile {
  /// Nothing of the text is a calendar.
  struct Unreadable: Error {}

  /// Lessons of all days in a span, added up by day, with each subject once.
  /// - Parameter wholeDay: the minutes of an entry that has no times.
  static func schoolDays(
    in text: String, _ days: ClosedRange<CalendarDate>, wholeDay: Int, clock: WallClock
  ) throws(Unreadable) -> [CalendarDate: SchoolDay] {
    guard isFlat(text), let calendar = icalparser_parse_string(text) else { throw Unreadable() }
    defer { icalcomponent_free(calendar) }
    guard icalcomponent_isa(calendar) == ICAL_VCALENDAR_COMPONENT || icalcomponent_isa(calendar) == ICAL_XROOT_COMPONENT
    else { throw Unreadable() }
    let reading = Reading(days: days, wholeDay: wholeDay, clock: clock)
    reading.readAll(of: calendar)
    return reading.found
  }

  /// Whether its parts lie within each other as calendars do: much deeper only a file does that wants to do harm.
  private static func isFlat(_ text: String) -> Bool {
    var depth = 0
    for line in text.utf8.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      let start = String(decoding: line.prefix(6), as: UTF8.self).uppercased()
      if start == "BEGIN:" { depth += 1 } else if start.hasPrefix("END:") { depth -= 1 }
      if depth > 5 { return false }
    }
    return true
  }

  /// Gathers the events; a class, because libical calls back with a pointer.
  private final class Reading {
    let days: ClosedRange<CalendarDate>
    let wholeDay: Int
    let clock: WallClock
    var found: [CalendarDate: SchoolDay] = [:]
    private var summary = ""
    // Nobody has more of them; a file that says so wants to keep the server busy.
    private var lessonsLeft = 20_000
    private var eventsLeft = 10_000
    private var repetitionsLeft = 500

    init(days: ClosedRange<CalendarDate>, wholeDay: Int, clock: WallClock) {
      self.days = days
      self.wholeDay = wholeDay
      self.clock = clock
    }

    func readAll(of component: OpaquePointer) {
      var event = icalcomponent_get_first_component(component, ICAL_VEVENT_COMPONENT)
      while let one = event, lessonsLeft > 0, eventsLeft > 0 {
        eventsLeft -= 1
        if icalcomponent_get_status(one) != ICAL_STATUS_CANCELLED { read(one) }
        event = icalcomponent_get_next_component(component, ICAL_VEVENT_COMPONENT)
      }
      var inner = icalcomponent_get_first_component(component, ICAL_VCALENDAR_COMPONENT)
      while let one = inner, lessonsLeft > 0, eventsLeft > 0 {
        readAll(of: one)
        inner = icalcomponent_get_next_component(component, ICAL_VCALENDAR_COMPONENT)
      }
    }

    private func read(_ event: OpaquePointer) {
      let text = icalcomponent_get_summary(event).map { String(cString: $0) } ?? ""
      summary = text.split(whereSeparator: \.isNewline).joined(separator: " ").trimmingCharacters(in: .whitespaces)
      let start = icalcomponent_get_dtstart(event)
      if start.is_date != 0 { return addWholeDays(from: start, to: icalcomponent_get_dtend(event)) }
      guard isCountable(event, from: start) else { return }
      icalcomponent_foreach_recurrence(
        event, time(days.lowerBound), time(days.upperBound.adding(days: 1)),
        { _, span, data in
          guard let span, let data else { return }
          Unmanaged<Reading>.fromOpaque(data).takeUnretainedValue().add(span.pointee)
        }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Whether its repetitions come at most once a day, and not from long ago: the others take minutes to count.
    private func isCountable(_ event: OpaquePointer, from start: icaltimetype) -> Bool {
      guard let property = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY) else { return true }
      let rule = icalproperty_get_rrule(property)
      repetitionsLeft -= 1
      return repetitionsLeft >= 0 && Int(start.year) >= days.lowerBound.year - 5
        && ![ICAL_SECONDLY_RECURRENCE, ICAL_MINUTELY_RECURRENCE, ICAL_HOURLY_RECURRENCE].contains(rule.freq)
        && icalcomponent_get_next_property(event, ICAL_RRULE_PROPERTY) == nil
        && [rule.by_hour.0, rule.by_minute.0, rule.by_second.0].allSatisfy { $0 == ICAL_RECURRENCE_ARRAY_MAX.rawValue }
    }

    private func time(_ day: CalendarDate) -> icaltimetype {
      icaltime_from_timet_with_zone(
        Int(clock.start(of: day).date.timeIntervalSince1970), 0, icaltimezone_get_utc_timezone())
    }

    private func add(_ span: icaltime_span) {
      guard span.end >= span.start else { return }
      let day = clock.day(of: Instant(microseconds: Int64(span.start) * 1_000_000))
      add(day, minutes: min(1440, Int(span.end - span.start) / 60))
    }

    private func addWholeDays(from start: icaltimetype, to end: icaltimetype) {
      guard let first = CalendarDate(year: Int(start.year), month: Int(start.month), day: Int(start.day)) else {
        return
      }
      let next = CalendarDate(year: Int(end.year), month: Int(end.month), day: Int(end.day))
      let last = next.map { $0.adding(days: -1) } ?? first
      for offset in 0...max(0, min(400, last.dayNumber - first.dayNumber)) {
        let day = first.adding(days: offset)
        if day.weekday <= 5 { add(day, minutes: wholeDay) }
      }
    }

    private func add(_ day: CalendarDate, minutes: Int) {
      guard lessonsLeft > 0, days.contains(day) else { return }
      lessonsLeft -= 1
      var school = found[day] ?? SchoolDay(minutes: 0, topics: "")
      school.minutes = min(1440, school.minutes + minutes)
      if school.topics.utf8.count < 2000 {
        school.topics = PlanRules.lines(school.topics, and: String(summary.prefix(200)))
      }
      found[day] = school
    }
  }
}
