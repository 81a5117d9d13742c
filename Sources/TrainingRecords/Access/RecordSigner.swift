import Accounts
import Database

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

  /// On the apprenticeship `s`.
  var condition: SQL {
    switch self {
    case .instructor(let id): "s.instructor_id = \(id)"
    case .assistant(let account, let company):
      """
      s.company_id = \(company) AND s.id IN (
        SELECT a.apprenticeship_id FROM record_assistants a
        WHERE a.account_id = \(account) AND a.company_id = \(company))
      """
    }
  }
}
