import Accounts
import Chronology

/// Ensures that a chamber always has an administrator without a last day and with an activated account.
enum StaffRules {
  /// Whether nobody would be left to appoint officers if an officer had other terms, or none.
  /// - Parameters:
  ///   - officers: all present ones.
  ///   - terms: the new terms; nil for a dismissal.
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
