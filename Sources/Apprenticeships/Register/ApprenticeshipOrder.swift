import Accounts
import Web
import Work

/// The orders of lists of apprenticeships.
package enum ApprenticeshipOrder: String, ListOrder {
  case name
  /// By the apprentice's number.
  case number = "nummer"

  package static let standard = ApprenticeshipOrder.name
}

extension ListedApprenticeship {
  package func key(in order: ApprenticeshipOrder) -> ListKey {
    switch order {
    case .name: ListKey(nameKey, id)
    case .number: ListKey(NumberKey.folded(apprenticeNumber), id)
    }
  }
}
