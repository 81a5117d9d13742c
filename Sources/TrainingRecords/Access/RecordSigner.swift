import Accounts

/// For whom weeks wait.
enum RecordSigner: Sendable {
  case instructor(Int64)
  /// Somebody whom a company assigned.
  case assistant(account: Int64, company: Int64)

  /// Of the chosen function; nil where it signs nothing.
  init?(_ acting: Acting) {
    guard let function = acting.function else { return nil }
    switch function.kind {
    case .instructor: self = .instructor(function.subject)
    case .companyAdministrator, .companyMember:
      self = .assistant(account: acting.account.id, company: function.subject)
    case .apprentice, .examiner, .officer: return nil
    }
  }
}
