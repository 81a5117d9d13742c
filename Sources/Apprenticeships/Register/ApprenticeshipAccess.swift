import Accounts
import Companies

/// What a viewer may do with an apprenticeship.
package enum ApprenticeshipAction: Sendable, Hashable, CaseIterable {
  case view
  /// Opening the account (`Account erstellen`), sending the mail again, correcting the address.
  case openAccount
}

/// The parties to an apprenticeship on a day.
package struct ApprenticeshipParties: Sendable, Equatable {
  /// The company that trains on that day.
  package let company: Int64?
  package let instructor: Int64?
  package let apprentice: Int64
  /// Whether the apprenticeship has ended or was dissolved.
  package let isOver: Bool

  package init(company: Int64?, instructor: Int64?, apprentice: Int64, isOver: Bool) {
    self.company = company
    self.instructor = instructor
    self.apprentice = apprentice
    self.isOver = isOver
  }
}

/// Decides what a function may do with an apprenticeship. The company of the day counts: a former company sees nothing
/// from the day of the change. Nobody opens an account for an apprenticeship that is over.
package enum ApprenticeshipAccess {
  package static func actions(
    of function: PortalFunction, covers: (WorkField) -> Bool, on parties: ApprenticeshipParties
  ) -> Set<ApprenticeshipAction> {
    guard covers(.contracts) else { return [] }
    switch function.kind {
    case .companyAdministrator, .companyMember:
      guard function.subject == parties.company else { return [] }
      if function.rights.contains(CompanyRight.training.rawValue) {
        return parties.isOver ? [.view] : [.view, .openAccount]
      }
      return function.rights.contains(CompanyRight.reading.rawValue) ? [.view] : []
    case .instructor: return function.subject == parties.instructor ? [.view] : []
    case .apprentice: return function.subject == parties.apprentice ? [.view] : []
    default: return []
    }
  }

  /// The actions of all functions of a person together.
  package static func actions(of acting: Acting, on parties: ApprenticeshipParties) -> Set<ApprenticeshipAction> {
    acting.functions.reduce(into: []) { actions, function in
      actions.formUnion(self.actions(of: function, covers: acting.covers, on: parties))
    }
  }
}
