import Accounts
import Database
import Web

/// A training occupation (Ausbildungsberuf), with the facts about exams from its training regulation.
package struct Occupation: Sendable, Equatable {
  package let id: Int64
  package let number: String
  package let name: String
  package let specialisation: String
  /// The length of the training by the regulation.
  package let months: Int
  package let examFacts: ExamFacts
  let nameKey: String

  package var title: String { specialisation.isEmpty ? name : "\(name), \(specialisation)" }

  func key(in order: OccupationOrder) -> ListKey {
    switch order {
    case .name: ListKey(nameKey, id)
    case .number: ListKey(NumberKey.folded(number), id)
    }
  }
}

/// The law under which an occupation is trained and examined. It decides who admits to the exam: the chamber (§ 46 (1)
/// BBiG) or the chair of the exam board (§ 37a (1) HwO).
package enum TrainingLaw: String, Sendable, CaseIterable, ColumnValue {
  case bbig
  case hwo
}

/// The structure of an occupation's final exam (§§ 44, 48 BBiG, §§ 36a, 39 HwO).
package enum ExamForm: String, Sendable, CaseIterable, ColumnValue {
  /// An interim exam that does not count, then the final exam.
  case interim
  /// Teil 1 and Teil 2 at different times, both of which count.
  case stretched
}

/// The training regulation's facts about exams; empty or nil if the chamber did not supply them.
package struct ExamFacts: Sendable, Equatable {
  package var law: TrainingLaw?
  /// The version of the regulation, such as `AO 2022`.
  package var regulation = ""
  package var form: ExamForm?
  /// The weight of Teil 1 in the result, in tenths of a per cent.
  package var firstPartWeight: Int?
  /// The provider of central exam tasks, such as AkA or PAL; empty if the chamber sets its own.
  package var taskProvider = ""
  /// Five digits of the German classification of occupations (Klassifikation der Berufe).
  package var kldb = ""

  package init() {}

  /// Whether these facts suffice to hold an exam.
  package var isComplete: Bool {
    law != nil && form != nil && (form != .stretched || firstPartWeight != nil)
  }
}

/// The orders of the list of occupations.
package enum OccupationOrder: String, ListOrder {
  case name
  case number = "nummer"

  package static let standard = OccupationOrder.name
}
