import Accounts
import Chronology
import Companies

/// Which functions can be deputised for, and with which scope.
enum DeputyshipRules {
  /// The rights of a company's deputy; administration is never among them.
  static func companyRights(_ fields: Set<WorkField>) -> Set<CompanyRight> {
    var rights: Set<CompanyRight> = []
    if !fields.isDisjoint(with: [.contracts, .exams, .records]) { rights.insert(.training) }
    if fields.contains(.documents) { rights.insert(.reading) }
    return rights
  }

  /// Whether a deputyship can be given: it covers a field of work, and its last day has not passed.
  static func canBeGiven(_ fields: Set<WorkField>, until lastDay: CalendarDate?, on day: CalendarDate) -> Bool {
    !fields.isEmpty && (lastDay.map { $0 >= day } ?? true)
  }

  /// Whether an open offer or an accepted deputyship is valid on a day; its last day included.
  static func stands(_ deputyship: Deputyship, on day: CalendarDate) -> Bool {
    let principal = deputyship.principal
    return principal.isHeld && (principal.activeFrom.map { $0 <= day } ?? true)
      && (principal.activeUntil.map { day <= $0 } ?? true) && (deputyship.validUntil.map { day <= $0 } ?? true)
  }

  /// Whether the deputy may act on a day.
  static func isInForce(_ deputyship: Deputyship, on day: CalendarDate) -> Bool {
    deputyship.state == .active && stands(deputyship, on: day)
  }

  /// The deputy's name in the giver's list: as typed until the deputy has accepted, so that it does not disclose
  /// whether the account exists, or its owner's name.
  static func shownName(_ deputyship: Deputyship) -> String {
    switch deputyship.state {
    case .active: deputyship.deputyName ?? deputyship.typedName
    case .proposed, .refused: deputyship.proposedName
    case .withdrawn where deputyship.decidedAt != nil: deputyship.deputyName ?? deputyship.typedName
    case .offered, .declined, .withdrawn: deputyship.typedName
    }
  }

  /// The normalised name: case and blanks are ignored.
  static func key(of typed: String) -> String {
    typed.lowercased().filter { !$0.isWhitespace }
  }
}
