import Chronology
import Foundation
import Sodium

/// What stands in a week of a training record.
package struct WeekContent: Sendable, Equatable {
  /// The part of the training or the department (Ausbildungsabschnitt, Abteilung).
  package var department = ""
  /// Instruction and in-house teaching (Unterweisungen, betrieblicher Unterricht), one topic in a line.
  package var instruction = ""
  /// Monday to Sunday.
  package var days = [DayContent](repeating: DayContent(), count: 7)
  /// In-company work of the whole week, one activity in a line; for records that are kept by week.
  package var activities = ""
  /// Topics of the vocational school in the whole week, one in a line; for records that are kept by week.
  package var schoolTopics = ""
  /// Photos and documents that belong to the week.
  package var attachments: [AttachedFile] = []
  /// The items of the framework plan (Ausbildungsrahmenplan) that the week belongs to, by their codes, sorted.
  package var tags: [String] = []

  package init() {}

  /// The bytes that the hash is over: JSON with sorted keys, so that one content has one form.
  var canonical: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts and numbers can always be encoded.
    return [UInt8](try! encoder.encode(self))
  }

  package var hash: [UInt8] { EncodedWeek(self).hash }

  package var text: String { EncodedWeek(self).text }

  package init(text: String) throws {
    self = try JSONDecoder().decode(WeekContent.self, from: Data(text.utf8))
  }

  /// The same with other files.
  func with(_ attachments: [AttachedFile]) -> WeekContent {
    var content = self
    content.attachments = attachments
    return content
  }

  /// Minutes of all days.
  package var minutes: Int { days.reduce(0) { $0 + $1.minutes } }

  package var isEmpty: Bool { self == WeekContent() }
}

/// A content as it is stored: made before the write, which must not wait for it.
struct EncodedWeek: Sendable {
  let text: String
  let hash: [UInt8]

  init(_ content: WeekContent) {
    let bytes = content.canonical
    text = String(decoding: bytes, as: UTF8.self)
    hash = Sodium.hash(bytes)
  }
}

/// What stands in a day.
package struct DayContent: Sendable, Equatable, Codable {
  package var kind: DayKind?
  package var minutes = 0
  /// What was done, or the topics of the school, one in a line.
  package var entries = ""

  package init() {}
}

/// A file that belongs to a week: its content is known by its hash, so that a sign-off is over it, too.
package struct AttachedFile: Sendable, Equatable, Codable {
  /// SHA-256 of the content, in hexadecimal digits.
  package let hash: String
  package let name: String
  package let byteCount: Int

  package init(hash: String, name: String, byteCount: Int) {
    self.hash = hash
    self.name = name
    self.byteCount = byteCount
  }
}

/// The kinds of day. Their names stand in the texts as `records.day.KIND`.
package enum DayKind: String, Sendable, Codable, CaseIterable {
  case company
  case school
  /// Inter-company course (überbetriebliche Unterweisung).
  case course
  case mobile
  case exam
  case holiday
  case publicHoliday
  case sick
  /// Time off in lieu.
  case off
  case unexcused
  case other

  /// Whether the person was away: then there are no hours.
  package var isAbsence: Bool { [.holiday, .publicHoliday, .sick, .off, .unexcused].contains(self) }

  /// Whether something was learned: then it says what.
  package var isTraining: Bool { [.company, .school, .course, .mobile].contains(self) }
}

/// Where a week stands.
package enum WeekState: String, Sendable, CaseIterable {
  case draft
  case submitted
  case returned
  case signed
}

// What came later is written only where it says something: the text of older weeks stays as it was signed.
extension WeekContent: Codable {
  private enum CodingKeys: CodingKey {
    case department, instruction, days, activities, schoolTopics, attachments, tags
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    department = try container.decode(String.self, forKey: .department)
    instruction = try container.decode(String.self, forKey: .instruction)
    days = try container.decode([DayContent].self, forKey: .days)
    activities = try container.decodeIfPresent(String.self, forKey: .activities) ?? ""
    schoolTopics = try container.decodeIfPresent(String.self, forKey: .schoolTopics) ?? ""
    attachments = try container.decodeIfPresent([AttachedFile].self, forKey: .attachments) ?? []
    tags = try container.decodeIfPresent([String].self, forKey: .tags) ?? []
    guard days.count == 7 else {
      throw DecodingError.dataCorrupted(.init(codingPath: [CodingKeys.days], debugDescription: "a week has seven days"))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(department, forKey: .department)
    try container.encode(instruction, forKey: .instruction)
    try container.encode(days, forKey: .days)
    if !activities.isEmpty { try container.encode(activities, forKey: .activities) }
    if !schoolTopics.isEmpty { try container.encode(schoolTopics, forKey: .schoolTopics) }
    if !attachments.isEmpty { try container.encode(attachments, forKey: .attachments) }
    if !tags.isEmpty { try container.encode(tags, forKey: .tags) }
  }
}
