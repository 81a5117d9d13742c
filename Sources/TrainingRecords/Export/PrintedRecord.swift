import Chronology
import Postbox
import Web

/// The input of the layout `record.typ`: a copy of a record, everything as text.
struct PrintedRecord: Sendable, Encodable {
  struct Week: Sendable, Encodable {
    /// The sheet number required by BIBB recommendation 156.
    let number: Int
    let title: String
    let year: String
    let department: String
    let days: [Day]
    /// Headings with lines: instruction, activities and school topics of the whole week, attached files.
    let parts: [Part]
    let total: String
    let proof: String
    let isSigned: Bool
  }

  struct Day: Sendable, Encodable {
    let day: String
    let kind: String
    let hours: String
    let lines: [String]
  }

  struct Part: Sendable, Encodable {
    let title: String
    let lines: [String]
  }

  /// Data common to all papers of the chamber.
  let letter: LetterData
  /// Address and code for checking the copy.
  let check: LetterData
  let name: String
  /// Labels and values for the cover.
  let facts: [[String]]
  let hasCover: Bool
  let weeks: [Week]
}

/// Turns a week into text.
struct WeekPrinter: Sendable {
  let record: TrainingRecord
  let texts: Texts
  let clock: WallClock

  func printed(_ exported: ExportedWeek) -> PrintedRecord.Week {
    let (week, content) = (exported.week.week, exported.week.content)
    let days = zip(week.days, content.days).compactMap { day, written -> PrintedRecord.Day? in
      guard written.kind != nil || !written.entries.isEmpty else { return nil }
      return PrintedRecord.Day(
        day: texts.weekdayDate(day), kind: written.kind.map { texts("records.day.\($0.rawValue)") } ?? "",
        hours: texts.hours(written.minutes), lines: lines(written.entries))
    }
    let parts = [
      ("records.activities", content.activities), ("records.schoolTopics", content.schoolTopics),
      ("records.instruction", content.instruction),
      ("records.framework.title", content.tags.joined(separator: ", ")),
      ("records.attachments", content.attachments.map(\.name).joined(separator: "\n")),
    ]
    let signOff = exported.signOff
    return PrintedRecord.Week(
      number: WeekRules.number(of: week, in: record.training), title: texts.weekTitle(week),
      year: texts(
        "records.trainingYear", ["year": String(WeekRules.trainingYear(of: week, in: record.training))]),
      department: content.department, days: days,
      parts: parts.filter { !$0.1.isEmpty }.map { PrintedRecord.Part(title: texts($0.0), lines: lines($0.1)) },
      total: texts("records.total", ["hours": content.minutes == 0 ? "0:00" : texts.hours(content.minutes)]),
      proof: proof(exported), isSigned: signOff != nil)
  }

  private func proof(_ exported: ExportedWeek) -> String {
    func words(_ key: String, _ signOff: SignOff) -> String {
      texts(key, ["name": signOff.signedBy(texts), "time": texts.longTime(signOff.signedAt, clock)])
    }
    let signed =
      exported.signOff.map { words("records.print.signed", $0) }
      ?? texts("records.print.unsigned", ["state": texts("records.state.\(exported.week.state.rawValue)")])
    let beside = exported.coSignOffs.map { signOff in
      "\(words("records.print.coSigned", signOff)) (\(texts("records.coSigner.role.\(signOff.function)")))"
    }
    return ([signed] + beside).joined(separator: "\n")
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }
}
