import Accounts
import Companies

/// Decides which functions can open which documents. A company's documents are split by right; a person's are open to
/// the person and to deputies for documents.
package enum DocumentAccess {
  /// The rights any of which opens a company's document.
  static func rights(for kind: DocumentKind) -> Set<CompanyRight> {
    switch kind {
    case .fee: [.finance, .reading]
    case .confirmation, .invitation, .certificate: [.training, .reading]
    case .notice, .other: [.training, .finance, .reading]
    }
  }

  /// Whether a function can open an addressee's document of a kind.
  package static func mayOpen(
    _ kind: DocumentKind, for addressee: Addressee, as function: PortalFunction, covers: (WorkField) -> Bool
  ) -> Bool {
    covers(.documents) && function.addressee == addressee && function.documentKinds.contains(kind)
  }

  /// The kinds of a company's documents that a set of rights opens.
  package static func kinds(with rights: Set<String>) -> [DocumentKind] {
    DocumentKind.allCases.filter { !rights.isDisjoint(with: self.rights(for: $0).map(\.rawValue)) }
  }
}

extension PortalFunction {
  /// The addressee whose documents the function opens; nil for functions without documents.
  package var addressee: Addressee? {
    switch kind {
    case .companyAdministrator, .companyMember: Addressee(.company, subject)
    default: getsDocuments ? Addressee(RecipientKind(kind), subject) : nil
    }
  }

  /// The kinds of documents that the function opens.
  package var documentKinds: [DocumentKind] {
    addressee?.kind == .company ? DocumentAccess.kinds(with: rights) : DocumentKind.allCases
  }
}
