import Chronology
import Foundation
import Sodium

/// The content of a week in a training record.
package struct WeekContent: Sendable, Equatable {
  /// The part of the training or the department (Ausbildungsabschnitt, Abteilung).
  package var department = ""
  /// Instruction and in-house teaching (Unterweisungen, betrieblicher Unterricht), one topic per line.
  package var instruction = ""
  /// Monday to Sunday.
  package var days = [DayContent](repeating: DayContent(), count: 7)
  /// In-company work of the whole week, one activity per line; for records kept by week.
  package var activities = ""
  /// Topics of the vocational school in the whole week, one per line; for records kept by week.
  package var schoolTopics = ""
  /// Attached photos and PDFs.
  package var attachments: [AttachedFile] = []
  /// The items of the framework plan (Ausbildungsrahmenplan) covered by the week: sorted codes.
  package var tags: [String] = []

  package init() {}

  /// The bytes that are hashed: JSON with sorted keys, so that equal contents have equal bytes.
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

  /// The same content with other files.
  func with(_ attachments: [AttachedFile]) -> WeekContent {
    var content = self
    content.attachments = attachments
    return content
  }

  /// Minutes of all days.
  package var minutes: Int { days.reduce(0) { $0 + $1.minutes } }

  package var isEmpty: Bool { self == WeekContent() }
}

/// A content encoded for storage, done before the write so that this does not prolong it.
struct EncodedWeek: Sendable {
  let text: String
  let hash: [UInt8]

  init(_ content: WeekContent) {
    let bytes = content.canonical
    text = String(decoding: bytes, as: UTF8.self)
    hash = Sodium.hash(bytes)
  }
}

/// The content of a day.
package struct DayContent: Sendable, Equatable, Codable {
  package var kind: DayKind?
  package var minutes = 0
  /// What was done, or the school's topics; one per line.
  package var entries = ""

  package init() {}
}

/// A file attached to a week, identified by its hash, so that a sign-off covers it, too.
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

/// The kinds of days. Their names are the texts `records.day.KIND`.
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

  /// Whether the person was away; the day has no hours then.
  package var isAbsence: Bool { [.holiday, .publicHoliday, .sick, .off, .unexcused].contains(self) }

  /// Whether there was training; the day has to say what then.
  package var isTraining: Bool { [.company, .school, .course, .mobile].contains(self) }
}

/// The state of a week.
package enum WeekState: String, Sendable, CaseIterable {
  case draft
  case submitted
  case returned
  case signed
}

// Later fields are encoded only if they are not empty, so that the text of older weeks stays as it was signed.
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
