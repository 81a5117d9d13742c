import Accounts
import Apprenticeships
import Chronology
import Companies
import Settings
import Web

/// The person whom weeks wait for.
enum RecordSigner: Sendable {
  /// An instructor; includes records for which they were responsible until some days ago.
  case instructor(Int64, graceSince: CalendarDate)
  /// A person assigned by a company.
  case assistant(account: Int64, company: Int64)
  /// All of a person's co-signer functions, in one list.
  case coSigners([CoSigner])

  /// The signer in the chosen function; nil if it signs nothing.
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

  /// Text keys for signing several weeks and for opening one.
  var labelOfOpening: String { isBeside ? "records.openWeek.beside" : "records.openWeek" }
  var labelOfSeveral: String { isBeside ? "records.coSignChosen" : "records.signChosen" }
  /// The message if all chosen weeks were signed, and if only some were.
  var flash: Notice { isBeside ? .recordsCoSignedSeveral : .recordsSignedSeveral }
  var flashOfSome: Notice { isBeside ? .recordsCoSignedSome : .recordsSignedSome }
}

extension ChamberSettings {
  /// Instructors who trained on this day or later may still sign what was submitted to them.
  func graceSince(_ day: CalendarDate) -> CalendarDate {
    day.adding(days: -self[RecordSettings.graceDays])
  }
}

extension TrainingRecords {
  func signer(_ visit: Visit) -> RecordSigner? {
    visit.acting.flatMap { RecordSigner($0, graceSince: settings.graceSince(visit.clock.day(of: visit.now))) }
  }
}
