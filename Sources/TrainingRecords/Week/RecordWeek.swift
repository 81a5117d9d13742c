import Chronology
import Database

extension WeekState: ColumnValue {}

/// Whether a record says for each day what was done, or for the whole week. BIBB recommendation 156 allows both.
package enum RecordBasis: String, Sendable, CaseIterable, ColumnValue {
  case day
  case week
}

/// A week of a record as it is stored.
package struct RecordWeek: Sendable {
  package let id: Int64
  package let apprenticeship: Int64
  package let week: CalendarWeek
  package let state: WeekState
  package let revision: Int
  package internal(set) var content: WeekContent
  package let contentHash: [UInt8]
  package let changedAt: Instant
}

/// The record that a week belongs to.
package struct TrainingRecord: Sendable {
  package let apprenticeship: Int64
  package let apprentice: Int64
  package let name: String
  package let occupation: String
  package let companyName: String
  let birthDate: CalendarDate?
  /// As the contract has it; the training ends earlier where it was dissolved.
  let contractEnd: CalendarDate
  /// When it was erased, its time being over.
  let erasedAt: Instant?
  package let training: ClosedRange<CalendarDate>
  package let parties: RecordParties
  /// As the company set it; nil for as the chamber sets it.
  package let companyBasis: RecordBasis?
  /// Whether the chamber asks to look into it.
  let isAsked: Bool
  /// Hours a week in the contract, in tenths.
  package let weeklyTenths: Int?
}

/// Who has to do with a record on a day.
package struct RecordParties: Sendable, Equatable {
  package let company: Int64?
  package let instructor: Int64?
  package let apprentice: Int64
  /// Whether the company assigned the person who asks.
  package let isAssigned: Bool
  /// Whether the account that asks is the apprentice's, in whatever function it acts.
  package let isOwn: Bool
  /// Whether the apprentice opened the record to the chamber.
  package let isReleased: Bool
  /// The person who asks, if they trained before and may still clear what was handed in.
  package let former: FormerInstructor?
  /// The person who asks, if they sign beside the instructor.
  package let coSigner: CoSigner?

  package init(
    company: Int64?, instructor: Int64?, apprentice: Int64, isAssigned: Bool = false, isOwn: Bool = false,
    isReleased: Bool = false, former: FormerInstructor? = nil, coSigner: CoSigner? = nil
  ) {
    self.company = company
    self.instructor = instructor
    self.apprentice = apprentice
    self.isAssigned = isAssigned
    self.isOwn = isOwn
    self.isReleased = isReleased
    self.former = former
    self.coSigner = coSigner
  }
}

/// An instructor who trained before another took over.
package struct FormerInstructor: Sendable, Equatable {
  package let instructor: Int64
  /// The last week of their time, as `CalendarWeek.ordinal`.
  package let lastWeek: Int

  package init(instructor: Int64, lastWeek: Int) {
    self.instructor = instructor
    self.lastWeek = lastWeek
  }
}

/// What happened with a week, as its page tells it.
package struct WeekEvent: Sendable {
  package let kind: String
  package let at: Instant
  package let name: String
  /// The name of the person who was deputised; empty for who acted for himself or herself.
  package let principal: String
  package let comment: String
}
