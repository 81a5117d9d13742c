import Chronology
import Database

extension WeekState: ColumnValue {}

/// Whether a record is kept by day or by week. BIBB recommendation 156 allows both.
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

/// A training record.
package struct TrainingRecord: Sendable {
  package let apprenticeship: Int64
  package let apprentice: Int64
  package let name: String
  package let occupation: String
  package let companyName: String
  let birthDate: CalendarDate?
  /// According to the contract; the training ends earlier if it was dissolved.
  let contractEnd: CalendarDate
  /// When it was erased after the retention period.
  let erasedAt: Instant?
  package let training: ClosedRange<CalendarDate>
  package let parties: RecordParties
  /// Chosen by the company; nil for the chamber's default.
  package let companyBasis: RecordBasis?
  /// Whether the chamber has an open request for a release.
  let isAsked: Bool
  /// Hours per week in the contract, in tenths.
  package let weeklyTenths: Int?
}

/// The people who have to do with a record on a day, in relation to the viewer.
package struct RecordParties: Sendable, Equatable {
  package let company: Int64?
  package let instructor: Int64?
  package let apprentice: Int64
  /// Whether the company assigned the viewer as assistant.
  package let isAssigned: Bool
  /// Whether the viewer's account is the apprentice's, whatever function it acts in.
  package let isOwn: Bool
  /// Whether the record is open to the chamber by a release.
  package let isReleased: Bool
  /// The viewer as former instructor, if they may still sign what was submitted.
  package let former: FormerInstructor?
  /// The viewer as co-signer.
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

/// An event in the history of a week.
package struct WeekEvent: Sendable {
  package let kind: String
  package let at: Instant
  package let name: String
  /// The name of the person represented by a deputy; empty if nobody is.
  package let principal: String
  package let comment: String
}
