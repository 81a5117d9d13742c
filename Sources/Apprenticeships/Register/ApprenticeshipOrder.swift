import Accounts
import Web
import Work

/// In which the register and its parts can be shown.
package enum ApprenticeshipOrder: String, ListOrder {
  case name
  /// Of the apprentice.
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
