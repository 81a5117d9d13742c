import Chronology
import Foundation
import Sodium

/// What stands in a week of a training record.
package struct WeekContent: Sendable, Equatable, Codable {
  /// The part of the training or the department (Ausbildungsabschnitt, Abteilung).
  package var department = ""
  /// Instruction and in-house teaching (Unterweisungen, betrieblicher Unterricht), one topic in a line.
  package var instruction = ""
  /// Monday to Sunday.
  package var days = [DayContent](repeating: DayContent(), count: 7)

  package init() {}

  /// The bytes that the hash is over: JSON with sorted keys, so that one content has one form.
  var canonical: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts and numbers can always be encoded.
    return [UInt8](try! encoder.encode(self))
  }

  package var hash: [UInt8] { Sodium.hash(canonical) }

  package var text: String { String(decoding: canonical, as: UTF8.self) }

  package init(text: String) throws {
    self = try JSONDecoder().decode(WeekContent.self, from: Data(text.utf8))
  }

  /// Minutes of all days.
  package var minutes: Int { days.reduce(0) { $0 + $1.minutes } }

  package var isEmpty: Bool { self == WeekContent() }
}

/// What stands in a day.
package struct DayContent: Sendable, Equatable, Codable {
  package var kind: DayKind?
  package var minutes = 0
  /// What was done, or the topics of the school, one in a line.
  package var entries = ""

  package init() {}
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
