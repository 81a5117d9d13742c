import Accounts
import Chronology

/// Who has to stay: a chamber always has somebody who administers the portal, without an end and with an account in use.
enum StaffRules {
  /// Whether nobody would be left to appoint officers if this one had other terms, or none.
  /// - Parameters:
  ///   - officers: all of today.
  ///   - terms: what the officer shall have; nil for nothing any more.
  static func leavesNobody(
    _ officers: [Officer], changing account: Int64, to terms: OfficerTerms?, on day: CalendarDate
  ) -> Bool {
    func stays(_ officer: Officer) -> Bool {
      officer.isActive(on: day) && officer.state == .active && officer.terms.administersForGood
    }
    guard officers.contains(where: { $0.account == account && stays($0) }) else { return false }
    return !officers.contains { $0.account != account && stays($0) } && !(terms?.administersForGood ?? false)
  }
}
