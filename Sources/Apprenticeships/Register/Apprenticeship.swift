import Chronology
import Database
import Registers

/// An apprenticeship (Berufsausbildungsverhältnis) as listed.
package struct ListedApprenticeship: Sendable, Equatable {
  package let id: Int64
  package let number: String
  package let apprentice: Int64
  package let apprenticeNumber: String
  package let firstName: String
  package let lastName: String
  package let company: Int64
  package let companyName: String
  package let occupation: String
  package let period: TrainingPeriod
  package let access: PersonAccess
  let nameKey: String

  package var name: String { "\(firstName) \(lastName)" }
}

/// Begin, end and dissolution (Lösung) of an apprenticeship.
package struct TrainingPeriod: Sendable, Equatable {
  package let startsOn: CalendarDate
  package let endsOn: CalendarDate
  package let dissolvedOn: CalendarDate?

  package init(startsOn: CalendarDate, endsOn: CalendarDate, dissolvedOn: CalendarDate?) {
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.dissolvedOn = dissolvedOn
  }

  package func state(on day: CalendarDate) -> ApprenticeshipState {
    if let dissolvedOn, dissolvedOn <= day { return .dissolved }
    if day < startsOn { return .upcoming }
    return day <= endsOn ? .running : .ended
  }
}

/// The state of an apprenticeship on a day.
package enum ApprenticeshipState: String, Sendable, CaseIterable {
  case upcoming
  case running
  case ended
  case dissolved

  var isOver: Bool { self == .ended || self == .dissolved }
}

/// The form of the training record (Ausbildungsnachweis), § 13 sentence 2 no. 7 BBiG.
package enum RecordForm: String, Sendable, ColumnValue, CaseIterable {
  case digital
  case paper
}

/// The register's full data about an apprenticeship.
package struct Apprenticeship: Sendable {
  package let listed: ListedApprenticeship
  package let birthDate: CalendarDate?
  package let street: String
  package let postcode: String
  package let place: String
  package let email: String
  package let enteredOn: CalendarDate?
  package let school: String
  /// Tenths of an hour.
  package let weeklyTenths: Int?
  package let recordForm: RecordForm
  package let birthPlace: String
  package let phone: String
  /// Months by which the training is shortened, § 8 (1) BBiG.
  package let shortenedMonths: Int?
  /// Months credited for earlier training, § 7 BBiG.
  package let creditedMonths: Int?
  /// Part time as a share of full time, § 7a BBiG.
  package let partTimePercent: Int?
  package let instructor: Int64?
  package let instructorName: String?
  package let companies: [TrainingCompany]
}

/// A company that trains or trained the apprentice, with its days.
package struct TrainingCompany: Sendable, Equatable {
  package let company: Int64
  package let name: String
  package let from: CalendarDate?
  package let until: CalendarDate?

  package func isIn(force day: CalendarDate) -> Bool {
    (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
  }
}

/// An instructor (Ausbilder/-in, §§ 28 to 30 BBiG) as listed.
package struct Instructor: Sendable, Equatable {
  package let id: Int64
  package let company: Int64
  package let companyName: String
  package let number: String
  package let firstName: String
  package let lastName: String
  package let email: String
  package let activeUntil: CalendarDate?
  package let apprentices: Int
  package let access: PersonAccess

  package var name: String { "\(firstName) \(lastName)" }
}
