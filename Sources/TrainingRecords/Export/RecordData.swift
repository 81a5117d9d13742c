import Chronology
import Foundation
import Web

/// A record as data, for the apprentice whose work it is (Art. 20 GDPR); exported and imported by the portal.
struct RecordData: Sendable, Codable {
  struct Week: Sendable, Codable {
    let year: Int
    let week: Int
    let state: String?
    let content: WeekContent
    let signedBy: String?
    /// ISO 8601.
    let signedAt: String?

    var calendarWeek: CalendarWeek? { CalendarWeek(year: year, number: week) }
  }

  /// The version of the format.
  let version: Int
  let name: String
  let occupation: String
  let company: String
  let weeks: [Week]

  /// No training lasts longer: files with more weeks were not made by the portal.
  private static let mostWeeks = 520

  init(_ record: TrainingRecord, _ exported: [ExportedWeek], _ texts: Texts) {
    version = 1
    name = record.name
    occupation = record.occupation
    company = record.companyName
    weeks = exported.map { one in
      Week(
        year: one.week.week.year, week: one.week.week.number, state: one.week.state.rawValue,
        content: one.week.content, signedBy: one.signOff?.signedBy(texts),
        signedAt: one.signOff.map { $0.signedAt.date.formatted(.iso8601) })
    }
  }

  /// - Returns: nil if it is not a data file of a record.
  init?(json: Data) {
    guard let data = try? JSONDecoder().decode(RecordData.self, from: json), data.version == 1,
      data.weeks.count <= Self.mostWeeks
    else { return nil }
    self = data
  }

  var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return [UInt8](try encoder.encode(self))
    }
  }
}

extension WeekContent {
  /// Texts and times limited to what a form would accept.
  var withinLimits: WeekContent {
    func cut(_ text: String, _ limit: Int = 100_000) -> String { String(text.prefix(limit)) }
    var content = self
    content.department = cut(department, 200)
    content.instruction = cut(instruction)
    content.activities = cut(activities)
    content.schoolTopics = cut(schoolTopics)
    content.tags = Array(Set(tags.map { cut($0, 20) })).sorted().prefix(200).map { $0 }
    for index in content.days.indices {
      content.days[index].entries = cut(content.days[index].entries)
      content.days[index].minutes = min(1440, max(0, content.days[index].minutes))
    }
    return content
  }
}

/// A record as a table with a row per day.
struct RecordTable: Sendable {
  let weeks: [ExportedWeek]
  let texts: Texts

  var file: CSVText {
    let head = [
      "date", "week", "kind", "hours", "entries", "department", "week_activities", "week_topics", "instruction",
      "state", "signedBy",
    ].map {
      texts("records.table.\($0)")
    }
    let rows = weeks.flatMap { one in
      zip(one.week.week.days, one.week.content.days).filter { $1.kind != nil || !$1.entries.isEmpty }.map {
        day, written in
        [
          day.description, one.week.week.description,
          written.kind.map { texts("records.day.\($0.rawValue)") } ?? "", texts.hours(written.minutes),
          written.entries, one.week.content.department,
          one.week.content.activities, one.week.content.schoolTopics, one.week.content.instruction,
          texts("records.state.\(one.week.state.rawValue)"),
          one.signOff?.signedBy(texts) ?? "",
        ]
      }
    }
    var file = CSVText(head: head)
    for row in rows { file.add(row) }
    return file
  }
}
