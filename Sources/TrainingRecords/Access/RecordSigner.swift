import Accounts
import Apprenticeships
import Chronology
import Companies
import Settings
import Web

/// For whom weeks wait.
enum RecordSigner: Sendable {
  /// Also of records that they trained in until some days ago.
  case instructor(Int64, graceSince: CalendarDate)
  /// Somebody whom a company assigned.
  case assistant(account: Int64, company: Int64)
  /// All that the person signs beside instructors, in one list.
  case coSigners([CoSigner])

  /// Of the chosen function; nil where it signs nothing.
  init?(_ acting: Acting, graceSince: CalendarDate) {
    guard let function = acting.function else { return nil }
    switch function.kind {
    case .instructor: self = .instructor(function.subject, graceSince: graceSince)
    case .companyAdministrator, .companyMember:
      self = .assistant(account: acting.account.id, company: function.subject)
    case .coSigner: self = .coSigners(acting.functions.compactMap(CoSigner.init))
    default: return nil
    }
  }

  private var isBeside: Bool {
    if case .coSigners = self { true } else { false }
  }

  /// Keys of the words for signing several weeks and for opening one.
  var labelOfOpening: String { isBeside ? "records.openWeek.beside" : "records.openWeek" }
  var labelOfSeveral: String { isBeside ? "records.coSignChosen" : "records.signChosen" }
  /// Keys of what is told when all that was chosen was signed, and when some of it was not.
  var flash: String { isBeside ? "records.coSignedSeveral" : "records.signedSeveral" }
  var flashOfSome: String { isBeside ? "records.coSignedSome" : "records.signedSome" }
}

extension ChamberSettings {
  /// Instructors who trained on this day or later still clear what was handed in to them.
  func graceSince(_ day: CalendarDate) -> CalendarDate {
    day.adding(days: -self[RecordSettings.graceDays])
  }
}

extension TrainingRecords {
  func signer(_ visit: Visit) -> RecordSigner? {
    visit.acting.flatMap { RecordSigner($0, graceSince: settings.graceSince(visit.clock.day(of: visit.now))) }
  }
}
