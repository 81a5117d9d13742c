import Chronology
import Foundation
import Web

/// A week as typed. Any text is accepted; only times can be invalid.
struct WeekForm: Sendable {
  var content: WeekContent
  /// The revision that the form was made from; 0 for a week that did not exist.
  var revision: Int
  /// Invalid times as typed, by day.
  var wrongTimes: [Int: String] = [:]

  /// - Parameter stored: supplies what is not part of the form.
  init(_ input: FormInput, keeping stored: RecordWeek?) {
    content = WeekContent()
    content.attachments = stored?.content.attachments ?? []
    revision = TypedNumber.whole(input["fassung"], in: 0...1_000_000_000) ?? 0
    content.department = String(input.trimmed("abteilung").prefix(200))
    let old = stored?.content ?? WeekContent()
    content.instruction = Self.lines(input["unterweisung"])
    content.activities = input.has("taetigkeiten") ? Self.lines(input["taetigkeiten"]) : old.activities
    content.schoolTopics = input.has("schulthemen") ? Self.lines(input["schulthemen"]) : old.schoolTopics
    content.tags = input.has(Self.planMark) ? Self.tags(input) : old.tags
    for index in content.days.indices {
      guard input.has("art\(index)") || input.has("zeit\(index)") else {
        content.days[index] = old.days[index]
        continue
      }
      content.days[index].kind = DayKind(rawValue: input["art\(index)"])
      content.days[index].entries =
        input.has("text\(index)") ? Self.lines(input["text\(index)"]) : old.days[index].entries
      if content.days[index].kind?.isAbsence == true { continue }
      let typed = input.trimmed("zeit\(index)")
      if let minutes = WeekRules.minutes(typed) {
        content.days[index].minutes = minutes
      } else {
        wrongTimes[index] = typed
      }
    }
  }

  init(_ week: RecordWeek?, suggestion: WeekContent = WeekContent()) {
    content = week?.content ?? suggestion
    revision = week?.revision ?? 0
  }

  /// Line limit of one text: more than anybody writes in a week.
  static let mostLines = 200

  /// Marks a form with the framework plan, because browsers do not send unticked boxes.
  static let planMark = "rahmenplan-da"

  private static func tags(_ input: FormInput) -> [String] {
    Set(input.all("rahmenplan").map { String($0.prefix(20)) }).sorted().prefix(200).map { $0 }
  }

  /// One entry per line, trimmed, without empty lines. Normalises line breaks and bullets from word processors.
  private static func lines(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline)
      .map { line in line.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  func errors(_ t: Texts) -> FieldErrors {
    var errors = FieldErrors()
    for index in wrongTimes.keys.sorted() {
      errors.add("zeit\(index)", t("records.error.time", ["day": t("web.weekday.\(index + 1)")]))
    }
    for (field, text) in content.texts where text.utf8.count(where: { $0 == 0x0A }) >= Self.mostLines {
      errors.add(field, t("records.error.lines", ["most": String(Self.mostLines)]))
    }
    return errors
  }
}

extension WeekContent {
  /// The texts by field name.
  fileprivate var texts: [(field: String, text: String)] {
    [("unterweisung", instruction), ("taetigkeiten", activities), ("schulthemen", schoolTopics)]
      + days.enumerated().map { ("text\($0)", $1.entries) }
  }
}

extension WeekGap {
  /// The field concerned, and what to do.
  func error(_ t: Texts) -> (field: String, message: String) {
    switch self {
    case .future: ("abteilung", t("records.gap.future"))
    case .outside: ("abteilung", t("records.gap.outside"))
    case .noKind(let day): ("art\(day - 1)", t("records.gap.noKind", ["day": t("web.weekday.\(day)")]))
    case .noEntries(let day): ("text\(day - 1)", t("records.gap.noEntries", ["day": t("web.weekday.\(day)")]))
    case .noActivities: ("taetigkeiten", t("records.gap.noActivities"))
    case .noTopics: ("schulthemen", t("records.gap.noTopics"))
    case .noHours(let day): ("zeit\(day - 1)", t("records.gap.noHours", ["day": t("web.weekday.\(day)")]))
    }
  }
}

extension Texts {
  /// Hours such as `8:00`; empty for zero.
  func hours(_ minutes: Int) -> String {
    minutes == 0 ? "" : "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
  }
}
